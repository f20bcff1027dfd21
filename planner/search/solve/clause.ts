/** One clause: the tools whose words fit it, and for each the calls that would do what it says. */
import { isDeepStrictEqual } from "node:util";
import type { Missing } from "../../../verifier/index.js";
import { hardCost } from "../fill/fill.js";
import { wordsOf } from "../goal/goal.js";
import { isHard, overlaps } from "../goal/mention.js";
import { speaksOf } from "../tools/about.js";
import type { ToolEntry } from "../tools/entry.js";
import { type Ranked, rankTools } from "../tools/rank.js";
import { canLook, onlyActs, sameDeed } from "../words/verbs.js";
import { attemptCall } from "./call.js";
import type { SolveContext } from "./context.js";
import { type Draft, rowOf, toolsOf } from "./draft.js";
import { leftMentions } from "./leftover.js";
import { noTool, noValue, twoFit } from "./missing.js";
import { severalCalls } from "./several.js";

export interface ClauseSolution {
  /** Best first; empty when the clause has no program. */
  readonly drafts: readonly Draft[];
  readonly missing: readonly Missing[];
}

/** Tools tried for a clause, and how far below the best fit they may lie. */
const toolsTried = 4;
const margin = 3;
/** How much a better fit of the tool's words is worth beside better arguments. */
const fitWorth = 2;
const kept = 8;

export function solveClause(context: SolveContext, drafts: readonly Draft[]): ClauseSolution {
  const tools = toolsFor(context);
  const [best] = tools;
  const words = wordsOf(context.goal, context.region);
  if (best === undefined) return { drafts: [], missing: [noTool(words, strangeDeed(context))] };
  const ways = tools.flatMap((ranked) => drafts.flatMap((draft) => waysWith(context, draft, ranked)));
  if (ways.length === 0) return { drafts: [], missing: missingOf(context, drafts[0], best.entry) };
  const sorted = ways
    .map((way) => (ways.some((other) => isEnough(context, other, way)) ? costlier(way) : way))
    .sort((a, b) => b.draft.score - a.draft.score);
  const doubt = doubtAbout(sorted);
  if (doubt !== undefined)
    return { drafts: [], missing: [twoFit(words, doubt[0].binding.spec, doubt[1].binding.spec)] };
  return { drafts: different(sorted).map((way) => withLead(way, sorted)), missing: [] };
}

/** The change that is ordered and that no tool is told to make: whatever else they fit, it keeps all of them out. */
function strangeDeed({ request: { verbs, commands }, tools }: SolveContext): string | undefined {
  const ordered = commands ? verbs.filter(onlyActs) : [];
  return ordered.find((verb) => !tools.entries.some(({ deeds }) => deeds.some((deed) => sameDeed(deed, verb))));
}

/** Of what is left of a request so many tools are tried. */
const seconds = 2;

/**
 * Two tools that take nothing for one request: "a chart about the weather" is no two clauses. The second is the one that fits
 * best what the first does not speak of.
 */
export function solvePairs(context: SolveContext, draft: Draft): readonly Draft[] {
  const { request, tools } = context;
  const [best] = tools.takeNothing ? toolsFor(context) : [];
  if (best === undefined) return [];
  const stems = request.stems.filter((word) => !speaksOf(best.entry, word));
  const rest = { ...context, request: { ...request, stems } };
  const others = toolsFor(rest).filter(({ entry }) => entry !== best.entry);
  return waysWith(context, draft, best).flatMap(({ draft: one }) =>
    others.slice(0, seconds).flatMap((second) => waysWith(rest, one, second).map((way) => withLead(way, []))),
  );
}

/** By how much a tool must fit better than the one that only feeds it, or what its call costs. */
const feedMargin = 1.5;

/** What one tool returns of a thing is asked for as well as what a second one tells of it, if the goal names no deed of the second. */
function isEnough({ request }: SolveContext, one: WayWith, fed: WayWith): boolean {
  const { entry, score } = one.ranked;
  const other = fed.ranked;
  const alike = !entry.acts && !other.entry.acts && entry.things.join() === other.entry.things.join();
  if (entry === other.entry || !alike || score < other.score - feedMargin) return false;
  const isNamed = other.entry.deeds.some((deed) => request.words.includes(deed));
  const feeds = fed.draft.calls.slice(0, -1).includes(entry) && one.draft.calls.length < fed.draft.calls.length;
  return feeds && !isNamed;
}

function costlier(way: WayWith): WayWith {
  return { ...way, draft: { ...way.draft, score: way.draft.score - feedMargin } };
}

