/** A program under construction. A draft is never changed: each decision makes a new one, so alternatives share what is common. */
import type { Json } from "../../../toolspecs/index.js";
import type { Filling } from "../fill/fill.js";
import type { Slot } from "../fill/slots.js";
import type { Span } from "../goal/mention.js";
import { freeName, nextName, nounOf, resultName } from "../program/names.js";
import type { Program, RecordValue, Step } from "../program/program.js";
import { type Shape, shapeOf } from "../schema/shape.js";
import type { ToolEntry } from "../tools/entry.js";

export interface Draft {
  readonly steps: readonly Step[];
  readonly variables: readonly Variable[];
  readonly results: readonly string[];
  /** Tools called so far, in order. */
  readonly calls: readonly ToolEntry[];
  /** Literals given so far, by the parameter they were given to. */
  readonly given: readonly Given[];
  /** What led to each call, a feeding one before the one it feeds. */
  readonly reasons: readonly Reason[];
  /** Words of the goal that are arguments now. */
  readonly spans: readonly Span[];
  readonly score: number;
  /** Probability of each decision about an argument of a call that answers. */
  readonly chances: readonly number[];
  /** For each tool that answers, how much likelier it was meant than none; and how far the next likely tool lies behind. */
  readonly fits: readonly number[];
  readonly leads: readonly number[];
  /** Words of the goal that it does nothing about and that name what another tool is about; 0 before it is a proposal. */
  readonly passedOver: number;
  /** How many drafts with the same calls have likelier arguments, where the goal is divided in one way; 0 before it is a proposal. */
  readonly rank: number;
  /** Ways to divide the goal that lead to it; 0 before it is a proposal. */
  readonly agreed: number;
  /** Probability that the whole is what was asked for; 0 before it is judged. */
  readonly confidence: number;
  /** Names no variable may take. */
  readonly taken: ReadonlySet<string>;
}

/** A value the program holds: the result of a call, or an element of one. */
export interface Variable {
  readonly name: string;
  readonly shape: Shape;
  /** Stems that say whose it is: what the tool works on, the list it comes from. */
  readonly owners: readonly string[];
  /** The loop it lives in. */
  readonly inside: string | undefined;
  /** Arguments from the goal's own words single out what this is. */
  readonly anchored: boolean;
  /** The call got an argument: its answer is about something. */
  readonly told: boolean;
  /** Words to name an element of it by. */
  readonly noun: readonly string[];
  readonly entry: ToolEntry;
}

export interface Given {
  readonly slot: Slot;
  readonly value: Json;
  /** One of several: a call was made for each. */
  readonly several: boolean;
  readonly things: readonly string[];
}

export function emptyDraft(reserved: ReadonlySet<string>): Draft {
  return {
    steps: [],
    variables: [],
    results: [],
    calls: [],
    given: [],
    reasons: [],
    spans: [],
    score: 0,
    chances: [],
    fits: [],
    leads: [],
    passedOver: 0,
    rank: 0,
    agreed: 0,
    confidence: 0,
    taken: reserved,
  };
}

/** What a call was decided by. */
export interface Reason {
  readonly entry: ToolEntry;
  /** The clause it stands for. */
  readonly region: Span;
  readonly answers: boolean;
  readonly filling: Filling;
}

export interface NewCall {
  readonly entry: ToolEntry;
  readonly args: RecordValue;
  readonly inside: string | undefined;
  readonly anchored: boolean;
  /** The call answers the goal; another only fetches what a later one needs. */
  readonly answers: boolean;
  /** The result of the call before it in a row of alike ones: `ticket`, `ticket2`, `ticket3`. */
  readonly like?: Variable | undefined;
}

export function withCall(draft: Draft, call: NewCall): { draft: Draft; variable: Variable } {
  const { entry, inside } = call;
  const { binding } = entry;
  const name = call.like === undefined ? resultName(binding, draft.taken) : nextName(call.like.name, draft.taken);
  const { schema } = binding.spec.output;
  const shape = shapeOf(schema, typeof schema === "boolean" ? {} : schema);
  const variable: Variable = {
    name,
    shape,
    owners: entry.things,
    inside,
    anchored: call.anchored,
    told: call.args.entries.length > 0,
    noun: nounOf(binding),
    entry,
  };
  const step: Step = { kind: "call", name, inside, binding, args: call.args };
  const next = withStep(draft, step, variable);
  const results = call.answers ? [...draft.results, name] : draft.results;
  return { draft: { ...next, results, calls: [...draft.calls, entry] }, variable };
}

export function withStep(draft: Draft, step: Step, variable?: Variable): Draft {
  return {
    ...draft,
    steps: [...draft.steps, step],
    variables: variable === undefined ? draft.variables : [...draft.variables, variable],
    // A loop's result is gathered under a name of its own.
    taken: new Set([...draft.taken, step.name, `${step.name}List`]),
  };
}

export function nameFor(draft: Draft, words: readonly string[]): string {
  return freeName(words, draft.taken);
}

export function programOf(draft: Draft): Program {
  return { steps: draft.steps, results: draft.results };
}

/**
 * What makes drafts rivals that are weighed as wholes: the tools that are called, in order, and where several calls answer what for.
 * Other drafts of one row differ in arguments only.
 */
export function rowOf({ calls, given, results }: Draft): string {
  const row = calls.map(({ place }) => place).join();
  const values = given.map(({ slot, value }) => [slot.key, value]);
  return results.length > 1 ? `${row} ${JSON.stringify(values)}` : row;
}

/**
 * In how many looks a draft is to be trusted one by one: all are seldom right together, and one that is wrong spoils no other.
 * Where something is changed, or where no value of the goal went into it, it stands or falls as a whole: 1.
 */
export function looksOf({ calls, given, results }: Draft): number {
  const isWhole = given.length === 0 || calls.some(({ changes }) => changes);
  return isWhole ? 1 : Math.max(1, results.length);
}

/** The tools in order, however often each is called in a row. */
export function toolsOf({ calls }: Draft): string {
  return calls
    .map(({ place }) => place)
    .filter((place, index, all) => place !== all[index - 1])
    .join();
}
