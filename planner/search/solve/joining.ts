/** Which clauses make one request: what asks for nothing, or takes up what was said before, belongs to the clause beside it. */
import { isHard, type Span } from "../goal/mention.js";
import type { Request } from "../tools/request.js";
import { stem } from "../words/stem.js";
import { stopWords } from "../words/stopwords.js";
import { isVerb } from "../words/verbs.js";
import { toolsFor } from "./clause.js";
import type { SolveContext } from "./context.js";

/** A clause that asks for nothing itself (a circumstance, "show me the result") belongs to the one beside it. */
export function joinedClauses(clauses: readonly Span[], contextOf: (region: Span) => SolveContext): Span[] {
  let regions = withoutAnnouncement(clauses, contextOf);
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

const announcing = new Set("help assistance information".split(" "));

/** "I need your assistance with some tasks. First, …": what is wanted comes after it. A value in it is not let go. */
function withoutAnnouncement(clauses: readonly Span[], contextOf: (region: Span) => SolveContext): Span[] {
  const [first, second] = clauses;
  if (first === undefined || second === undefined) return [...clauses];
  const { goal, request } = contextOf(first);
  const [speaker, ...rest] = goal.tokens.slice(first.first, first.next).map(({ lower }) => lower);
  const announces = (speaker === "i" || speaker === "we") && rest.slice(0, 6).some((word) => announcing.has(word));
  const says = announces && !request.acts && !hasValues(contextOf(first));
  return says && asks(contextOf(second)) ? clauses.slice(1) : [...clauses];
}

function belongTogether(left: SolveContext, right: SolveContext): boolean {
  if ((asks(left) && tells(right)) || takesUp(left, right)) return true;
  const [first, second] = [toolsFor(left)[0], toolsFor(right)[0]];
  if (first === undefined || second === undefined || first.entry !== second.entry) return false;
  return !asks(left) || !asks(right) || (!right.request.acts && !hasValues(right));
}

const questions = new Set("what who how when where which why whose is are can could would will do does did".split(" "));

const subjects = new Set("the my our its it this that these those their his her both".split(" "));

/** "The tracking number is TRK1": a sentence that asks for nothing and says more of what is spoken of. */
function tells(context: SolveContext): boolean {
  const { goal, region } = context;
  const words = goal.tokens.slice(region.first, region.next).filter(({ kind }) => kind !== "punctuation");
  return subjects.has(words[0]?.lower ?? "") && !asks(context);
}

const resuming = new Set("one ones some something any anything option suitable good".split(" ").map(stem));

/** "I am in the mood for a drama. Can you find one for me?": what is looked for was said before. */
function takesUp(left: SolveContext, right: SolveContext): boolean {
  const { request, goal, region } = right;
  if (left.request.acts || request.acts || request.verbs.length === 0) return false;
  const after = goal.tokens.slice(Math.min(...request.verbSpans.map(({ next }) => next)), region.next);
  const isSmall = ({ kind, lower, stem }: (typeof after)[number]) =>
    kind === "punctuation" || resuming.has(stem) || stopWords.has(lower);
  return after.some(({ stem }) => resuming.has(stem)) && after.every(isSmall);
}

function asks({ request, goal, region }: SolveContext): boolean {
  return request.verbs.length > 0 || questions.has(goal.tokens[region.first]?.lower ?? "");
}

function hasValues({ goal, region }: SolveContext): boolean {
  return goal.mentions.some(
    (mention) => isHard(mention) && mention.first >= region.first && mention.next <= region.next,
  );
}

/** The regions with the failed one joined to a neighbour, if nothing that was asked for gets lost by it. */
export function joinedAt(
  regions: readonly Span[],
  failed: number,
  contextOf: (region: Span) => SolveContext,
): Span[] | undefined {
  const at = regions[failed];
  if (at === undefined || regions.length < 2) return undefined;
  const next = regions[failed + 1];
  const previous = regions[failed - 1];
  const belongs = (before: Span) =>
    mayVanish(contextOf(at)) || detailsOf(contextOf(at), contextOf(before)) || isTail(contextOf(at));
  if (previous !== undefined && belongs(previous)) {
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

/** "…the director, release date, and rating": in the middle of a sentence, and no tool does that. */
function isTail(context: SolveContext): boolean {
  const before = context.goal.tokens[context.region.first - 1]?.text ?? ".";
  return !/^[.;!?]$/u.test(before) && toolsFor(context).length === 0;
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
