import type ts from "typescript";
import { writtenName } from "../../toolspecs/index.js";
import { describingWord, wordsIn } from "../field-names.js";
import { type DataFlow, isExplicit, type Origin } from "../flow/values/index.js";
import { foldWord } from "../grounding/fold.js";
import type { Goal, Span } from "../grounding/index.js";
import { stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { isKindOfName } from "./kinds.js";
import { placeOf } from "./names.js";
import { onlyPlaceOf, type Quality, qualitiesIn } from "./qualities.js";
import { wantedAt } from "./wanted.js";

/**
 * Conditions of the goal that the plan does not ask about: "only people who are active", where a tool that it calls says of each
 * whether they are (`employees[].active`), and that decides nothing. A word counts where it is the name of a field that is true
 * or false, or one of the texts that a field can be, and the goal says it as a condition or of something it describes.
 */
export function findUnheeded(file: ts.SourceFile, data: DataFlow, goal: Goal): readonly Issue[] {
  const given = new Set(data.calls.flatMap(({ leaves }) => leaves.flatMap(({ path }) => wordOf(path) ?? [])));
  const qualities = data.calls.flatMap(qualitiesIn);
  const words = new Set(qualities.map(({ word }) => word));
  const plan = { data, text: file.text };
  return [...words].flatMap((word) => {
    const alike = qualities.filter((quality) => quality.word === word);
    const [first] = alike;
    if (first === undefined || given.has(word)) return [];
    const said =
      conditionSaid(goal, word) ??
      (alike.some((quality) => isPlain(quality, plan, goal)) ? onlyPlaceOf(goal, word) : undefined);
    if (said === undefined || isKindOfName(first.path, goal.text.slice(said.end))) return [];
    // What one tool tells is as good as what another does.
    return alike.some((quality) => isHeeded(quality, plan, goal))
      ? []
      : [issueFor(first, goal.text.slice(said.start, said.end))];
  });
}

interface PlanRead {
  readonly data: DataFlow;
  readonly text: string;
}

function issueFor({ call: { binding, call }, path }: Quality, words: string): Issue {
  const tool = writtenName(binding);
  const message = `The goal says ${JSON.stringify(words)}, which ${tool} tells (\`${path}\`), and nothing in the plan hangs on it. Check it before acting.`;
  return issueAt("goal_condition_left_out", placeOf(call), message);
}

function wordOf(path: string): string | undefined {
  const word = describingWord(path);
  return word === undefined ? undefined : foldWord(word);
}

/** "if it is intact", "that are not pinned", "who is active": words that say of a thing how it must be. */
const describing =
  /(?<!\p{L})(?:if|unless|when|while|whenever|where|that|which|who|whose|only|not|no longer|already|still|yet|and|or|is|are|was|were|has been|have been)(?:\s+(?:the|a|an|it|they|that|he|she|is|are|was|were|be|been|not|no longer|also|already|still|both))*\s+(?:\p{L}+\s+){0,2}$/iu;
/** Words that make an aim of what follows: "make sure it is active" is done, not asked. */
const wanting = /(?<!\p{L})(?:make|ensure|set|mark|turn|get|become|becomes|so|to be)(?!\p{L})[^.;,]*$/iu;

function conditionSaid({ text, reading, values }: Goal, word: string): Span | undefined {
  const quotes = values.filter(({ kind }) => kind === "quoted");
  return reading.tokens.find(({ key, start }) => {
    if (key !== word || quotes.some((quote) => quote.start < start && start < quote.end)) return false;
    const lead = text.slice(Math.max(0, start - 80), start);
    return describing.test(lead) && !wanting.test(lead);
  });
}

/**
 * Said of a thing in passing ("an approved timesheet"), where it cannot mean anything else: the word stands beside the name of its
 * field, or the plan asks the field for another of its values that the goal does not say, or the field is true or false of what a
 * plan that changes things has looked at.
 */
function isPlain({ members, path, word, call }: Quality, { data, text }: PlanRead, goal: Goal): boolean {
  const span = onlyPlaceOf(goal, word);
  if (span === undefined) return false;
  const [lead, tail] = [goal.text.slice(0, span.start), goal.text.slice(span.end)];
  if (members === undefined) {
    const changes = data.calls.some(({ binding }) => binding.spec.effect !== "read");
    const looked = call.binding.spec.effect === "read";
    return changes && looked && adjective.test(lead) && /^ \p{Ll}/u.test(tail) && !wanting.test(lead);
  }
  const field = wordsIn(path).at(-1) ?? "";
  if (new RegExp(`^ ${field}(?!\\p{L})`, "iu").test(tail) || new RegExp(`(?<!\\p{L})${field} $`, "iu").test(lead))
    return true;
  const asked = members.filter((member) => new RegExp(`(["'\`])${member}\\1`, "u").test(text));
  return asked.length > 0 && asked.every((member) => !goal.words.has(stem(foldWord(member))));
}

/** "the newest intact backup", "everybody active". */
const adjective =
  /(?<!\p{L})(?:the|an?|every|each|all|any|\p{L}+est|everybody|everyone)(?: (?!(?:and|or|of|in|to|for)\s)\p{L}+)?\s$/iu;

function isHeeded(quality: Quality, { data, text }: PlanRead, goal: Goal): boolean {
  const { members, word } = quality;
  if (members === undefined) return isTold(quality, data, goal);
  const unused = members.filter((member) => !new RegExp(`(?<!\\p{L})${member}(?!\\p{L})`, "u").test(text));
  // Whoever names all the others has told it apart from them.
  if (unused.length < 2 || unused.every((member) => foldWord(member) !== word)) return true;
  const span = onlyPlaceOf(goal, word);
  const wanted = span && wantedAt(goal, span);
  // Whoever asks for another has left out this one, and "neither paid nor shipped" is no more than that.
  const used = members.filter((member) => !unused.includes(member));
  const excludes = (member: string) => new RegExp(`!==?\\s*["'\`]${member}["'\`]`, "u").test(text);
  if (wanted?.holds === false && used.length > 0 && !used.some(excludes)) return true;
  return wanted === undefined || isOnlyLookedAt(quality, data);
}

/** A plan that changes nothing may leave it to the reader of its result. */
function isOnlyLookedAt(quality: Quality, data: DataFlow): boolean {
  return data.calls.every(({ binding }) => binding.spec.effect === "read") && isIn(quality, resultOf(data));
}

/**
 * Decided by, or passed on with the whole that it is a part of. That there is a whole says nothing of its parts; and to say how it
 * was is not enough where something was to be done only then.
 */
function isTold(quality: Quality, data: DataFlow, goal: Goal): boolean {
  const inCalls = data.calls.flatMap(({ control, leaves }) => [control, ...leaves.map(({ origins }) => origins)]);
  if (
    isIn(
      quality,
      inCalls.flatMap((origins) => [...origins]),
    )
  )
    return true;
  const span = onlyPlaceOf(goal, quality.word);
  const isCondition = span !== undefined && wantedAt(goal, span)?.conditional === true;
  const changes = data.calls.some(({ binding }) => binding.spec.effect !== "read");
  return !(isCondition && changes) && isIn(quality, resultOf(data));
}

type Origins = readonly (readonly [Origin, number])[];

function resultOf({ result }: DataFlow): Origins {
  return result.flatMap(({ origins }) => [...origins]);
}

function isIn({ call: { binding }, path }: Quality, told: Origins): boolean {
  return told.some(
    ([origin, bits]) =>
      origin.kind === "output" &&
      origin.binding === binding &&
      (startsWith(origin.path, path) || (isExplicit(bits) && (origin.path === "" || startsWith(path, origin.path)))),
  );
}

function startsWith(path: string, beginning: string): boolean {
  const next = path.charAt(beginning.length);
  return path.startsWith(beginning) && (next === "" || next === "." || next === "[");
}
