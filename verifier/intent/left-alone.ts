import { wordsIn } from "../field-names.js";
import { type DataFlow, isExplicit } from "../flow/values/index.js";
import { foldWord } from "../grounding/fold.js";
import type { Goal } from "../grounding/index.js";
import { stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { actingOf } from "./acting.js";
import type { Program } from "./asked.js";
import { actsOnEqual, type Equality, equalitiesIn } from "./equalities.js";
import { placeOf } from "./names.js";

/** With these a goal leaves alone what is as it should be. */
const already =
  /(?<!\p{L})(?:already|not yet|unless (?:it|there|he|she|they|one) (?:has|have|is|are|exists?)|if (?:it|there) (?:has|is|are) (?:none|no)|(?:does|do)(?: not|n['’]t) exist)(?!\p{L})/iu;

/**
 * Changes that are only made where they change nothing: `to_zip: "50667"` for the parcels whose `recipient_zip` is "50667", where the goal says "if it
 * is not bound there already". A record is told from what it is to become by the names of field and parameter.
 */
export function findMadeInVain(program: Program, goal: Goal): readonly Issue[] {
  if (!already.test(goal.text)) return [];
  const { file, data, names } = program;
  const acting = actingOf(
    file,
    { ...data, calls: data.calls.filter(({ binding }) => binding.spec.effect !== "read") },
    names,
  );
  const told = equalitiesIn(file, data)
    .filter((one) => becomes(one, data))
    .map((one) => ({ ...one, acts: actsOnEqual(one, acting) }));
  const [first] = told;
  return first === undefined || told.some(({ acts }) => acts !== true) ? [] : [issueFor(first)];
}

function issueFor({ node, value }: Equality): Issue {
  const message = `The goal leaves alone what is as it should be, and the plan acts only where it is ${JSON.stringify(value)} already: look again at \`${node.getText()}\`.`;
  return issueAt("comparison_contradicts_goal", placeOf(node), message);
}

/** Whether a change makes of the field just what it is compared with. */
function becomes({ value, fields }: Equality, { calls }: DataFlow): boolean {
  const compared = new Set(fields.map(({ path }) => lastWord(path)));
  return calls.some(
    ({ binding, leaves }) =>
      binding.spec.effect !== "read" &&
      leaves.some(
        ({ path, origins }) =>
          compared.has(lastWord(path)) &&
          [...origins].some(
            ([origin, bits]) => origin.kind === "literal" && origin.value === value && isExplicit(bits),
          ),
      ),
  );
}

function lastWord(path: string): string {
  return stem(foldWord(wordsIn(path.split(/[.[\]]+/).findLast(Boolean) ?? "").at(-1) ?? ""));
}
