import type { Policy } from "../policy/index.js";
import { failure, type Outcome, success } from "../toolspecs/index.js";
import type { Verifier } from "../verifier/index.js";
import type { Context } from "./context.js";
import type { WorldFlags } from "./options.js";
import { type Problem, usage } from "./problem.js";

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
