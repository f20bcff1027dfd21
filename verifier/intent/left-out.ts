import type ts from "typescript";
import { type CallFlow, type DataFlow, isExplicit } from "../flow/values/index.js";
import { type Goal, tellingKinds, unusedValues } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { claimsChange } from "./deeds.js";
import { denialsIn } from "./denials.js";
import type { UsedLiteral } from "./literals.js";

/** With these begins what a change hangs on, up to the value. */
const conditional = /(?<!\p{L})(?:if|unless|except|except for|excepting|other than|but not)(?!\p{L})[^.;,]*$/iu;
/** Of things that are named one by one, what is spared is none. */
const sparing = /(?<!\p{L})(?:except|except for|excepting|other than|but not)(?!\p{L})[^.;,]*$/iu;

interface Written {
  readonly used: readonly UsedLiteral[];
  readonly data: DataFlow;
}

/**
 * Values the goal states plainly and the plan does nothing with. They may be told in passing, so this is for people to read; an error where a change
 * was to hang on one.
 */
export function findLeftOut(file: ts.SourceFile, { used, data }: Written, goal: Goal): readonly Issue[] {
  const changes = data.calls.filter(({ binding }) => claimsChange(binding.spec));
  const areNamed = changes.every(isNamed);
  const denied = denialsIn(goal).map(({ objects }) => objects);
  const isListed = data.calls.some(
    ({ binding, leaves, control }) =>
      binding.spec.effect !== "read" &&
      [control, ...leaves.map(({ origins }) => origins)].some((all) =>
        [...all.keys()].some(({ kind }) => kind !== "literal"),
      ),
  );
  const given = used.flatMap(({ value, uses }) => uses.map((use) => ({ value, ...use })));
  return (
    unusedValues(goal, given)
      .filter(({ kind }) => tellingKinds.has(kind))
      // What is kept from changes has to be told from nothing where each is written out.
      .filter(({ start, end }) => isListed || !denied.some((one) => one.start <= start && end <= one.end))
      .map(({ text, start }) => {
        const message = `The goal says ${JSON.stringify(text)}, and the plan does nothing with it. Use it, or leave it out of the goal.`;
        const before = goal.text.slice(0, start);
        const isMet = areNamed && sparing.test(before);
        const isCondition = changes.length > 0 && conditional.test(before) && !isMet;
        return issueAt("goal_value_left_out", { file, start: 0 }, message, isCondition ? "error" : "warning");
      })
  );
}

/** The plan itself says what the call is about. */
function isNamed({ leaves }: CallFlow): boolean {
  const given = leaves.flatMap(({ origins }) => [...origins].filter(([, bits]) => isExplicit(bits)));
  return given.length > 0 && given.every(([origin]) => origin.kind === "literal");
}
