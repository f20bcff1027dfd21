import type { Policy } from "../policy/index.js";
import { failure, type Outcome, success } from "../toolspecs/index.js";
import type { Judgement, Plan, Verifier } from "../verifier/index.js";
import type { Context } from "./context.js";
import type { PolicyFlags, WorldFlags } from "./options.js";
import { policyOf } from "./policy.js";
import { type Problem, usage } from "./problem.js";
import { progressLine } from "./progress.js";
import type { toolsOf } from "./tools.js";

export interface JudgeFlags extends WorldFlags {
  readonly replay?: string;
}

export interface Judging extends JudgeFlags {
  readonly policy: Policy | undefined;
}

/** Runs something with a verifier that keeps to the flags, and closes it whatever happens. */
export async function withVerifier<T>(
  { seed, worlds, replay, policy }: Judging,
  { parts }: Context,
  use: (verifier: Verifier) => Promise<T>,
): Promise<Outcome<T, Problem>> {
  const { createVerifier } = await parts.verifier();
  if (seed !== undefined && replay !== undefined) return failure(usage(twoSeeds));
  const made = await accepted(() => createVerifier({ seed, worlds, replay, policy }));
  if (!made.ok) return made;
  try {
    return await accepted(() => use(made.value));
  } finally {
    await made.value.close();
  }
}

interface Judged extends Context {
  readonly tools: () => ReturnType<typeof toolsOf>;
}

/** From a plan and flags to a verdict. */
export async function judged(
  plan: Plan,
  flags: JudgeFlags & PolicyFlags,
  { tools: read, ...context }: Judged,
): Promise<Outcome<Judgement, Problem>> {
  const line = progressLine(context.io);
  line.show("reading tools");
  try {
    const tools = await read();
    if (!tools.ok) return tools;
    const policy = await policyOf(flags, tools.value, context);
    if (!policy.ok) return policy;
    line.show("checking the plan");
    const verdict = await withVerifier({ ...flags, policy: policy.value }, context, (verifier) =>
      verifier.verify(plan, tools.value),
    );
    context.io.signal.throwIfAborted();
    return verdict;
  } finally {
    line.clear();
  }
}

const twoSeeds = "A --replay string has a seed in it, so --seed would be ignored. Leave one of the two out.";

/** The verifier knows best which numbers and replay strings make sense; that it says so by throwing is ours to undo. */
async function accepted<T>(make: () => T | Promise<T>): Promise<Outcome<T, Problem>> {
  try {
    return success(await make());
  } catch (error) {
    if (error instanceof RangeError) return failure(usage(error.message));
    throw error;
  }
}
