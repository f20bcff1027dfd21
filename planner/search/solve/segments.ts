/**
 * The goal cut where its words turn from one tool to another: "the GCD of 96 and 128, and the LCM of 15 and 25". Of all
 * ways to cut it, the one whose stretches together fit their tools best (Viterbi, IEEE Trans. Inf. Theory 13 (1967)).
 */
import type { Goal } from "../goal/goal.js";
import { isHard, type Span } from "../goal/mention.js";
import type { ToolEntry } from "../tools/entry.js";
import { rankTools } from "../tools/rank.js";
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

/** The stretches, at least two, none of which means the same tool as the one before it; undefined where one is best. */
export function segmentsOf(goal: Goal, contextOf: (region: Span) => SolveContext): readonly Span[] | undefined {
  const end = goal.tokens.length;
  if (end > longest) return undefined;
  const seams = [...fewEnough(seamsOf(goal)), { at: end, cost: 0 }];
  const starts: Seam[] = [{ at: 0, cost: 0 }, ...seams];
  const best: Path[][] = starts.map(() => []);
  best[0] = [{ score: 0, last: undefined, regions: [] }];
  for (const [from, seam] of starts.entries()) {
    for (const [to, next] of starts.entries()) {
      if (to <= from) continue;
      const region = { first: seam.at, next: next.at };
      for (const { entry, score } of likely(contextOf(region))) {
        const before = best[from]?.find(({ last }) => last !== entry);
        if (before === undefined) continue;
        const path = { score: before.score + score - seam.cost, last: entry, regions: [...before.regions, region] };
        best[to] = bestTwo([...(best[to] ?? []), path]);
      }
    }
  }
  const regions = best.at(-1)?.[0]?.regions ?? [];
  return regions.length > 1 ? regions : undefined;
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
    lists.some(({ first, next }) => at > first && at < next) ||
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
