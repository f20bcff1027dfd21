import { type DataFlow, isExplicit } from "../flow/values/index.js";
import { type Goal, ground, type Span } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { askedAt, type Program } from "./asked.js";
import { denialsIn } from "./denials.js";
import { actsOnEqual, choicesOf, type Equality, equalitiesIn } from "./equalities.js";
import { placeOf } from "./names.js";

/** Plans that act on what is equal to a word of the goal that stands behind "not", or on all but what it asks for. */
export function findNegations(program: Program, goal: Goal): readonly Issue[] {
  const compared = equalitiesIn(program.file, program.data).filter((one) => !isGiven(one, program.data));
  const denials = denialsIn(goal);
  return [...new Set(compared.map(({ value }) => value))].flatMap((word) => {
    const grounding = ground(word, { goal });
    if (grounding.by !== "goal" || (grounding.how !== "exact" && grounding.how !== "normalised")) return [];
    if (!standsOnce(goal.text, grounding)) return [];
    const asked = askedAt(goal, grounding, program);
    if (asked === undefined) return [];
    // "Void the drafts, but not INV-9": what is kept from the deed is not what the deed is for.
    const isDenied = denials.some(({ start, end }) => start <= grounding.start && grounding.end <= end);
    const holds = asked.holds && !isDenied;
    const told = compared.flatMap((one) => {
      const acts = one.value === word ? actsOnEqual(one, asked.acting) : undefined;
      return acts === undefined ? [] : [{ ...one, acts }];
    });
    const [first] = told;
    // Whoever asks twice may tell two kinds apart, and do something with each.
    if (first === undefined || told.some(({ acts }) => acts === holds)) return [];
    return [issueFor(first, goal.text.slice(grounding.start, grounding.end), holds)];
  });
}

function issueFor({ node }: Equality, word: string, wants: boolean): Issue {
  const [said, done] = wants ? ["names", "all but that"] : ["excludes", "that"];
  const message = `The goal ${said} ${JSON.stringify(word)}, and the plan acts on ${done}: look again at \`${node.getText()}\`.`;
  return issueAt("comparison_contradicts_goal", placeOf(node), message);
}

/**
 * What a change is given is what things are to become: those that are it already may well be left out. What a read is given may be whom others
 * are looked for of, unless it is one of the choices of the field.
 */
function isGiven(equality: Equality, { calls }: DataFlow): boolean {
  const given = calls.filter(({ leaves }) =>
    leaves.some(({ origins }) =>
      [...origins].some(
        ([origin, bits]) => origin.kind === "literal" && origin.value === equality.value && isExplicit(bits),
      ),
    ),
  );
  if (given.every(({ binding }) => binding.spec.effect === "read")) return given.length > 0 && !choicesOf(equality);
  return true;
}

function standsOnce(text: string, { start, end }: Span): boolean {
  return text.toLowerCase().split(text.slice(start, end).toLowerCase()).length === 2;
}
