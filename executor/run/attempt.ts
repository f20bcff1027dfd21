import type { Json, ToolSpec } from "../../toolspecs/index.js";
import type { CallTool, Reply } from "../caller.js";

export interface Attempt {
  readonly tool: ToolSpec;
  readonly args: Json;
  readonly key: string;
  readonly timeoutMs: number;
  /** Aborted when the run is interrupted. */
  readonly signal: AbortSignal;
}

/** Whether a call whose end nobody saw may simply be made again: it changes nothing, or the tool sees to that. */
export function repeatable({ effect, idempotent, idempotencyKey }: ToolSpec): boolean {
  return effect === "read" || (effect === "write" && idempotent === true) || idempotencyKey !== undefined;
}

/** Makes a call, for as long as it may take. One that changes something is not cut short: its end is worth more than our haste. */
export function attempt(call: CallTool, { tool, args, key, timeoutMs, signal }: Attempt): Promise<Reply> {
  const controller = new AbortController();
  const name = `${tool.server}/${tool.name}`;
  return new Promise((resolve) => {
    const give = (reply: Reply) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", interrupted);
      resolve(reply);
      controller.abort();
    };
    const interrupted = () => give({ kind: "lost", message: `${name} was not waited for.` });
    const late = () => give({ kind: "lost", message: `${name} did not answer within ${timeoutMs / 1000} s.` });
    const timer = setTimeout(late, timeoutMs);
    if (tool.effect === "read") signal.addEventListener("abort", interrupted);
    call({ tool, args: withKey(tool, args, key), key, signal: controller.signal }).then(give, () =>
      give({ kind: "lost", message: `${name} failed.` }),
    );
  });
}

function withKey({ idempotencyKey }: ToolSpec, args: Json, key: string): Json {
  if (idempotencyKey === undefined || typeof args !== "object" || args === null || Array.isArray(args)) return args;
  return { [idempotencyKey]: key, ...args };
}
