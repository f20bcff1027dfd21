/**
 * Into how many calls a goal is divided: what speaks for a draft with so many of them, as hashed features of a learned
 * choice among the drafts that were found. Calls of one kind in a goal fill the same parameters, and its lists and small
 * words ("both", "another", "the second") say how many are meant.
 */
import type { Goal } from "../goal/goal.js";
import { isHard, overlaps, type Span } from "../goal/mention.js";
import { featureId, hashText } from "../learned/hash.js";
import { logSum, sumOf, type Table } from "../learned/table.js";
import type { CallStep } from "../program/program.js";
import { speaksOf } from "../tools/about.js";
import type { ToolEntry } from "../tools/entry.js";
import { isFaint, stopWords } from "../words/stopwords.js";
import { type Add, addTold } from "./alike.js";
import { besideOthers } from "./beside.js";
import type { Draft } from "./draft.js";
import { leftMentions } from "./leftover.js";
import { leftItems } from "./placed.js";

const hints =
  "each both respectively also another same then second third again and or as well two three four different".split(" ");
const counting = ["", "", "two second both", "three third", "four fourth", "five fifth", "six sixth"].map(
  (words) => new Set(words.split(" ")),
);

/** The probability of each way to divide the goal, among those that were found. */
export function splitChances(features: readonly (readonly number[])[], table: Table): number[] {
  const scores = features.map((ids) => sumOf(table, ids));
  const all = logSum(scores);
  return scores.map((score) => Math.exp(score - all));
}

/** What speaks for each of several drafts. */
export function splitFeatures(goal: Goal, drafts: readonly Draft[]): number[][] {
  const beside = besideOthers(goal, drafts);
  return drafts.map((draft, at) => [...featuresOf(goal, draft), ...(beside[at] ?? [])]);
}

function featuresOf(goal: Goal, draft: Draft): number[] {
  const ids: number[] = [];
  const add = (template: number, first = 0, second = 0) => ids.push(featureId(template, first, second));
  const calls = draft.steps.filter((step): step is CallStep => step.kind === "call");
  const count = Math.min(draft.results.length, 9);
  const many = Number(count > 1);
  const said = new Set(goal.tokens.map(({ lower }) => lower));
  const left = Math.min(4, leftMentions(goal, { first: 0, next: goal.tokens.length }, draft).length);
  add(400, count);
  add(401, left, many);
  add(402, Math.min(4, leftItems(goal, draft, isHard).length), many);
  add(403, Math.min(4, goal.clauses.length), Math.min(4, count));
  for (const word of hints) if (said.has(word)) add(404, hashText(word), many);
  add(405, Number([...said].some((word) => counting[count]?.has(word))), many);
  add(
    406,
    Number(counting.some((words, at) => at > 1 && at !== count && [...said].some((word) => words.has(word)))),
    many,
  );
  if (many === 1) addAlike(add, calls);
  addTold(add, goal, draft);
  add(440, Math.min(3, leftItems(goal, draft).length), many);
  const filled = draft.reasons.flatMap(({ filling }) => filling.filled.map(({ candidate }) => candidate));
  const again = filled.filter((candidate) => candidate.again === true).length;
  add(415, Math.round((4 * again) / Math.max(1, filled.length)), many);
  const hard = goal.mentions.filter(isHard);
  const shares = hard.map(
    (mention) => filled.filter(({ spans }) => spans.some((span) => overlaps(span, mention))).length,
  );
  add(416, Math.min(6, shares.filter((uses) => uses > 1 && uses < count).length), many);
  add(417, Number(hard.length % count === 0), many);
  for (let least = 0; least < Math.min(30, draft.score); least += 1) add(419, least, many);
  add(441, draft.rank, many);
  add(442, Math.min(3, draft.agreed), many);
  add(420, Math.min(4, tornItems(goal, draft)), many);
  add(426, Math.min(3, draft.passedOver), many);
  add(418, Math.min(4, filled.filter(({ soft }) => soft).length), many);
  for (const list of goal.lists) {
    if (list.range || !draft.spans.some((span) => overlaps(span, list))) continue;
    const fit = Math.sign(list.items.length - count);
    add(407, fit, many);
    add(408, Math.min(list.items.length, 6), Math.min(count, 6));
    add(409, hashText(list.items[0]?.kind ?? ""), many * 4 + fit);
  }
  if (draft.chances.length === 0) addBare(add, goal, draft);
  const logs = draft.chances.map((chance) => Math.log(Math.max(chance, 1e-4)));
  const mean = logs.reduce((total, log) => total + log, 0) / Math.max(1, draft.results.length);
  const worst = Math.min(0, ...logs);
  for (let least = 0; least < Math.min(8, -mean); least += 0.5) add(410, 2 * least, many);
  for (let least = 0; least < Math.min(8, -worst); least += 0.5) add(411, 2 * least, many);
  return ids;
}

