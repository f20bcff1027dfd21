import { checkCall, type MadeCall, type Policy } from "../../policy/index.js";
import type { Json, ToolSpec } from "../../toolspecs/index.js";
import type { Validators } from "../../validation/index.js";
import type { Problem } from "../result.js";

export interface Guarded {
  readonly policy: Policy;
  readonly validators: Validators;
  /** The calls that the program made before, in order, less those that were denied. */
  readonly history: readonly MadeCall[];
  /** Now, in ms since the epoch. */
  readonly at: number;
}

/** What stands against a call as things are now; the plan was judged not to come here, so a run that does is stopped. */
export function guard(tool: ToolSpec, args: Json, { policy, validators, history, at }: Guarded): Problem | undefined {
  const name = `${tool.server}/${tool.name}`;
  const validate = validators(tool.input);
  const [wrong] = validate.ok ? validate.value(args) : validate.issues;
  if (wrong !== undefined) {
    const where = wrong.path === "" ? "args" : `args.${wrong.path}`;
    const message = `${name} was not called: ${where} ${wrong.message}. The plan meets a case here that its worlds did not have; repair it and verify it again.`;
    return { code: "bad_argument", message };
  }
  const blurred = blurredIn(args, "args");
  if (blurred !== undefined) {
    const message = `${name} was not called: ${blurred} is beyond the whole numbers that are kept exactly (2^53), so it may be another than the one that was meant. Where it is an identifier, have it told as text.`;
    return { code: "bad_argument", message };
  }
  const [breach] = checkCall(policy, history, { tool, args, at });
  return breach === undefined ? undefined : { code: breach.code, message: `${name} was not called. ${breach.message}` };
}

/** The first whole number that stands for others too, with its place: most of these are identifiers that came as numbers in JSON. */
function blurredIn(value: Json, place: string): string | undefined {
  if (typeof value === "number")
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? `${place} (${value})` : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  const parts = Array.isArray(value)
    ? value.map((part, index) => [`${place}[${index}]`, part] as const)
    : Object.entries(value).map(([key, part]) => [`${place}.${key}`, part] as const);
  for (const [where, part] of parts) {
    const found = blurredIn(part, where);
    if (found !== undefined) return found;
  }
  return undefined;
}
