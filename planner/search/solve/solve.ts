/** A whole goal: its clauses one after the other, each building on what the ones before it found out. */
import type { Catalogue } from "../../../toolspecs/index.js";
import type { Missing } from "../../../verifier/index.js";
import type { Goal } from "../goal/goal.js";
import type { Span } from "../goal/mention.js";
import type { Model } from "../learned/model.js";
import { indexProducers, type ProducerIndex } from "../link/producers.js";
import type { Least, Settings } from "../options.js";
import { isCalled } from "../tools/rank.js";
import { type Request, requestOf } from "../tools/request.js";
import { indexTools, type ToolIndex } from "../tools/toolIndex.js";
import { isVerb } from "../words/verbs.js";
import { solveClause, solvePairs, toolsFor } from "./clause.js";
import { confidenceOf } from "./confidence.js";
import { contendersOf, listsMore } from "./contenders.js";
import type { SolveContext } from "./context.js";
import { type Draft, emptyDraft, looksOf } from "./draft.js";
import { heeding, unheeded } from "./heed.js";
import { joinedAt, joinedClauses } from "./joining.js";
import { leftMentions, objections } from "./leftover.js";
import { noTool, unsure } from "./missing.js";
import { segmentsOf } from "./segments.js";
import { splitChances, splitFeatures } from "./split.js";

/** What is known of a catalogue before any goal. */
export interface Knowledge {
  readonly tools: ToolIndex;
  readonly producers: ProducerIndex;
  readonly namespaces: ReadonlySet<string>;
}

/** The same, with what was learned from data. */
export interface Learned extends Knowledge {
  readonly model: Model;
}

export function knowledgeOf(catalogue: Catalogue): Knowledge {
  const tools = indexTools(catalogue);
  const namespaces = new Set(catalogue.bindings.map((binding) => binding.namespace));
  return { tools, producers: indexProducers(tools.entries), namespaces };
}

export interface Solution {
  /** Best first; empty when there is no program, and then `missing` says why. */
  readonly drafts: readonly Draft[];
  readonly missing: readonly Missing[];
}

export type SolveOptions = Pick<Settings, "depth" | "mostClauses" | "least">;

/**
 * The goal may ask for one thing in many words or for several things: each way to divide it is solved, and the likeliest
 * program is taken, whatever it was divided into.
 */
export function solveGoal(goal: Goal, knowledge: Learned, options: SolveOptions): Solution {
  const { contenders, others, missing } = proposals(goal, knowledge, options);
  const { counts, confidence: weights } = knowledge.model;
  const chances = splitChances(splitFeatures(goal, contenders), counts);
  const judged = (draft: Draft, split: number) => ({
    ...draft,
    confidence: confidenceOf(goal, draft, { weights, split }),
  });
  const ranked = contenders.map((draft, index) => ({
    ...judged(draft, chances[index] ?? 1),
    split: chances[index] ?? 1,
  }));
  const drafts = [...ranked.sort(bySplit), ...others.map((draft) => judged(draft, 1))];
  return trusted(goal, { drafts, missing }, options.least);
}

interface Weighed extends Draft {
  readonly split: number;
}

/** How often to call is a matter of how the goal is divided; with or without one more call to fetch something, of trust. */
function bySplit(a: Weighed, b: Weighed): number {
  const fed = [a, b].some(({ calls, results }) => calls.length > results.length);
  return fed && a.results.length === b.results.length ? b.confidence - a.confidence : b.split - a.split;
}

export interface Proposals {
  /** Drafts that differ in how often which tools are called: trust decides among them. */
  readonly contenders: readonly Draft[];
  /** Drafts to fall back on, best first. */
  readonly others: readonly Draft[];
  readonly missing: readonly Missing[];
}

