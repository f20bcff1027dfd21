/**
 * The goal cut where its words turn from one tool to another: "the GCD of 96 and 128, and the LCM of 15 and 25". Of all
 * ways to cut it, the one whose stretches together fit their tools best (Viterbi, IEEE Trans. Inf. Theory 13 (1967)).
 */
import { isDeepStrictEqual } from "node:util";
import type { Goal } from "../goal/goal.js";
import { isHard, type Span } from "../goal/mention.js";
import type { ToolEntry } from "../tools/entry.js";
import { type Ranked, rankTools } from "../tools/rank.js";
import type { SolveContext } from "./context.js";

/** A place where the goal may be cut, and what it costs to cut there. */
interface Seam {
  readonly at: number;
  readonly cost: number;
}

/** More places than this are not looked at: only sentences then. */
const mostSeams = 14;
/** Of more words the goal is a text, and its turns say little. */
const longest = 500;
const seamCosts = { said: 0.5, sentence: 1, clause: 1.5, joiner: 2 };

interface Path {
  readonly score: number;
  readonly last: ToolEntry | undefined;
  readonly regions: readonly Span[];
}

/** What a cut costs: the usual, and nothing, so that two tools which fit better than one are enough. */
const scales = [1, 0];

/** Ways to cut, each with at least two stretches, none of which means the same tool as the one before it; none where one is best. */
export function segmentsOf(goal: Goal, contextOf: (region: Span) => SolveContext): readonly (readonly Span[])[] {
  const end = goal.tokens.length;
  if (end > longest) return [];
  const starts: Seam[] = [{ at: 0, cost: 0 }, ...fewEnough(seamsOf(goal)), { at: end, cost: 0 }];
  const steps = starts.flatMap((seam, from) =>
    starts.slice(from + 1).map((next, index): Stretch => {
      const region = { first: seam.at, next: next.at };
      return { from, to: from + 1 + index, region, cost: seam.cost, fits: likely(contextOf(region)) };
    }),
  );
  const found = scales.map((scale) => bestPath(starts.length, steps, scale));
  return found.filter(
    (regions, index) => regions.length > 1 && found.findIndex((other) => isDeepStrictEqual(other, regions)) === index,
  );
}

/** A stretch between two places, by their number, with the tools it may mean. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly region: Span;
  readonly cost: number;
  readonly fits: readonly Ranked[];
}

function bestPath(places: number, stretches: readonly Stretch[], scale: number): readonly Span[] {
  const best: Path[][] = Array.from({ length: places }, () => []);
  best[0] = [{ score: 0, last: undefined, regions: [] }];
  for (const { from, to, region, cost, fits } of stretches) {
    for (const { entry, score } of fits) {
      const before = best[from]?.find(({ last }) => last !== entry);
      if (before === undefined) continue;
      const path = { score: before.score + score - scale * cost, last: entry, regions: [...before.regions, region] };
      best[to] = bestTwo([...(best[to] ?? []), path]);
    }
  }
  return best.at(-1)?.[0]?.regions ?? [];
}

/** The best path, and the best that ends with another tool. */
function bestTwo(paths: readonly Path[]): Path[] {
  const sorted = paths.toSorted((a, b) => b.score - a.score);
  const [first] = sorted;
  const second = sorted.find(({ last }) => last !== first?.last);
  return [first, second].filter((path) => path !== undefined);
}

/** The two tools that fit a stretch best, if likelier than none. */
function likely({ request, tools, model }: SolveContext) {
  return rankTools(request, tools, { most: 2, table: model.tools }).filter(({ score }) => score > 0);
}

const enumerators =
  /^(?:first|firstly|second|secondly|third|thirdly|fourth|next|then|after|also|additionally|furthermore|finally|lastly|last)$/u;

function seamsOf(goal: Goal): Seam[] {
  const { tokens, clauses, lists, mentions } = goal;
  const isInside = (at: number) =>
    lists.some(({ first, next, items }) => at > first && at < next && !items.every(({ kind }) => kind === "phrase")) ||
    mentions.some((mention) => isHard(mention) && at > mention.first && at < mention.next);
  const costs = new Map<number, number>();
  const add = (at: number, cost: number) => {
    if (at > 0 && at < tokens.length && !isInside(at)) costs.set(at, Math.min(cost, costs.get(at) ?? cost));
  };
  for (const { first } of clauses) add(first, seamCosts.clause);
  for (const [index, token] of tokens.entries()) {
    if (/^[.!?;\n]$/u.test(token.text)) {
      const said = enumerators.test(tokens[index + 1]?.lower ?? "");
      if (clauses.some(({ first }) => first === index + 1)) add(index + 1, said ? seamCosts.said : seamCosts.sentence);
    }
    if (/^(?:and|then|also|,|&|while)$/u.test(token.lower)) add(index + 1, seamCosts.joiner);
  }
  // After ", and also" one cut is enough.
  return [...costs]
    .map(([at, cost]) => ({ at, cost }))
    .filter(({ at }) => !costs.has(at + 1))
    .sort((a, b) => a.at - b.at);
}

function fewEnough(seams: readonly Seam[]): readonly Seam[] {
  if (seams.length <= mostSeams) return seams;
  return seams.filter(({ cost }) => cost <= seamCosts.sentence).slice(0, mostSeams);
}
