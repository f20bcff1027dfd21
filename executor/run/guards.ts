import { checkCall, type MadeCall, type Policy } from "../../policy/index.js";
import type { Json, ToolSpec } from "../../toolspecs/index.js";
import type { Validators } from "../../validation/index.js";
import type { Problem } from "../result.js";

export interface Guarded {
  readonly policy: Policy;
  readonly validators: Validators;
  /** The calls that the program made before, in order, less those that were denied. */
  readonly history: readonly MadeCall[];
}

/** What stands against a call as things are now; the plan was judged not to come here, so a run that does is stopped. */
export function guard(tool: ToolSpec, args: Json, { policy, validators, history }: Guarded): Problem | undefined {
  const name = `${tool.server}/${tool.name}`;
  const validate = validators(tool.input);
  const [wrong] = validate.ok ? validate.value(args) : validate.issues;
  if (wrong !== undefined) {
    const where = wrong.path === "" ? "args" : `args.${wrong.path}`;
    const message = `${name} was not called: ${where} ${wrong.message}. The plan meets a case here that its worlds did not have; repair it and verify it again.`;
    return { code: "bad_argument", message };
  }
  const [breach] = checkCall(policy, history, { tool, args });
  return breach === undefined ? undefined : { code: breach.code, message: `${name} was not called. ${breach.message}` };
}
