import { failure, type Outcome, success } from "../toolspecs/index.js";
import type { Verifier } from "../verifier/index.js";
import type { Context } from "./context.js";
import type { WorldFlags } from "./options.js";
import { type Problem, usage } from "./problem.js";

export interface JudgeFlags extends WorldFlags {
  readonly replay?: string;
}

/** Runs something with a verifier that keeps to the flags, and closes it whatever happens. */
export async function withVerifier<T>(
  { seed, worlds, replay }: JudgeFlags,
  { parts }: Context,
  use: (verifier: Verifier) => Promise<T>,
): Promise<Outcome<T, Problem>> {
  const { createVerifier } = await parts.verifier();
  const made = accepted(() => createVerifier({ seed, worlds, replay }));
  if (!made.ok) return made;
  try {
    return success(await use(made.value));
  } finally {
    await made.value.close();
  }
}

/** The verifier knows best which numbers and replay strings make sense; that it says so by throwing is ours to undo. */
function accepted<T>(make: () => T): Outcome<T, Problem> {
  try {
    return success(make());
  } catch (error) {
    if (error instanceof RangeError) return failure(usage(error.message));
    throw error;
  }
}
