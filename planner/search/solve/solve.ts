/** A whole goal: its clauses one after the other, each building on what the ones before it found out. */
import type { Catalogue } from "../../../toolspecs/index.js";
import type { Missing } from "../../../verifier/index.js";
import type { Goal } from "../goal/goal.js";
import { isHard, type Span } from "../goal/mention.js";
import { indexProducers, type ProducerIndex } from "../link/producers.js";
import { type Request, requestOf } from "../tools/request.js";
import { indexTools, type ToolIndex } from "../tools/toolIndex.js";
import { isVerb } from "../words/verbs.js";
import { solveClause, toolsFor } from "./clause.js";
import type { SolveContext } from "./context.js";
import { type Draft, emptyDraft } from "./draft.js";
import { objections } from "./leftover.js";
import { noTool } from "./missing.js";

/** What is known of a catalogue before any goal. */
export interface Knowledge {
  readonly tools: ToolIndex;
  readonly producers: ProducerIndex;
  readonly namespaces: ReadonlySet<string>;
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

export interface SolveOptions {
  readonly depth: number;
  readonly mostClauses: number;
}

export function solveGoal(goal: Goal, knowledge: Knowledge, options: SolveOptions): Solution {
  const contextOf = contextsOf(goal, knowledge, options.depth);
  if (goal.clauses.length > mostStretches) return { drafts: [], missing: [tooMany(options.mostClauses)] };
  let regions = joinedClauses(goal.clauses, contextOf);
  if (regions.length > options.mostClauses) return { drafts: [], missing: [tooMany(options.mostClauses)] };
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
function contextsOf(goal: Goal, { tools, producers }: Knowledge, depth: number): (region: Span) => SolveContext {
  const made = new Map<string, SolveContext>();
  return (region) => {
    const key = `${region.first}-${region.next}`;
    const context = made.get(key) ?? { goal, region, request: requestOf(goal, region), tools, producers, depth };
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

function solveRegions(contexts: readonly SolveContext[], knowledge: Knowledge): RegionsSolution {
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
  const complaints = drafts.map((draft) => objections(goal, draft, deeds));
  const clean = drafts.filter((_, index) => complaints[index]?.length === 0);
  return clean.length > 0 ? { drafts: clean, missing: [] } : { drafts: [], missing: complaints[0] ?? [] };
}

/** A clause that asks for nothing itself (a circumstance, "show me the result") belongs to the one beside it. */
function joinedClauses(clauses: readonly Span[], contextOf: (region: Span) => SolveContext): Span[] {
  let regions = [...clauses];
  for (let index = 1; index < regions.length; ) {
    const [left, right] = [regions[index - 1], regions[index]];
    if (left !== undefined && right !== undefined && belongTogether(contextOf(left), contextOf(right))) {
      regions = regions.toSpliced(index - 1, 2, { first: left.first, next: right.next });
    } else {
      index += 1;
    }
  }
  return regions;
}

function belongTogether(left: SolveContext, right: SolveContext): boolean {
  const [first, second] = [toolsFor(left)[0], toolsFor(right)[0]];
  if (first === undefined || second === undefined || first.entry !== second.entry) return false;
  return !asks(left) || !asks(right) || (!right.request.acts && !hasValues(right));
}

const questions = new Set("what who how when where which why whose is are can could would will do does did".split(" "));

function asks({ request, goal, region }: SolveContext): boolean {
  return request.verbs.length > 0 || questions.has(goal.tokens[region.first]?.lower ?? "");
}

function hasValues({ goal, region }: SolveContext): boolean {
  return goal.mentions.some(
    (mention) => isHard(mention) && mention.first >= region.first && mention.next <= region.next,
  );
}

/** The regions with the failed one joined to a neighbour, if nothing that was asked for gets lost by it. */
function joinedAt(
  regions: readonly Span[],
  failed: number,
  contextOf: (region: Span) => SolveContext,
): Span[] | undefined {
  const at = regions[failed];
  if (at === undefined || regions.length < 2) return undefined;
  const next = regions[failed + 1];
  const previous = regions[failed - 1];
  if (previous !== undefined && (mayVanish(contextOf(at)) || detailsOf(contextOf(at), contextOf(previous)))) {
    return joinedPair(regions, failed - 1);
  }
  if (previous === undefined && mayVanish(contextOf(at))) return joinedPair(regions, failed);
  if (next !== undefined && !asks(contextOf(next)) && toolsFor(contextOf(next)).length === 0)
    return joinedPair(regions, failed);
  return undefined;
}

function joinedPair(regions: readonly Span[], index: number): Span[] {
  const [left, right] = [regions[index], regions[index + 1]];
  if (left === undefined || right === undefined) return [...regions];
  return regions.toSpliced(index, 2, { first: left.first, next: right.next });
}

/** "…and set the bin range to 5": a clause about the parameters of the tool that the clause before it asks for. */
function detailsOf(context: SolveContext, before: SolveContext): boolean {
  const tool = toolsFor(before)[0]?.entry;
  const words = context.request.stems.filter((word) => !context.request.valueStems.has(word) && !isVerb(word));
  const known = words.filter((word) => tool?.parameters.has(word));
  return words.length > 0 && known.length / words.length >= 0.6;
}

/** A clause with no request in it, or with one too thin to be a task of its own: "and show me the result". */
function mayVanish(context: SolveContext): boolean {
  if (!asks(context)) return true;
  return !context.request.acts && thin(context.request) && !hasValues(context);
}

function thin(request: Request): boolean {
  return request.stems.length <= 3;
}
