/** The rows a planner can learn from, in one form, whatever benchmark they come from. */
import { join } from "node:path";
import { bfclRows } from "../../eval/bfcl/bfcl.js";
import { accepts, type Documented } from "../../eval/bfcl/score.js";
import { metaRows } from "../../eval/metatool/rows.js";
import { sealRows } from "../../eval/seal-tools/rows.js";
import { analyseGoal, type Goal } from "../../planner/search/goal/goal.js";
import { hashText } from "../../planner/search/learned/hash.js";
import { type Knowledge, knowledgeOf } from "../../planner/search/solve/solve.js";
import { catalogue, isObject, type Json, readTools, type ToolSpec } from "../../toolspecs/index.js";
import { foldOf } from "./folds.js";

/** One right call: for every parameter the acceptable values, `""` among them where it may be left out. */
export interface Gold {
  readonly tool: string;
  readonly parameters: Readonly<Record<string, readonly unknown[]>>;
}

export interface Row {
  readonly id: string;
  readonly file: string;
  readonly goal: Goal;
  readonly knowledge: Knowledge;
  /** The right calls; none where silence is right. */
  readonly gold: readonly Gold[];
  /** The functions as the row documents them, where the authors' rule asks for that. */
  readonly documented: readonly Documented[];
  /** The goal as somebody types it in a hurry, all lower case; of some rows only. */
  readonly hasty: Goal | undefined;
  /** The fold it is tested in, and those it must not train. */
  readonly fold: number;
  readonly touched: ReadonlySet<number>;
  /** It is planned in cross-validation: it asks for calls with arguments, and of others than BFCL a quarter is enough. */
  readonly planned: boolean;
}

/** The day the benchmarks speak of as today. */
const clock = "2023-10-01";

export function readRows(data: string): Promise<Row[]> {
  return rowsOf([
    ...bfclRaw(join(data, "bfcl")),
    ...sealRaw(join(data, "seal-tools")),
    ...metaRaw(join(data, "metatool")),
  ]);
}

/** The rows as the planner reads them; those whose tools cannot be read are left out. */
export async function rowsOf(raw: readonly Raw[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const one of raw) {
    const tools = await readTools([one.functions]);
    if (!tools.ok) continue;
    const knowledge = knowledgeOf(catalogue(tools.value));
    const names = one.about ?? namesOf(one, tools.value);
    const goal = analyseGoal(one.goal, 20_000, clock);
    const hasty = hashText(one.id) % 3 === 0 ? analyseGoal(one.goal.toLowerCase(), 20_000, clock) : undefined;
    const planned = one.documented.length > 0 || hashText(one.id) % 4 === 0;
    rows.push({
      ...one,
      goal,
      hasty,
      knowledge,
      planned,
      fold: foldOf(names[0] ?? ""),
      touched: new Set(names.map(foldOf)),
    });
  }
  return rows;
}

function namesOf({ gold }: Raw, tools: readonly ToolSpec[]): readonly string[] {
  return gold.length > 0 ? gold.map(({ tool }) => tool) : tools.slice(0, 1).map(({ name }) => name);
}

export interface Raw {
  readonly id: string;
  readonly file: string;
  readonly goal: string;
  readonly functions: readonly Json[];
  readonly gold: readonly Gold[];
  readonly documented: readonly Documented[];
  /** The tools it was written for, where they are not among its functions. */
  readonly about?: readonly string[];
}

function bfclRaw(folder: string): Raw[] {
  return bfclRows(folder)
    .filter(({ file }) => file !== "live_relevance")
    .map((row) => ({ ...row, gold: row.gold ?? [] }));
}

function metaRaw(folder: string): Raw[] {
  return metaRows(folder).map((row) => ({
    ...row,
    documented: [],
    gold: row.gold.map((tool) => ({ tool, parameters: {} })),
  }));
}

function sealRaw(folder: string): Raw[] {
  return sealRows(folder)
    .filter(({ id, gold }) => hashText(id) % 2 === 0 && gold.every(({ from }) => Object.keys(from).length === 0))
    .map((row) => ({
      ...row,
      file: "seal",
      documented: [],
      gold: row.gold.map(({ tool, parameters }) => ({
        tool,
        parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, [value]])),
      })),
    }));
}

/** Whether the gold call takes a value at a path; `undefined` asks whether it may be left out. */
export function takes(gold: Gold, path: readonly string[], value: Json | undefined): boolean {
  const accepted = acceptedAt(gold, path);
  if (value === undefined) return accepted === undefined || accepted.includes("");
  if (accepted === undefined) return false;
  return accepts(accepted, value) || accepted.some((wanted) => String(wanted) === String(value) && value !== "");
}

function acceptedAt({ parameters }: Gold, [first = "", ...rest]: readonly string[]): readonly unknown[] | undefined {
  let accepted = Object.hasOwn(parameters, first) ? parameters[first] : undefined;
  for (const key of rest) {
    const inner: unknown[] = [];
    for (const record of accepted ?? []) {
      const values = isObject(record) && Object.hasOwn(record, key) ? record[key] : undefined;
      if (values === undefined) inner.push("");
      else inner.push(...(Array.isArray(values) ? values : [values]));
    }
    accepted = inner;
  }
  return accepted;
}
