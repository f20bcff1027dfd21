import fc from "fast-check";
import type { ScriptedWorld } from "../../sandbox/index.js";
import { type Binding, failure, type Json, type Outcome, success } from "../../toolspecs/index.js";
import { arbitraryOf } from "../arbitrary/arbitrary.js";

/** What the tools answer in one world: for each reached tool, in order, the answers it gives to different arguments. */
export type World = readonly (readonly Json[])[];

/** A tool that nothing can be said about, because one of its schemas makes no sense. */
export interface UnusableSchema {
  readonly tool: string;
  readonly side: "input" | "output";
  readonly problem: string;
}

const ANSWERS_PER_TOOL = 3;

/** Worlds in which every tool keeps its contract. Shrinks towards few, small answers. */
export function worldsOf(reached: readonly Binding[]): Outcome<fc.Arbitrary<World>, UnusableSchema> {
  const answers: fc.Arbitrary<readonly Json[]>[] = [];
  for (const { namespace, member, spec } of reached) {
    const output = arbitraryOf(spec.output.schema);
    if (!output.ok) {
      return failure(unusable(`${namespace}.${member}`, "output", output.issues));
    }
    answers.push(fc.array(output.value, { minLength: 1, maxLength: ANSWERS_PER_TOOL }));
  }
  return success(fc.tuple(...answers));
}

export function scripted(world: World): ScriptedWorld {
  return { answers: world.map((values) => values.map((value) => ({ ok: true, value }))) };
}

export function unusable(
  tool: string,
  side: UnusableSchema["side"],
  issues: readonly { readonly path: string; readonly message: string }[],
): UnusableSchema {
  return { tool, side, problem: issues.map(({ path, message }) => `${path} ${message}`.trim()).join("; ") };
}
