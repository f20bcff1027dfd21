/** Runs a planner over the cases of a benchmark, one after the other, and sums up. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Proposer } from "../planner/index.js";
import { failure, type Outcome, success } from "../toolspecs/index.js";
import { createVerifier } from "../verifier/index.js";
import type { Attempt, Benchmark, Case, DataIssue, Done, Setting } from "./benchmark.js";
import { type Report, reportOf } from "./report.js";

export interface Evaluation {
  readonly benchmark: Benchmark;
  /** The benchmark's own folder, or one that holds it under the benchmark's name. */
  readonly data: string;
  readonly proposer: Proposer;
  /** Only files whose name contains this. */
  readonly only?: string | undefined;
  /** Only so many cases of each file. */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  onCase?(done: Done, count: number, of: number): void;
}

/** A few worlds are enough: the functions of benchmarks declare few outputs that a plan could trip over. */
const worlds = 5;

export async function evaluate(evaluation: Evaluation): Promise<Outcome<Report, DataIssue>> {
  const { benchmark, proposer, signal, onCase } = evaluation;
  const cases = benchmark.read(folderOf(evaluation));
  if (!cases.ok) return cases;
  const chosen = chosenOf(cases.value, evaluation);
  if (chosen.length === 0) return failure(noCases(evaluation, cases.value));
  const verifier = createVerifier({ worlds });
  const done: Done[] = [];
  try {
    for (const one of chosen) {
      signal?.throwIfAborted();
      const attempt = await attempted(one, { proposer, verifier, signal });
      done.push({ case: one, attempt });
      onCase?.({ case: one, attempt }, done.length, chosen.length);
    }
  } finally {
    await verifier.close();
  }
  return success(reportOf({ benchmark, planner: proposer.name }, done));
}

function folderOf({ benchmark, data }: Evaluation): string {
  const inside = join(data, benchmark.name);
  return existsSync(inside) ? inside : data;
}

function chosenOf(cases: readonly Case[], { only = "", limit = Number.POSITIVE_INFINITY }: Evaluation): Case[] {
  const taken = new Map<string, number>();
  return cases.filter(({ file }) => {
    const count = taken.get(file) ?? 0;
    if (!file.includes(only) || count >= limit) return false;
    return taken.set(file, count + 1);
  });
}

function noCases({ benchmark, data, only }: Evaluation, cases: readonly Case[]): DataIssue {
  const message =
    only === undefined
      ? `There is nothing of ${benchmark.name} in it. Name the folder that holds the benchmark's files.`
      : `No file of ${benchmark.name} in it has ${JSON.stringify(only)} in its name. There are: ${[...new Set(cases.map(({ file }) => file))].join(", ")}.`;
  return { code: "not_found", place: data, message };
}

async function attempted(one: Case, setting: Setting): Promise<Attempt> {
  try {
    return await one.attempt(setting);
  } catch (error) {
    setting.signal?.throwIfAborted();
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ending: "crashed", correct: false, why, ms: 0 };
  }
}
