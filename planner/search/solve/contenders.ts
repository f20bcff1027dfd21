/** The drafts among which the choice is learned: those that differ in how often which tools are called, or in what alike calls are told. */
import type { Goal } from "../goal/goal.js";
import { isHard } from "../goal/mention.js";
import { type Draft, rowOf, toolsOf } from "./draft.js";
import { isPlaced, leftItems } from "./placed.js";

/** Ways to give the same calls their arguments that are weighed against each other. */
export const mostAlike = 4;

/**
 * Of each division the likeliest drafts with the tools of the best (which tools are meant is the search's own matter), no two the same.
 * What drafts of one division are worth says nothing beside those of another.
 */
export function contendersOf(divisions: readonly (readonly Draft[])[]): readonly Draft[] {
  const found = divisions.map((drafts) => likeliestOfEach(differentRows(rivals(drafts))));
  const programs = found.map((drafts) => new Map(drafts.map((draft) => [programOf(draft), draft.rank])));
  return differentRows(found.flat()).map((draft) => {
    const ranks = programs.flatMap((ranked) => ranked.get(programOf(draft)) ?? []);
    return { ...draft, rank: Math.min(draft.rank, ...ranks), agreed: ranks.length };
  });
}

/** The least probability of a value in calls that are made because of a list: "vegan, and takes 30 minutes" is none. */
const likely = 0.2;

/** The "Chinese" of "Italian and Chinese restaurants" is lost in one, and the other calls the same tools for all that is listed. */
export function listsMore(goal: Goal, fuller: Draft, draft: Draft): boolean {
  if (fuller.results.length <= draft.results.length || kindsOf(fuller) !== kindsOf(draft)) return false;
  if (leftItems(goal, draft).length === 0 || leftItems(goal, fuller).length > 0) return false;
  if (Math.min(...fuller.chances) < likely) return false;
  return goal.mentions.every((mention) => !isHard(mention) || !isPlaced(mention, draft) || isPlaced(mention, fuller));
}

function kindsOf({ calls }: Draft): string {
  return [...new Set(calls.map(({ place }) => place))].sort().join();
}

function likeliestOfEach(drafts: readonly Draft[]): readonly Draft[] {
  return drafts
    .map((draft) => ({ ...draft, rank: betterThan(draft, drafts).length }))
    .filter(({ rank }) => rank < mostAlike);
}

function betterThan(draft: Draft, drafts: readonly Draft[]): readonly Draft[] {
  return drafts.filter((other) => other.score > draft.score && callsOf(other) === callsOf(draft));
}

function callsOf({ calls }: Draft): string {
  return calls.map(({ place }) => place).join();
}

function rivals(drafts: readonly Draft[]): readonly Draft[] {
  const [best] = drafts;
  return best === undefined ? [] : drafts.filter((draft) => toolsOf(draft) === toolsOf(best));
}

/** No two of one row, nor two that make the same calls. */
function differentRows(drafts: readonly Draft[]): readonly Draft[] {
  const rows = drafts.map(rowOf);
  const programs = drafts.map(programOf);
  return drafts.filter(
    (_, index) => rows.indexOf(rows[index] ?? "") === index && programs.indexOf(programs[index] ?? "") === index,
  );
}

function programOf({ steps }: Draft): string {
  return JSON.stringify(
    steps.map((step) =>
      step.kind === "call" ? [step.binding.namespace, step.binding.member, step.args, step.inside ?? ""] : step.name,
    ),
  );
}
