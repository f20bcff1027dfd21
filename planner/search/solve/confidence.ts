/** How likely a program is what was asked for: logistic regression over what led to it. */
import { dictatedAt } from "../goal/dictated.js";
import type { Goal } from "../goal/goal.js";
import { isHard, type Span } from "../goal/mention.js";
import type { Table } from "../learned/table.js";
import { hasKin } from "../words/kin.js";
import { stopWords } from "../words/stopwords.js";
import type { Draft } from "./draft.js";
import { unheardWords } from "./honour.js";
import { leftMentions } from "./leftover.js";

/**
 * What speaks for and against trusting a draft, `split` being the probability of so many calls. The order is part of the
 * learned weights.
 */
export function confidenceFeatures(goal: Goal, draft: Draft, split: number): number[] {
  const logs = draft.chances.map((chance) => Math.log(Math.max(chance, 1e-4)));
  // Several calls of one kind are as sure as one of them.
  const sum = logs.reduce((total, log) => total + log, 0) / Math.max(1, draft.results.length);
  const worst = Math.min(0, ...logs);
  const fit = Math.min(8, ...draft.fits);
  const lead = Math.min(8, ...draft.leads);
  const left = leftMentions(goal, whole(goal), draft).length;
  const telling = goal.tokens.filter((token) => token.kind === "word" && !stopWords.has(token.lower)).length;
  const unheard = unheardWords(goal, draft).length / Math.max(1, telling);
  const hard = goal.mentions.filter(isHard).length;
  // What is fetched for an answer is no further answer.
  const answers = draft.results.length;
  const isFed = draft.calls.length > answers;
  const many = Number(answers > 1);
  return [
    1,
    sum,
    worst,
    Math.exp(worst),
    Math.max(-4, fit),
    Math.tanh(fit / 2),
    Math.max(-4, lead),
    Math.tanh(lead / 2),
    Math.min(4, left),
    Number(left > 0),
    unheard,
    Math.min(3, answers - 1),
    many,
    Number(draft.chances.length === 0),
    Math.log(1 + telling),
    Math.min(5, hard) / 5,
    Number(draft.given.length === 0 && !isFed),
    Math.exp(sum),
    Math.min(3, draft.passedOver),
    Number(draft.passedOver > 0),
    ...countFeatures(goal, draft),
    Math.log(Math.max(split, 1e-3)),
    many * unheard,
    many * Number(left > 0),
    many * Math.log(1 + telling),
    many * Number(new Set(draft.calls).size === draft.calls.length),
    many * Math.exp(worst),
    // That none is meant is likelier than this tool, whatever its arguments.
    Number(fit < 0),
    Number(fit < -1),
    unheard * Number(fit < 0),
    ...bareFeatures(draft, { fit, lead, unheard, telling }),
    ...guessFeatures(goal, draft),
  ];
}

/** How much of what was given is guessed from its place, and how much of what the tools are about the goal does not speak of. */
function guessFeatures({ tokens }: Goal, { reasons }: Draft): number[] {
  const answers = reasons.filter(({ answers }) => answers);
  const filled = answers.flatMap(({ filling }) => filling.filled);
  const soft = filled.filter(({ candidate }) => candidate.soft);
  const said = new Set(tokens.map(({ stem }) => stem));
  const unsaid = answers.map(({ entry: { things } }) => {
    const missed = things.filter((word) => !said.has(word) && !hasKin(word, said));
    return missed.length / Math.max(1, things.length);
  });
  // What is fetched for a parameter, the goal does not say: half a guess.
  const fetched = answers.flatMap(({ filling }) => filling.open).length;
  return [
    (soft.length + fetched / 2) / Math.max(1, filled.length + fetched),
    Math.min(3, soft.filter(({ slot }) => slot.required).length / Math.max(1, answers.length)),
    Math.max(0, ...unsaid),
    Number(filled.length > 0 && soft.length === filled.length),
    Number(filled.length > 0 && soft.length === filled.length) * Math.max(0, ...unsaid),
    Number(filled.some(({ candidate: { spans } }) => spans.some(({ first }) => first === dictatedAt(tokens)))),
  ];
}

/** Where no argument was to be decided, the words of the tool are all there is to go by. */
function bareFeatures(
  { chances, results }: Draft,
  { fit, lead, unheard, telling }: Readonly<Record<"fit" | "lead" | "unheard" | "telling", number>>,
): number[] {
  const bare = Number(chances.length === 0);
  return [
    Math.max(-4, fit),
    Math.tanh(fit / 2),
    Math.max(-4, lead),
    Math.tanh(lead / 2),
    unheard,
    Math.log(1 + telling),
    Number(results.length > 1),
  ].map((value) => bare * value);
}

/** Whether the number of calls is what the goal's clauses, lists and small words make likely. */
function countFeatures(goal: Goal, { results, calls }: Draft): number[] {
  const items = Math.max(1, ...goal.lists.filter(({ range }) => !range).map((list) => list.items.length));
  const said = new Set(goal.tokens.map((token) => token.lower));
  const shared = said.has("respectively") || said.has("each") || said.has("both");
  const count = results.length;
  const one = count === 1;
  const alike = new Set(calls).size < count;
  return [
    Number(one && goal.clauses.length > 1),
    Number(one && items > 1),
    Number(one && items > 2),
    Number(!one && items === count),
    Number(!one && goal.clauses.length === count),
    Number(one && shared),
    Number(alike),
    Number(alike && shared),
    Number(one && (said.has("also") || said.has("then") || said.has("second"))),
    Math.max(-3, Math.min(3, goal.clauses.length - count)),
  ];
}

/** "Weather paris": no row of the data is so short, so this is a rule and not learned. */
const plainWords = 3;
const plainTrust = 0.3;

/** Probability that the draft is right. */
export function confidenceOf(goal: Goal, draft: Draft, { weights, split }: { weights: Table; split: number }): number {
  const sum = confidenceFeatures(goal, draft, split).reduce(
    (total, value, at) => total + value * (weights[at] ?? 0),
    0,
  );
  const learned = 1 / (1 + Math.exp(-sum));
  return isPlain(goal, draft) ? Math.max(learned, plainTrust) : learned;
}

/** A look that is asked for in the tool's own words and one value, with no word left over. */
function isPlain(goal: Goal, draft: Draft): boolean {
  const look = draft.calls.length === 1 && draft.given.length === 1 && draft.calls.every(({ changes }) => !changes);
  const short = look && goal.tokens.length <= plainWords;
  return short && leftMentions(goal, whole(goal), draft).length + unheardWords(goal, draft).length === 0;
}

function whole({ tokens }: Goal): Span {
  return { first: 0, next: tokens.length };
}
