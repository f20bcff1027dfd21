import type ts from "typescript";
import { type Goal, tellingKinds, unusedValues } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import type { UsedLiteral } from "./literals.js";

/** Values the goal states plainly and the plan does nothing with. They may be told in passing, so this is for people to read. */
export function findLeftOut(file: ts.SourceFile, literals: readonly UsedLiteral[], goal: Goal): readonly Issue[] {
  const given = literals.flatMap(({ value, uses }) => uses.map((use) => ({ value, ...use })));
  return unusedValues(goal, given)
    .filter(({ kind }) => tellingKinds.has(kind))
    .map(({ text }) => {
      const message = `The goal says ${JSON.stringify(text)}, and the plan does nothing with it. Use it, or leave it out of the goal.`;
      return issueAt("goal_value_left_out", { file, start: 0 }, message);
    });
}
