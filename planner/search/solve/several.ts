/**
 * The same deed several times: "the weather in Rome on Monday and in Oslo on Friday". For each way to divide the clause the
 * tool is called once for each part, with what the part says and what is said for all. Only for looks: what changes something
 * is done several times only where a plain list of values says so.
 */
import { type Filling, hardCost } from "../fill/fill.js";
import type { ToolEntry } from "../tools/entry.js";
import { start } from "./call.js";
import { mostAlike } from "./contenders.js";
import type { AlikeCalls, SolveContext, Wanted } from "./context.js";
import { type Draft, rowOf, type Variable } from "./draft.js";
import { type Completed, finished, literal, type Unfinished } from "./finish.js";
import { leftMentions } from "./leftover.js";
import { alikeCalls } from "./rounds.js";
import { settledValue } from "./settle.js";

/** For each number of calls the best drafts: which way to divide is meant is decided when the goal is whole. */
export function severalCalls(context: SolveContext, draft: Draft, entry: ToolEntry): Draft[] {
  if (entry.changes) return [];
  const found = new Map<number, Map<string, Weighed>>();
  for (const calls of alikeCalls(context, draft, entry)) {
    const made = withCalls(context, draft, calls);
    if (made === undefined) continue;
    const count = calls.fillings.length;
    const alike = found.get(count) ?? new Map<string, Weighed>();
    found.set(count, alike);
    const worth = made.score - hardCost * leftMentions(context.goal, context.region, made).length;
    const key = rowOf(made);
    if (worth > (alike.get(key)?.worth ?? Number.NEGATIVE_INFINITY)) alike.set(key, { draft: made, worth });
  }
  return [...found.values()].flatMap((alike) =>
    [...alike.values()]
      .sort((a, b) => b.worth - a.worth)
      .slice(0, mostAlike)
      .map((one) => one.draft),
  );
}

interface Weighed {
  readonly draft: Draft;
  readonly worth: number;
}

function withCalls(context: SolveContext, before: Draft, { entry, fillings, counts }: AlikeCalls): Draft | undefined {
  const wanted: Wanted = { entry, answers: true, depth: 0, waiting: [] };
  let draft = before;
  let like: Variable | undefined;
  for (const filling of fillings) {
    const next = withArguments({ ...start(draft, wanted, { filling, region: context.region }), like }, wanted, filling);
    if (next === undefined) return undefined;
    draft = next.draft;
    like = next.variable;
  }
  const score = before.score + (draft.score - before.score) / fillings.length;
  return { ...draft, spans: [...draft.spans, ...counts], score };
}

function withArguments(begun: Unfinished, wanted: Wanted, filling: Filling): Completed | undefined {
  let partial = begun;
  for (const slot of filling.open) {
    const value = settledValue(begun.draft, wanted.entry, slot);
    if (value === undefined) return undefined;
    partial = { ...partial, values: [...partial.values, literal(slot, value)] };
  }
  return finished(partial, wanted, filling.filled)[0];
}
