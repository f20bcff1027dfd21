import type { Call, MadeCall, Policy, ToolFacts } from "#dist/policy/index.js";
import type { Json } from "#dist/toolspecs/index.js";

/** `server/name` as a tool; its name tells what it does. */
export function facts(id: string, some: Partial<ToolFacts> = {}): ToolFacts {
  const [server = "", name = ""] = id.split("/");
  const effect = /get|list|find|read/.test(name) ? "read" : /send|pay|delete/.test(name) ? "irreversible" : "write";
  return { server, name, effect, ...some };
}

export function call(id: string, args: Json = {}, some: Partial<ToolFacts> = {}): Call {
  return { tool: facts(id, some), args };
}

/** A call that was answered. */
export function made(id: string, args: Json = {}, output: Json = null, some: Partial<ToolFacts> = {}): MadeCall {
  return { ...call(id, args, some), ok: true, output };
}

export function failed(id: string, args: Json = {}): MadeCall {
  return { ...call(id, args), ok: false };
}

export function rule(one: NonNullable<Policy["rules"]>[number]): Policy {
  return { rules: [one] };
}
