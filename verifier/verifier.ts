import { createSandbox } from "../sandbox/index.js";
import type { ToolSpec } from "../toolspecs/index.js";
import { createCompiler } from "./compiler/compiler.js";
import { judge } from "./judge.js";
import { type VerifyOptions, withDefaults } from "./options.js";
import type { Plan } from "./plan.js";
import type { Judgement } from "./verdict.js";

/** The judge, kept warm: threads of the sandbox and the parsed library. Close it when done. */
export interface Verifier {
  verify(plan: Plan, tools: readonly ToolSpec[], options?: VerifyOptions): Promise<Judgement>;
  close(): Promise<void>;
}

/** `defaults` hold for every plan, unless `verify` is given others. */
export function createVerifier(defaults: VerifyOptions = {}): Verifier {
  withDefaults(defaults);
  const sandbox = createSandbox();
  const compiler = createCompiler();
  return {
    verify: async (plan, tools, options = {}) =>
      judge({ compiler, sandbox }, { plan, tools, options: withDefaults({ ...defaults, ...options }) }),
    close: () => sandbox.close(),
  };
}

/**
 * Says whether a plan may run, and shows why. Never rejects because of the plan. A bare program text stands for a plan whose
 * goal nobody told.
 */
export async function verify(
  plan: Plan | string,
  tools: readonly ToolSpec[],
  options: VerifyOptions = {},
): Promise<Judgement> {
  const verifier = createVerifier(options);
  try {
    return await verifier.verify(typeof plan === "string" ? { goal: "", source: plan } : plan, tools);
  } finally {
    await verifier.close();
  }
}