/** The tools worth trying: a tool that changes something only if none fits clearly better. */
export function toolsFor(context: SolveContext): Ranked[] {
  const { request, tools, model } = context;
  const ranked = rankTools(request, tools, { most: toolsTried, table: model.tools });
  const top = ranked[0]?.score ?? 0;
  const near = ranked.filter(({ score }) => score >= top - margin);
  // "Reschedule it", where a tool has that very word: reading it would be another deed.
  return near.some((one) => isOrdered(context, one)) ? near.filter(({ entry }) => entry.acts) : near;
}

/** The goal opens with a word of the tool's name, and the tool changes something. */
function isOrdered({ goal, request }: SolveContext, { entry }: Ranked): boolean {
  const opening = goal.tokens[request.opening?.first ?? -1];
  return entry.acts && opening !== undefined && !canLook(opening.lower) && entry.name.includes(opening.stem);
}

/**
 * The best of each row of calls come first, however often each tool is called in it, then the second best: which row is right is decided
 * when the goal is whole. Half of them call the tools of the best.
 */
function different(sorted: readonly WayWith[]): readonly WayWith[] {
  const rows = sorted.map(({ draft }) => rowOf(draft));
  const firsts = sorted.filter((_, index) => rows.indexOf(rows[index] ?? "") === index);
  const calls = firsts.map(({ draft }) => callsOf(draft).join());
  const ranked = firsts.map((way, index) => {
    const better = calls.slice(0, index).filter((other) => other === calls[index]);
    return { way, rank: better.length };
  });
  const inTurn = ranked.sort((a, b) => a.rank - b.rank).map(({ way }) => way);
  const [best] = sorted;
  const alike = inTurn.filter(({ draft }) => best !== undefined && toolsOf(draft) === toolsOf(best.draft));
  const others = [...inTurn.filter((way) => !alike.includes(way)), ...sorted.filter((way) => !firsts.includes(way))];
  return [...alike.slice(0, kept), ...others.slice(0, kept)].slice(0, Math.max(kept, alike.length + kept / 2));
}

function callsOf({ calls }: Draft): readonly number[] {
  return calls.map(({ place }) => place);
}

/** A draft that knows by how much its tool leads over the next one. */
function withLead({ ranked, draft }: WayWith, all: readonly WayWith[]): Draft {
  const rival = all.find((other) => other.ranked.entry !== ranked.entry);
  const lead = rival === undefined ? noRival : draft.score - rival.draft.score;
  return { ...draft, leads: [...draft.leads, lead] };
}

const noRival = 10;

interface WayWith {
  readonly ranked: Ranked;
  readonly draft: Draft;
}

function waysWith(context: SolveContext, draft: Draft, ranked: Ranked): WayWith[] {
  const once = attemptCall(context, draft, wantedFor(context, ranked.entry)).completed.map((one) => one.draft);
  const several = severalCalls(context, draft, ranked.entry).filter((made) => !givesUp(context, made, once));
  return [...once, ...several].map((found) => {
    const made = isSaidBefore(found, draft) && saysNothing(context) ? draft : found;
    // No tool takes a value: then none is the worse for leaving one.
    const left = context.tools.takeNothing ? 0 : leftMentions(context.goal, context.region, made).length;
    const score = made.score + fitWorth * ranked.score - hardCost * left;
    return { ranked, draft: { ...made, score, fits: [...made.fits, ranked.score] } };
  });
}

/** "The two are 85 and 60 kg. What are their BMIs?": a look that was made already, told the very same, is not made again. */
function isSaidBefore({ steps }: Draft, before: Draft): boolean {
  const [last] = steps.slice(-1);
  if (last?.kind !== "call" || steps.length !== before.steps.length + 1) return false;
  const isSame = (step: Draft["steps"][number]) =>
    step.kind === "call" && step.binding === last.binding && isDeepStrictEqual(step.args, last.args);
  return last.inside === undefined && before.calls.every(({ acts }) => !acts) && before.steps.some(isSame);
}

function saysNothing({ goal, region }: SolveContext): boolean {
  return !goal.mentions.some((mention) => isHard(mention) && overlaps(mention, region));
}

/** It leaves a value that nobody can overlook and one call places, and places no further one: for words that only might be values. */
function givesUp({ goal, region }: SolveContext, several: Draft, once: readonly Draft[]): boolean {
  const left = leftMentions(goal, region, several);
  return once.some((one) => {
    const less = leftMentions(goal, region, one);
    return less.length < left.length && less.every((mention) => left.includes(mention));
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
