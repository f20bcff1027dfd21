import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Benchmark, benchmarks } from "#dist/eval/index.js";
import type { Proposer } from "#dist/planner/index.js";

/** A folder of files made up for a test: rows of JSON Lines, or (`documents`) a JSON document. */
export async function folderOf(
  rows: Readonly<Record<string, readonly unknown[]>>,
  documents: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "holdshort-eval-"));
  const texts = [
    ...Object.entries(rows).map(([name, lines]) => [name, lines.map((one) => JSON.stringify(one)).join("\n")] as const),
    ...Object.entries(documents).map(([name, one]) => [name, JSON.stringify(one)] as const),
  ];
  for (const [name, text] of texts) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

export function benchmarkCalled(name: string): Benchmark {
  const found = benchmarks.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is not in the table`);
  return found;
}

/** Answers a goal with the program of that body, and is silent about every other. */
export function scripted(bodies: Readonly<Record<string, string>>): Proposer {
  const usage = { llmCalls: 0, inputTokens: 0, outputTokens: 0 };
  return {
    name: "scripted",
    async propose({ goal }) {
      const body = bodies[goal];
      if (body === undefined) return { kind: "abstain", missing: [{ kind: "tool", message: "nothing fits" }], usage };
      return { kind: "program", source: `export default async function plan() {\n${body}\n}\n`, usage };
    },
  };
}
