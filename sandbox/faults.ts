import { isObject } from "../toolspecs/index.js";
import type { Fault, Place } from "./run.js";

export const memoryFault: Fault = { code: "memory", message: "The program used up the memory of the sandbox." };
const stackFault: Fault = { code: "stack", message: "The program recursed too deeply." };

/** What the engine knew when something was thrown. */
interface Circumstances {
  readonly when: "loading" | "running";
  readonly memoryFull: boolean;
}

/** The fault behind what guest code threw, as `describe` of the guest side puts it. */
export function guestFault(description: string, { when, memoryFull }: Circumstances): Fault {
  const thrown = parsed(description);
  const place = placeOf(thrown.stack);
  // Without memory for an error, the engine throws null.
  if (thrown.nothing && memoryFull) return memoryFault;
  if (thrown.name === "InternalError" && thrown.message === "out of memory") return { ...memoryFault, ...place };
  if (/^(Internal|Syntax)Error$/.test(thrown.name) && thrown.message === "stack overflow")
    return { ...stackFault, ...place };
  if (when === "loading" && thrown.name === "SyntaxError") return { code: "syntax", message: thrown.message, ...place };
  return { code: "threw", message: [thrown.name, thrown.message].filter(Boolean).join(": "), ...place };
}

/** The fault behind an exception out of the engine. Its text may hold host paths and is not passed on. */
export function engineFault(thrown: unknown): Fault {
  const text = thrown instanceof Error ? `${thrown.name} ${thrown.message}` : "";
  if (/memory|oom|enlarge/i.test(text)) return memoryFault;
  if (/call stack/i.test(text)) return stackFault;
  return { code: "engine", message: "The sandbox's engine gave up on this program." };
}

/** The innermost frame that is in the program. */
export function placeOf(stack: string): Place | undefined {
  const frame = /plan\.js:(\d{1,7})(?::(\d{1,7}))?/.exec(stack);
  if (frame === null) return undefined;
  return { line: Number(frame[1]), column: Number(frame[2] ?? 1) };
}

function parsed(description: string) {
  const value: unknown = JSON.parse(description);
  const text = (key: string) => (isObject(value) && typeof value[key] === "string" ? value[key] : "");
  const nothing = isObject(value) && value.nothing === true;
  return { name: text("name"), message: text("message"), stack: text("stack"), nothing };
}