export function proposals(said: Goal, knowledge: Learned, options: Pick<Settings, "depth" | "mostClauses">): Proposals {
  const goal = withoutToolNames(said, knowledge.tools);
  const contextOf = contextsOf(goal, knowledge, options.depth);
  const none = { contenders: [], others: [], missing: [tooMany(options.mostClauses)] };
  if (goal.clauses.length > mostStretches) return none;
  const regions = joinedClauses(goal.clauses, contextOf);
  const solving = { knowledge, contextOf };
  const byTool = solveSegments(goal, solving);
  if (regions.length > options.mostClauses) {
    const contenders = contendersOf(byTool);
    return contenders.length === 0 ? none : { contenders, others: [], missing: [] };
  }
  const divided = solveDivided(goal, regions, solving);
  const contexts = regions.map(contextOf);
  const all = { first: 0, next: goal.tokens.length };
  const isDivided = divided.drafts.length > 0;
  const atOnce = mayBeOne(contexts, isDivided) ? solveWhole(goal, contexts, solving) : [];
  // Beside calls for each stretch, one for all of them has to take all that is said, where tools take anything.
  const whole =
    isDivided && !knowledge.tools.takeNothing
      ? atOnce.filter((draft) => leftMentions(goal, all, draft).length === 0)
      : atOnce;
  const pairs = solvePairs(contextOf(all), emptyDraft(knowledge.namespaces));
  const found = contendersOf([divided.drafts, whole, ...byTool, ...pairs.map((pair) => [pair])]);
  const contenders = found.filter((draft) => !found.some((other) => listsMore(goal, other, draft)));
  const others = [...divided.drafts, ...whole].filter((draft) => !contenders.includes(draft));
  const heed = heeding(goal, knowledge.tools);
  const heeded = { contenders: contenders.flatMap(heed), others: others.flatMap(heed) };
  const [half] = [...contenders, ...others];
  if (heeded.contenders.length + heeded.others.length > 0 || half === undefined || divided.missing.length > 0)
    return { ...heeded, missing: divided.missing };
  const reason = unheeded(goal, half, knowledge.tools);
  return { ...heeded, missing: reason === undefined ? [] : [reason] };
}

const naming = new Set<Goal["mentions"][number]["kind"]>(["quoted", "phrase", "id"]);

/** "Use the 'sort_list' function": the name of a tool is no value for another. */
function withoutToolNames(goal: Goal, { entries }: ToolIndex): Goal {
  const isTool = (text: string) => entries.some((entry) => isCalled(entry, new Set([text.toLowerCase()])));
  const mentions = goal.mentions.filter(({ kind, text }) => !naming.has(kind) || !isTool(text));
  return mentions.length === goal.mentions.length ? goal : { ...goal, mentions };
}

/** The goal cut where its words turn from one tool to another; only for looks, as a whole goal is. */
function solveSegments(goal: Goal, { knowledge, contextOf }: Solving): readonly (readonly Draft[])[] {
  return segmentsOf(goal, contextOf).map((regions) => {
    const { drafts } = solveDivided(goal, regions, { knowledge, contextOf });
    return drafts.filter((draft) => !draft.calls.some(({ acts }) => acts));
  });
}

interface Solving {
  readonly knowledge: Learned;
  readonly contextOf: (region: Span) => SolveContext;
}

/**
 * Several stretches may still be one request: unless two of them open with a verb and each has its own program, or one asks for
 * a change. "I need to rent a car" beside "find what is available" only says what for.
 */
function mayBeOne(contexts: readonly SolveContext[], divided: boolean): boolean {
  if (contexts.length < 2) return false;
  const opened = contexts.filter(({ request, goal }) => isVerb(goal.tokens[request.opening?.first ?? -1]?.lower ?? ""));
  if (contexts.every(({ request }) => !request.acts)) return !divided || opened.length < 2 || meanOneTool(contexts);
  return !divided && contexts.every((context) => !context.request.acts || wishes(context)) && contexts.some(looks);
}

/** "Look for a fantasy movie. Find one directed by Ava": every stretch is about the same tool. */
function meanOneTool(contexts: readonly SolveContext[]): boolean {
  const tools = new Set(contexts.map((context) => toolsFor(context)[0]?.entry));
  return tools.size === 1 && !tools.has(undefined);
}

function looks({ request }: SolveContext): boolean {
  return !request.acts && request.verbs.length > 0;
}

const wishing = new Set("need want like wish hope plan planning looking trying going".split(" "));

