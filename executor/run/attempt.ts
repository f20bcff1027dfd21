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

/** Whether making a call twice is like making it once, whoever makes it again: it changes nothing, or always the same. */
export function harmless({ effect, idempotent }: ToolSpec): boolean {
  return effect === "read" || (effect === "write" && idempotent === true);
}

/** Whether the executor may make a call again whose end nobody saw. With a key it may, and a plan that called again may not: that call has another key. */
export function repeatable(tool: ToolSpec): boolean {
  return harmless(tool) || tool.idempotencyKey !== undefined;
}

/** Whether the server could bear the call: it answered, and did not say that there are too many. */
export function bearable(reply: Reply): boolean {
  return reply.kind !== "lost" && !(reply.kind === "failed" && reply.strained === true);
}

/** So often a call with an idempotency key is made before a person is asked what became of it. */
const keyedAttempts = 3;

/** Makes a call, for as long as it may take; again where its end was not seen and its key makes that one call. */
export async function attempt(call: CallTool, one: Attempt): Promise<Reply> {
  let reply = await once(call, one);
  for (
    let made = 1;
    reply.kind === "lost" && one.tool.idempotencyKey !== undefined && made < keyedAttempts;
    made += 1
  ) {
    if (one.signal.aborted) break;
    reply = await once(call, one);
  }
  return reply;
}

/** A call that changes something is not cut short: its end is worth more than our haste. */
function once(call: CallTool, { tool, args, key, timeoutMs, signal }: Attempt): Promise<Reply> {
  const controller = new AbortController();
  const name = `${tool.server}/${tool.name}`;
  return new Promise((resolve) => {
    const give = (reply: Reply) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", interrupted);
      resolve(reply);
    };
    const giveUp = (message: string) => {
      give({ kind: "lost", message });
      controller.abort();
    };
    const interrupted = () => giveUp(`${name} was not waited for.`);
    const late = () => giveUp(`${name} did not answer within ${timeoutMs / 1000} s.`);
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
