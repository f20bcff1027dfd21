/** One clause: the tools whose words fit it, and for each the calls that would do what it says. */
import type { Missing } from "../../../verifier/index.js";
import { hardCost } from "../fill/fill.js";
import { wordsOf } from "../goal/goal.js";
import type { ToolEntry } from "../tools/entry.js";
import { type Ranked, rankTools } from "../tools/rank.js";
import { attemptCall } from "./call.js";
import type { SolveContext } from "./context.js";
import type { Draft } from "./draft.js";
import { leftMentions } from "./leftover.js";
import { noTool, noValue, twoFit } from "./missing.js";

export interface ClauseSolution {
  /** Best first; empty when the clause has no program. */
  readonly drafts: readonly Draft[];
  readonly missing: readonly Missing[];
}

/** Tools tried for a clause, and how far below the best fit they may lie. */
const toolsTried = 4;
const margin = 0.8;
/** How much a better fit of the tool's words is worth beside better arguments. */
const fitWorth = 10;
const kept = 4;

export function solveClause(context: SolveContext, drafts: readonly Draft[]): ClauseSolution {
  const tools = toolsFor(context);
  const [best] = tools;
  const words = wordsOf(context.goal, context.region);
  if (best === undefined) return { drafts: [], missing: [noTool(words)] };
  const ways = tools.flatMap((ranked) => drafts.flatMap((draft) => waysWith(context, draft, ranked)));
  if (ways.length === 0) return { drafts: [], missing: missingOf(context, drafts[0], best.entry) };
  const sorted = ways.sort((a, b) => b.draft.score - a.draft.score);
  const doubt = doubtAbout(sorted);
  if (doubt !== undefined)
    return { drafts: [], missing: [twoFit(words, doubt[0].binding.spec, doubt[1].binding.spec)] };
  return { drafts: sorted.slice(0, kept).map(({ draft }) => draft), missing: [] };
}

/** The tools worth trying: a tool that changes something only if none fits clearly better. */
export function toolsFor({ request, tools }: SolveContext): Ranked[] {
  const ranked = rankTools(request, tools, toolsTried);
  const top = ranked[0]?.score ?? 0;
  return ranked.filter(({ score }) => score >= margin * top);
}

interface WayWith {
  readonly ranked: Ranked;
  readonly draft: Draft;
}

function waysWith(context: SolveContext, draft: Draft, ranked: Ranked): WayWith[] {
  const { completed } = attemptCall(context, draft, wantedFor(context, ranked.entry));
  return completed.map((one) => {
    const left = leftMentions(context.goal, context.region, one.draft).length;
    const score = one.draft.score + fitWorth * ranked.score - hardCost * left;
    return { ranked, draft: { ...one.draft, score } };
  });
}

function wantedFor(context: SolveContext, entry: ToolEntry) {
  return { entry, answers: true, depth: context.depth, waiting: [] };
}

function missingOf(context: SolveContext, draft: Draft | undefined, entry: ToolEntry): Missing[] {
  if (draft === undefined) return [];
  return attemptCall(context, draft, wantedFor(context, entry)).open.map((slot) => noValue(entry, slot));
}

/** So near each other that words alone do not decide. */
const likeness = 0.6;

/** Two tools that fit alike, when taking the wrong one would matter. */
function doubtAbout(sorted: readonly WayWith[]): [ToolEntry, ToolEntry] | undefined {
  const [first] = sorted;
  const second = sorted.find(({ ranked }) => ranked.entry !== first?.ranked.entry);
  if (first === undefined || second === undefined) return undefined;
  const alike = first.draft.score - second.draft.score < likeness;
  const [left, right] = [first.ranked.entry, second.ranked.entry];
  const matters = left.acts || right.acts;
  return alike && matters ? [left, right] : undefined;
}