/** "I need to rent a car": a wish, and no order. */
function wishes({ goal, region }: SolveContext): boolean {
  const [first, ...rest] = goal.tokens.slice(region.first, region.next).map(({ lower }) => lower);
  return /^i(?:'[dm])?$/u.test(first ?? "") && rest.slice(0, 3).some((word) => wishing.has(word));
}

/** All of the goal as one request; only for a look, since a change must be asked for in a clause of its own. */
function solveWhole(goal: Goal, parts: readonly SolveContext[], { knowledge, contextOf }: Solving): readonly Draft[] {
  const all = contextOf({ first: 0, next: goal.tokens.length });
  const look = parts.find(looks);
  const context =
    look === undefined || !all.request.acts
      ? all
      : { ...all, request: lookingAt(all, look), ways: new Map(), alike: new Map() };
  const { drafts } = solveRegions([context], knowledge);
  return checked(goal, drafts, [context]).drafts.filter((draft) => !draft.calls.some(({ acts }) => acts));
}

/** The request of a look, in the words of the whole goal. */
function lookingAt({ request }: SolveContext, look: SolveContext): Request {
  const { verbs, verbSpans } = look.request;
  return { ...request, verbs, verbSpans, acts: false, commands: false, unknownDeed: undefined };
}

function solveDivided(goal: Goal, clauses: readonly Span[], { knowledge, contextOf }: Solving): Solution {
  let regions = clauses;
  for (;;) {
    const result = solveRegions(regions.map(contextOf), knowledge);
    if (result.failed === undefined) return checked(goal, result.drafts, regions.map(contextOf));
    const joined = joinedAt(regions, result.failed, contextOf);
    if (joined === undefined) return { drafts: [], missing: result.missing };
    regions = joined;
  }
}

/** Sentences and clauses looked at, before those that ask for nothing are joined to others. */
const mostStretches = 60;

/** The context of a region, made once. */
function contextsOf(goal: Goal, { tools, producers, model }: Learned, depth: number): (region: Span) => SolveContext {
  const made = new Map<string, SolveContext>();
  return (region) => {
    const key = `${region.first}-${region.next}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const request = requestOf(goal, region);
    const context = { goal, region, request, tools, producers, model, ways: new Map(), alike: new Map(), depth };
    made.set(key, context);
    return context;
  };
}

function tooMany(most: number): Missing {
  return { kind: "choice", message: `The goal asks for more than ${most} things at once. Ask for them one by one.` };
}

interface RegionsSolution extends Solution {
  /** The clause that has no program. */
  readonly failed?: number;
}

function solveRegions(contexts: readonly SolveContext[], knowledge: Learned): RegionsSolution {
  let drafts: readonly Draft[] = [emptyDraft(knowledge.namespaces)];
  for (const [index, context] of contexts.entries()) {
    const solution = solveClause(context, drafts);
    if (solution.drafts.length === 0) return { ...solution, failed: index };
    drafts = solution.drafts;
  }
  const [context] = contexts;
  if (context === undefined) return { drafts: [], missing: [noTool("")], failed: 0 };
  return { drafts, missing: [] };
}

/** Drafts that leave nothing the user said unheard; if none does, what the best one leaves. */
function checked(goal: Goal, drafts: readonly Draft[], contexts: readonly SolveContext[]): Solution {
  const deeds = contexts
    .filter(({ request }) => request.acts || request.verbs.length === 0)
    .map(({ region }) => region);
  const [context] = contexts;
  const complaints =
    context === undefined ? [] : drafts.map((draft) => objections(goal, draft, { deeds, tools: context.tools }));
  const clean = drafts.filter((_, index) => complaints[index]?.length === 0);
  // A change that is spoken of and may not be made is not answered with a look.
  const refused = complaints.find((complaint) => complaint.length > 0);
  if (refused !== undefined && clean.every((draft) => !draft.calls.some(({ acts }) => acts)))
    return { drafts: [], missing: refused };
  return clean.length > 0 ? { drafts: clean, missing: [] } : { drafts: [], missing: complaints[0] ?? [] };
}

/** The drafts that are likely enough to be right; if none is, why not. */
function trusted(goal: Goal, { drafts, missing }: Solution, least: Least): Solution {
  const likely = drafts.filter((draft) => draft.confidence >= leastFor(draft, least));
  const [best] = drafts;
  if (likely.length > 0 || best === undefined || missing.length > 0) return { drafts: likely, missing };
  return { drafts: [], missing: [unsure(goal, best)] };
}

function leastFor(draft: Draft, { look, act, final, each }: Least): number {
  const { calls } = draft;
  const changing = calls.filter(({ changes }) => changes).map(({ binding }) => binding.spec);
  if (changing.length === 0) return each === true ? look ** looksOf(draft) : look;
  return changing.some(({ effect, effectSupposed }) => effect === "irreversible" && !effectSupposed) ? final : act;
}
