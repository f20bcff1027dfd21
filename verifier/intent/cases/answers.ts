import { isObject, type Json } from "../../../toolspecs/index.js";
import type { DataFlow } from "../../flow/values/index.js";
import type { Goal, Span } from "../../grounding/index.js";
import { stem } from "../../grounding/words.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { placeOf } from "../names.js";
import { ownWords } from "../own-words.js";
import { onlyPlaceOf, type Quality, qualitiesIn } from "../qualities.js";
import type { Case } from "./case.js";
import { apart, isOfKind, type Kind, namesOf } from "./record.js";

/** A question about a word that a field can be. */
interface Question {
  readonly quality: Quality;
  readonly kind: Kind;
  readonly words: string;
  /** The right answer, by whether the field is that in each of the records that were read; undefined where they do not tell. */
  answer(are: readonly boolean[]): boolean | number | undefined;
}

/**
 * Answers that are not what was read: "tell me whether it is overdue", "how many confirmed bookings are there". Only of plans that change nothing
 * and return just a number, or yes or no.
 */
export function findMisanswered(cases: readonly Case[], data: DataFlow, goal: Goal): readonly Issue[] {
  const [question, ...more] = questionsIn(data, goal);
  const last = data.calls.at(-1);
  if (question === undefined || last === undefined || more.length > 0) return [];
  const { kind, quality, words } = question;
  const { field } = apart(quality.path);
  for (const { told, result } of cases) {
    const read = told.filter((one) => isOfKind(one, kind));
    // Whoever reads twice may have read the same.
    if (new Set(read.map(({ at }) => at)).size > 1) continue;
    const right = question.answer(read.map(({ record }) => record[field] === quality.value));
    const given = answerIn(result);
    if (right === undefined || typeof given !== typeof right || given === right) continue;
    const values = read.map(({ record }) => JSON.stringify(record[field])).join(", ") || "nothing";
    const message = `The goal asks ${JSON.stringify(words)}; in some run the \`${field}\` of what was read is ${values}, and the plan answers ${JSON.stringify(given)}.`;
    return [issueAt("comparison_contradicts_goal", placeOf(last.call), message)];
  }
  return [];
}

/** The answer by itself, or under a name. */
function answerIn(result: Json | undefined): Json | undefined {
  if (!isObject(result)) return result;
  const [only, ...more] = Object.values(result);
  return more.length === 0 ? only : undefined;
}

const whether = /(?:(?<!\p{L})whether |^is |^are )[^.;,]*$/iu;
const countOf = /(?<!\p{L})how many $/iu;
/** More is asked of the things than the word. */
const more =
  /(?<!\p{L})(?:than|over|under|above|below|since|before|after|between|until|on|today|tomorrow|and|or|but|if|not|no|except|unless|each|per|with|without|at|other)(?!\p{L})|\d/iu;

function questionsIn(data: DataFlow, goal: Goal): readonly Question[] {
  const text = ownWords(goal);
  const qualities = [...new Map(data.calls.map((call) => [call.binding, call])).values()].flatMap(qualitiesIn);
  return qualities.flatMap((quality): Question[] => {
    const span = onlyPlaceOf(goal, quality.word);
    const kind = { binding: quality.call.binding, path: apart(quality.path).record };
    if (span === undefined) return [];
    const own = { quality, kind };
    const lead = text.slice(0, span.start);
    if (countOf.test(lead)) return isCounted(span, kind, text) ? [{ ...own, ...counting(goal, span) }] : [];
    const isEnd = /^\s*[.?!]?\s*$/u.test(text.slice(span.end));
    return isEnd && whether.test(lead) && !more.test(whether.exec(lead)?.[0] ?? "")
      ? [
          {
            ...own,
            words: goal.text.slice(span.start, span.end),
            answer: ([is, ...others]) => (others.length === 0 ? is : undefined),
          },
        ]
      : [];
  });
}

function isCounted(span: Span, kind: Kind, text: string): boolean {
  const noun = /^ (\p{L}+)/u.exec(text.slice(span.end))?.[1];
  const isListed = kind.path.endsWith("[]");
  return isListed && noun !== undefined && namesOf(kind).has(stem(noun.toLowerCase())) && !more.test(text);
}

function counting({ text }: Goal, span: Span): Pick<Question, "words" | "answer"> {
  return {
    words: `how many ${text.slice(span.start, span.end)}`,
    answer: (are) => are.filter(Boolean).length,
  };
}
