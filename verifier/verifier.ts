import { type Policy, parsePolicy, unknownTools } from "../policy/index.js";
import { createSandbox } from "../sandbox/index.js";
import { HoldshortError, type SourceIssue, type ToolSpec } from "../toolspecs/index.js";
import { createValidators } from "../validation/index.js";
import { createCompiler } from "./compiler/compiler.js";
import { refuseMisuse } from "./handed-in.js";
import { judge } from "./judge.js";
import { noPolicy, type VerifyOptions, withDefaults } from "./options.js";
import type { Plan } from "./plan.js";
import type { Judgement } from "./verdict.js";

/** The judge, kept warm: threads of the sandbox, the parsed library, the compiled schemas of the tools. Close it when done. */
export interface Verifier {
  /**
   * Rejects with a RangeError for options that make no sense, such as the replay of a world that there is not, with a TypeError
   * for what is no plan or no list of tools, and with an Error once it is closed, also where that happens meanwhile: a judgement
   * cut short is no verdict.
   */
  verify(plan: Plan, tools: readonly ToolSpec[], options?: VerifyOptions): Promise<Judgement>;
  close(): Promise<void>;
}

/** `defaults` hold for every plan, unless `verify` is given others. */
export function createVerifier(defaults: VerifyOptions = {}): Verifier {
  withDefaults(defaults);
  const sound = new WeakSet<Policy>();
  const sandbox = createSandbox();
  const compiler = createCompiler();
  const validators = createValidators();
  let closed = false;
  const refuseClosed = () => {
    if (closed) throw new Error("The verifier is closed.");
  };
  return {
    verify: async (plan, tools, given = {}) => {
      refuseClosed();
      refuseMisuse(plan, tools);
      const options = withDefaults({ ...defaults, ...given });
      if (!sound.has(options.policy)) refuseIssues(await misread(options.policy));
      sound.add(options.policy);
      refuseIssues(unknownTools(options.policy, tools));
      try {
        return await judge({ compiler, sandbox, validators }, { plan, tools, options });
      } finally {
        refuseClosed();
      }
    },
    close: () => {
      closed = true;
      return sandbox.close();
    },
  };
}

async function misread(policy: Policy): Promise<readonly SourceIssue[]> {
  if (policy === noPolicy) return [];
  const parsed = await parsePolicy(policy);
  return parsed.ok ? [] : parsed.issues;
}

/** A policy with a slip in it would protect nobody, so nothing is judged by it. */
function refuseIssues(issues: readonly SourceIssue[]): void {
  if (issues.length > 0) throw new HoldshortError(issues);
}

/**
 * Says whether a plan may run, and shows why. Never rejects because of the plan, only because of options that make no sense
 * (RangeError), a policy that makes none (HoldshortError), or what is no plan or no list of tools (TypeError). A bare program text stands for a plan whose goal nobody told.
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
