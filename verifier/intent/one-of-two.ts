import ts = require("typescript");

import { schemasAt } from "../flow/schema-at.js";
import { type DataFlow, how, type Leaf } from "../flow/values/index.js";
import { foldWord } from "../grounding/fold.js";
import { type Goal, unusedValues } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { textsIn } from "./literals.js";
import { placeOf } from "./names.js";

/**
 * Two calls of one tool that pass the same where the goal names two: both deploy to staging though it says "to staging, and to production", both read one
 * day though it says two. The other of the two stands nowhere in the plan.
 */
export function findOneOfTwo(file: ts.SourceFile, { calls }: DataFlow, goal: Goal): readonly Issue[] {
  const written = textsIn(file);
  return calls.flatMap((later, index) => {
    for (const earlier of calls.slice(0, index)) {
      if (earlier.binding !== later.binding) continue;
      for (const leaf of later.leaves) {
        const value = literalOf(leaf);
        const twin = earlier.leaves.find(({ path }) => path === leaf.path);
        if (value === undefined || twin === undefined || literalOf(twin) !== value) continue;
        const other = otherOf(
          value,
          schemasAt(later.binding.spec.input, leaf.path).flatMap((one) => one.enum ?? []),
          { written, goal },
        );
        const isApart = earlier.leaves.every(
          ({ path, origins }) => path === leaf.path || alike(origins, later.leaves, path),
        );
        if (other === undefined || !isApart) continue;
        const message = `The goal says ${JSON.stringify(value)} and ${JSON.stringify(other)}, and the plan passes ${JSON.stringify(value)} as \`${leaf.path}\` twice and the other nowhere. Pass each where it is meant.`;
        return [issueAt("other_choice", placeOf(later.call), message, "error")];
      }
    }
    return [];
  });
}

/** Whether the two calls get the same here too, so that there is nothing in which they differ. */
function alike(origins: Leaf["origins"], others: readonly Leaf[], path: string): boolean {
  const twin = others.find((leaf) => leaf.path === path);
  const keys = (one: Leaf["origins"]) =>
    [...one].flatMap(([origin, bits]) =>
      bits === how.implicit
        ? []
        : [
            origin.kind === "literal"
              ? origin.value
              : origin.kind === "output"
                ? `${origin.call.pos}.${origin.path}`
                : origin.kind,
          ],
    );
  return twin !== undefined && JSON.stringify(keys(twin.origins)) === JSON.stringify(keys(origins));
}

function literalOf({ origins }: Leaf): string | undefined {
  const given = [...origins].filter(([, bits]) => bits !== how.implicit);
  const origin = given.length === 1 ? given[0]?.[0] : undefined;
  return origin?.kind === "literal" && typeof origin.value === "string" ? origin.value : undefined;
}

/** What the goal says of the same kind, once, and the plan writes nowhere. */
function otherOf(
  value: string,
  choices: readonly unknown[],
  { written, goal }: { readonly written: readonly string[]; readonly goal: Goal },
): string | undefined {
  if (choices.length > 0) {
    const isSaid = (one: string) => goal.reading.tokens.some(({ key }) => key === foldWord(one));
    const others = choices.filter(
      (one): one is string => typeof one === "string" && one !== value && isSaid(one) && !written.includes(one),
    );
    return isSaid(value) && others.length === 1 ? others[0] : undefined;
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || !goal.text.includes(value)) return undefined;
  const unused = unusedValues(goal, written).filter(({ kind }) => kind === "date");
  return unused.length === 1 ? unused[0]?.text : undefined;
}