/** Calls of one tool fill the same parameters, and no two of them are the same. */
function addAlike(add: Add, calls: readonly CallStep[]): void {
  const kinds = new Set(calls.map(({ binding }) => binding));
  for (const kind of kinds) {
    const group = calls.filter(({ binding }) => binding === kind);
    if (group.length < 2) continue;
    const shapes = new Set(group.map(({ args }) => args.entries.map(({ key }) => key).join()));
    const differing = (group[0]?.args.entries ?? []).filter(({ key }, at) => {
      const values = group.map(({ args }) =>
        JSON.stringify(args.entries.find((entry) => entry.key === key)?.value ?? at),
      );
      return new Set(values).size === group.length;
    }).length;
    const keys = group.map(({ args }) => args.entries.map(({ key }) => key));
    const apart = keys.every((own, at) =>
      own.every((key) => keys.every((other, place) => place === at || !other.includes(key))),
    );
    add(427, Number(apart), Number(keys.some((own) => own.length === 0)));
    add(412, Math.min(3, shapes.size), Math.min(4, group.length));
    add(413, Math.min(3, differing), Number(shapes.size === 1));
  }
  add(414, kinds.size === 1 ? 1 : 2);
}

/** Lists of one item where a parameter takes a list and the goal names more beside it: one call could take them all. */
function tornItems(goal: Goal, { reasons }: Draft): number {
  const single = reasons.flatMap(({ filling }) =>
    filling.filled.filter(
      ({ slot, candidate }) =>
        slot.shape.type === "array" && Array.isArray(candidate.value) && candidate.value.length === 1,
    ),
  );
  const spans = single.flatMap(({ candidate }) => candidate.spans);
  return spans.filter((span) =>
    goal.lists.some((list) => !list.range && list.items.length > 1 && overlaps(span, list) && !covers(span, list)),
  ).length;
}

function covers(outer: Span, inner: Span): boolean {
  return outer.first <= inner.first && inner.next <= outer.next;
}

/** Tools that were given nothing: each must fit, and have words of the goal to itself. */
function addBare(add: Add, goal: Goal, { calls, fits }: Draft): void {
  const kinds = [...new Set(calls)];
  const count = Math.min(kinds.length, 3);
  const least = Math.min(...fits);
  for (let step = -4; step <= Math.min(6, 2 * least); step += 1) add(421, step + 4, count);
  add(422, Math.max(-4, Math.min(6, Math.round(2 * least))) + 4, Math.min(calls.length, 3));
  if (kinds.length !== 2) return;
  const gap = Math.abs((fits[0] ?? 0) - (fits.at(-1) ?? 0));
  add(423, Math.min(6, Math.round(2 * gap)));
  const owned = kinds.map((entry, at) => ownWords(goal, entry, kinds[1 - at]));
  const fewest = Math.min(...owned.map((places) => places.length));
  for (let step = 0; step <= Math.min(4, fewest); step += 1) add(424, step);
  add(425, Number(liesBetween(goal, owned)));
}

/** Where the goal speaks of what one tool is about, by word or by topic, and another is not. */
function ownWords({ tokens }: Goal, entry: ToolEntry, other: ToolEntry | undefined): number[] {
  return tokens.flatMap(({ stem, lower, kind }, at) => {
    if (kind !== "word" || stopWords.has(lower) || isFaint(stem)) return [];
    return speaksOf(entry, stem) && (other === undefined || !speaksOf(other, stem)) ? [at] : [];
  });
}

const joining = new Set("and also plus then as while including along ,".split(" "));

/** "…a hotel AND some music": the words of the two stand on different sides of a joint. */
function liesBetween({ tokens }: Goal, [left = [], right = []]: readonly number[][]): boolean {
  return tokens.some(({ text }, at) => {
    if (!joining.has(text.toLowerCase())) return false;
    const sides = [left, right].map((places) => places.filter((place) => place < at).length / places.length);
    return sides.includes(0) && sides.some((share) => share > 0);
  });
}
