import { type DataFlow, isExplicit } from "../flow/values/index.js";
import { type Goal, ground, type Span } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { askedAt, type Program } from "./asked.js";
import { mayMeanDeed } from "./deeds.js";
import { denialsIn } from "./denials.js";
import { actsOnEqual, choicesOf, type Equality, equalitiesIn } from "./equalities.js";
import { placeOf } from "./names.js";
import { sentenceAround } from "./sentence.js";

/** Plans that act on what is equal to a word of the goal that stands behind "not", or on all but what it asks for. */
export function findNegations(program: Program, goal: Goal): readonly Issue[] {
  const compared = equalitiesIn(program.file, program.data).filter((one) => !isGiven(one, program.data));
  const denied = denialsIn(goal);
  return [...new Set(compared.map(({ value }) => value))].flatMap((word) => {
    const grounding = ground(word, { goal });
    if (grounding.by !== "goal" || (grounding.how !== "exact" && grounding.how !== "normalised")) return [];
    if (!standsOnce(goal.text, grounding) || isAside(goal, grounding, program)) return [];
    const asked = askedAt(goal, grounding, program);
    if (asked === undefined || (asked.holds && denied.some(({ objects }) => isDenied(goal.text, grounding, objects))))
      return [];
    const told = compared.flatMap((one) => {
      const acts = one.value === word ? actsOnEqual(one, asked.acting) : undefined;
      return acts === undefined ? [] : [{ ...one, acts }];
    });
    const [first] = told;
    // Whoever asks twice may tell two kinds apart, and do something with each.
    if (first === undefined || told.some(({ acts }) => acts === asked.holds)) return [];
    return [issueFor(first, goal.text.slice(grounding.start, grounding.end), asked.holds)];
  });
}

/** As itself, and not as what something is not: "do not touch those that are not open". */
function isDenied(text: string, place: Span, { start, end }: Span): boolean {
  const isIn = start <= place.start && place.end <= end;
  return isIn && !/(?<!\p{L})(?:not|no|never)(?!\p{L})|n['’]t(?!\p{L})/iu.test(text.slice(start, place.start));
}

/** A sentence that names none of the deeds that one before it names: "Delete all files. notes.md is mine." */
function isAside({ text }: Goal, place: Span, { data }: Program): boolean {
  const tools = data.calls.flatMap(({ binding: { spec } }) => (spec.effect === "read" ? [] : [spec.name]));
  const { start, end } = sentenceAround(text, place);
  const own = text.slice(start, end);
  const before = text.slice(0, start);
  return tools.some((tool) => mayMeanDeed(tool, before)) && !tools.some((tool) => mayMeanDeed(tool, own));
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
