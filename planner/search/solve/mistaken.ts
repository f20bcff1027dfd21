/**
 * What any program takes for another thing than the goal says, a look as well as a change: a stay that ends before it starts, a length where
 * a weight is asked for, all builds for the failed ones, what is to be left out for what is meant, and something looked up where somebody is to be told.
 */
import { dimensionOf } from "../fill/units.js";
import type { Goal } from "../goal/goal.js";
import type { Span } from "../goal/mention.js";
import type { Token } from "../goal/token.js";
import { elementsOf } from "../link/outputs.js";
import { shapeOf } from "../schema/shape.js";
import { splitName } from "../words/split.js";
import { isPlural } from "../words/stem.js";
import { stopWords } from "../words/stopwords.js";
import { isVerb } from "../words/verbs.js";
import type { Draft, Reason } from "./draft.js";
import { unheardWords } from "./honour.js";

/** The words that are misread, the first kind that is found; none where all is well. */
export function mistaken(goal: Goal, draft: Draft): readonly Span[] {
  const found = [
    reversed(draft),
    affirmed(goal, draft),
    otherMeasure(goal, draft),
    broader(goal, draft),
    told(goal, draft),
  ];
  return found.find((spans) => spans.length > 0) ?? [];
}

const starts = new Set("start from begin in depart after since arriv checkin".split(" "));
const ends = new Set("end to until out return before by leav checkout".split(" "));

/** "From the 10th to the 5th": the later day was given for the start. */
function reversed({ reasons }: Draft): readonly Span[] {
  return reasons.flatMap(({ filling: { filled } }) => {
    const dated = filled.filter(({ candidate }) => /^\d{4}-\d\d-\d\d/u.test(String(candidate.value)));
    return dated.flatMap((from) =>
      dated
        .filter(
          (to) => isPair(from.slot.name, to.slot.name) && String(to.candidate.value) < String(from.candidate.value),
        )
        .flatMap((to) => [...from.candidate.spans, ...to.candidate.spans]),
    );
  });
}

/** `check_in` and `check_out`, `start_date` and `end_date`: two names that differ in which end they are. */
function isPair(left: readonly string[], right: readonly string[]): boolean {
  const differing = left.filter((word) => !right.includes(word));
  const other = right.filter((word) => !left.includes(word));
  return differing.some((word) => starts.has(word)) && other.some((word) => ends.has(word));
}

const excepting = /^(?:except|excepting|excluding|besides)$/u;
const leavesOut = /^(?:exclud|except|without|avoid|not|omit|skip|ignor|ban|forbid)/u;

/** "Except the paid ones": the word was given to a parameter that says what is wanted. */
function affirmed({ tokens }: Goal, { reasons }: Draft): readonly Span[] {
  return reasons.flatMap(({ filling }) =>
    filling.filled.flatMap(({ slot, candidate }) => {
      if (typeof candidate.value === "boolean" || slot.name.some((word) => leavesOut.test(word))) return [];
      return candidate.spans.filter(({ first }) => isExcepted(tokens, first));
    }),
  );
}

/** Words that may stand between "except" and what is left out. */
const nearest = 4;

function isExcepted(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - nearest), at).reverse();
  const opening = before.findIndex(({ lower }) => excepting.test(lower));
  return opening >= 0 && before.slice(0, opening).every(({ lower }) => stopWords.has(lower));
}

/** "How many grams" of what only has a length. */
function otherMeasure({ tokens }: Goal, draft: Draft): readonly Span[] {
  const at = tokens.findIndex(({ lower }, index) => lower === "how" && tokens[index + 1]?.lower === "many");
  const asked = at < 0 ? undefined : dimensionOf(tokens[at + 2]?.lower ?? "");
  if (asked === undefined) return [];
  const told = draft.reasons.filter(({ answers }) => answers).flatMap(wordsTold);
  const dimensions = new Set(told.flatMap((word) => dimensionOf(word) ?? []));
  return dimensions.size > 0 && !dimensions.has(asked) ? [{ first: at, next: at + 3 }] : [];
}

/** The words with which a tool speaks of what it returns. */
function wordsTold({ entry: { binding } }: Reason): readonly string[] {
  const { name, description, output } = binding.spec;
  const whole = shapeOf(output.schema, typeof output.schema === "boolean" ? {} : output.schema);
  const keys = Object.keys(whole.schema.properties ?? {}).flatMap(splitName);
  return [...splitName(name), ...description.toLowerCase().split(/[^\p{L}]+/u), ...keys];
}

const harmless =
  /^(?:current|own|available|existing|entire|full|complete|whole|various|different|specific|single|individual)$/u;

/** "The failed builds", where the plan returns the builds, failed or not. */
function broader(goal: Goal, draft: Draft): readonly Span[] {
  const [answer, another] = draft.reasons.filter(({ answers }) => answers);
  if (answer === undefined || another !== undefined || draft.calls.some(({ acts }) => acts)) return [];
  if (elementsOf(answer.entry.binding.spec.output.schema).length === 0) return [];
  const { name, things } = answer.entry;
  return unheardWords(goal, draft).filter(({ first }) => {
    const [word, noun] = goal.tokens.slice(first, first + 2);
    if (word === undefined || noun === undefined || harmless.test(word.lower) || first === 0) return false;
    return (
      /^\p{Ll}/u.test(word.text) && isPlural(noun.lower) && (name.includes(noun.stem) || things.includes(noun.stem))
    );
  });
}

const saying = /^(?:tell|inform|let|remind)$/u;

/** "Tell bob that they are fed": bob is to be told, and not whoever asks. */
function told({ tokens }: Goal, { calls }: Draft): readonly Span[] {
  const words = tokens.slice(0, 8).map(({ lower }) => lower);
  const at = words.findIndex((word) => isVerb(word) || saying.test(word));
  const that = words.findIndex((word, index) => index > at + 1 && word === "that");
  const isOwn = /^(?:me|us|the|you)$/u.test(words[at + 1] ?? "");
  if (!saying.test(words[at] ?? "") || that < 0 || isOwn || calls.some(({ acts }) => acts)) return [];
  return [{ first: at, next: that }];
}
