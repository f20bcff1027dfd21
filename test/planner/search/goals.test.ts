import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { plan, searchProposer } from "#dist/planner/index.js";
import { loadTools, type ToolSpec } from "#dist/toolspecs/index.js";
import { createVerifier, type Missing, type Verdict } from "#dist/verifier/index.js";

// Goals of several steps over the tools of the examples, of the bench and of `goal-tools`: a file a world, and for each goal the program that
// is expected and has to pass every check, or what keeps the planner silent. `UPDATE_SAMPLES=1` writes what it says now; read
// the difference before it is kept.

const folder = "test/samples/goals";
const verifier = createVerifier({ worlds: 25 });
const proposer = searchProposer();
afterAll(() => verifier.close());

function toolsOf(world: string): Promise<readonly ToolSpec[]> {
  const files = [
    `examples/${world}/tools.json`,
    `examples/${world}/openapi.yaml`,
    `bench/programs/${world}/tools.json`,
    `test/samples/goal-tools/${world}.json`,
  ];
  return loadTools(`${world}=${files.find((file) => existsSync(file))}`);
}

function samplesIn(file: string) {
  const blocks = readFileSync(`${folder}/${file}`, "utf8").trim().split(/\n\n+/u);
  return blocks.map((block) => {
    const [goal = "", ...lines] = block.split("\n");
    return { goal: goal.replace(/^> /u, ""), lines };
  });
}

async function answer(goal: string, tools: readonly ToolSpec[]): Promise<readonly string[]> {
  const verdict = await plan({ goal, tools, proposer, verifier });
  return linesOf(verdict);
}

function linesOf(verdict: Verdict): readonly string[] {
  if (verdict.outcome === "abstained") return verdict.missing.map(lineFor);
  const [head = "", ...rest] = verdict.plan.source.trimEnd().split("\n");
  const input = /plan\((.+)\) \{$/u.exec(head)?.[1];
  const errors = verdict.issues.filter(({ severity }) => severity === "error").map(({ code }) => `rejected: ${code}`);
  return [...errors, ...(input === undefined ? [] : [input]), ...rest.slice(0, -1).map((line) => line.slice(2))];
}

function lineFor({ kind, tool, parameter, message }: Missing): string {
  if (kind === "value" && parameter !== undefined) return `missing value: ${tool} ${parameter}`;
  return `missing ${kind}: ${/"(.*?)(?<!\\)"/u.exec(message)?.[1] ?? message}`;
}

const files = readdirSync(folder);

test("there are at least sixty", () => {
  expect(files.flatMap(samplesIn).length).toBeGreaterThanOrEqual(60);
});

describe.each(files)("%s", async (file) => {
  const tools = await toolsOf(file.replace(".txt", ""));
  if (process.env.UPDATE_SAMPLES === "1") {
    const blocks: string[] = [];
    for (const { goal } of samplesIn(file)) blocks.push([`> ${goal}`, ...(await answer(goal, tools))].join("\n"));
    writeFileSync(`${folder}/${file}`, `${blocks.join("\n\n")}\n`);
  }

  test.each(samplesIn(file))("$goal", async ({ goal, lines }) => {
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.startsWith("rejected"))).toEqual([]);
    expect(await answer(goal, tools)).toEqual(lines);
  });
});
