import type ts from "typescript";
import type { DataFlow } from "../flow/values/index.js";
import type { Goal, Span } from "../grounding/index.js";
import { type Acting, actingOf } from "./acting.js";
import { actingFor } from "./contrary.js";
import type { Names } from "./names.js";
import { describedAt, wantedAt } from "./wanted.js";

export interface Program {
  readonly file: ts.SourceFile;
  readonly data: DataFlow;
  readonly names: Names;
}

/** What the goal wants of the things that a word is true of. */
export interface Asked {
  /** Whether the plan is to act on them. */
  readonly holds: boolean;
  /** What acting is: the calls that the goal speaks of, or what is returned where the plan changes nothing. */
  readonly acting: Acting;
}

/** Undefined where the goal does not say it plainly. */
export function askedAt(goal: Goal, span: Span, program: Program): Asked | undefined {
  const { file, data, names } = program;
  if (data.calls.every(({ binding }) => binding.spec.effect === "read")) {
    const holds = describedAt(goal, span);
    return holds === undefined ? undefined : { holds, acting: actingOf(file, data, names, { returning: true }) };
  }
  const wanted = wantedAt(goal, span);
  return wanted && { holds: wanted.holds, acting: actingFor(wanted, program) };
}
