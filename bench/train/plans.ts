/** Plans made by a model that has not seen the row's tools, and whether they are right. */
import { type Call, faultOf } from "../../eval/bfcl/score.js";
import type { Model } from "../../planner/search/learned/model.js";
import type { Value } from "../../planner/search/program/program.js";
import { confidenceFeatures } from "../../planner/search/solve/confidence.js";
import { type Draft, looksOf } from "../../planner/search/solve/draft.js";
import { proposals } from "../../planner/search/solve/solve.js";
import { splitFeatures } from "../../planner/search/solve/split.js";
import type { Json } from "../../toolspecs/index.js";
import type { Missing } from "../../verifier/index.js";
import { type Row, takes } from "./rows.js";

/** One program for a row, and whether it is right. */
export interface Option {
  readonly right: boolean;
  /** What speaks for so many calls. */
  readonly split: readonly number[];
  /** What trust rests on, given the probability of so many calls. */
  features(split: number): number[];
  readonly calls: readonly Call[];
  /** How many looks are to be trusted one by one. */
  readonly looks: number;
  /** What is wrong with it. */
  readonly why: string;
  /** Arguments come from other calls, which none of the rows asks for: nothing to learn trust from. */
  readonly fed: boolean;
}

export interface Planned {
  readonly row: Row;
  /** The programs found, none where the planner is silent; which of them is taken is learned from them. */
  readonly options: readonly Option[];
  /** Why there is none. */
  readonly missing: Missing | undefined;
  readonly ms: number;
}

export function planRow(row: Row, model: Model): Planned {
  const start = performance.now();
  const { contenders, missing } = proposals(row.goal, { ...row.knowledge, model }, { depth: 3, mostClauses: 8 });
  const ms = performance.now() - start;
  const splits = splitFeatures(row.goal, contenders);
  return {
    row,
    options: contenders.map((draft, at) => optionOf(row, draft, splits[at] ?? [])),
    missing: missing[0],
    ms,
  };
}

function optionOf(row: Row, draft: Draft, split: readonly number[]): Option {
  const calls = callsOf(draft);
  const why = calls === undefined ? "not only literals" : judge(row, calls);
  return {
    split,
    features: (split) => confidenceFeatures(row.goal, draft, split),
    right: why === undefined,
    calls: calls ?? [],
    looks: looksOf(draft),
    why: why ?? "",
    fed: calls === undefined,
  };
}

function judge(row: Row, calls: readonly Call[]): string | undefined {
  if (row.gold.length === 0) return "called something";
  if (row.documented.length === 0) {
    return calls.length === row.gold.length && row.gold.every((gold) => calls.some((call) => matches(call, gold)))
      ? undefined
      : "wrong";
  }
  return faultOf(calls, row.gold, row.documented);
}

function matches({ tool, args }: Call, gold: Row["gold"][number]): boolean {
  if (tool !== gold.tool || typeof args !== "object" || args === null) return false;
  const given = Object.entries(args);
  return (
    given.every(([name, value]) => takes(gold, [name], value)) &&
    Object.keys(gold.parameters).every((name) => given.some(([key]) => key === name))
  );
}

/** The calls of a draft whose arguments are all literals; undefined when one comes from a tool's output. */
function callsOf(draft: Draft): Call[] | undefined {
  const calls: Call[] = [];
  for (const step of draft.steps) {
    const args = step.kind === "call" ? plain(step.args) : undefined;
    if (step.kind !== "call" || args === undefined) return undefined;
    calls.push({ tool: step.binding.spec.name, args });
  }
  return calls;
}

function plain(value: Value): Json | undefined {
  if (value.kind === "literal") return value.value;
  if (value.kind === "reference") return undefined;
  const entries: [string, Json][] = [];
  for (const { key, value: inner } of value.entries) {
    const known = plain(inner);
    if (known === undefined) return undefined;
    entries.push([key, known]);
  }
  return Object.fromEntries(entries);
}
