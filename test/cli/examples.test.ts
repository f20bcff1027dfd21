import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import { parts } from "#dist/cli/parts.js";
import { recorded } from "./io.js";
import { holdshort } from "./spawn.js";

// Every goal and every plan of the examples, by the command that the example itself gives for it.

const worlds = readdirSync("examples").filter((folder) => existsSync(`examples/${folder}/goals.txt`));

function lines(file: string): string[] {
  return readFileSync(file, "utf8").split("\n");
}

/** `--tools` and `--builtins` with what follows them in the command that a comment shows. */
function toolsFlag(file: string): readonly string[] {
  const shown = lines(file).find((line) => line.includes("--tools"));
  const source = /--tools ([^\s`]+)/.exec(shown ?? "")?.[1];
  if (source === undefined) throw new Error(`${file} shows no command`);
  const builtins = /--builtins ([^\s`]+)/.exec(shown ?? "")?.[1];
  return [...(builtins === undefined ? [] : ["--builtins", builtins]), "--tools", source];
}

async function run(...argv: readonly string[]) {
  const process = recorded();
  const code = await main([...argv, "--json"], process.io, parts);
  return { code, verdict: JSON.parse(process.out()), err: process.err() };
}

test("there are at least three worlds, and one is a real MCP server", () => {
  expect(worlds.length).toBeGreaterThanOrEqual(3);
  expect(readFileSync("examples/files/mcp.json", "utf8")).toContain("@modelcontextprotocol/server-filesystem");
});

describe.each(worlds)("%s", (world) => {
  const folder = `examples/${world}`;
  const goals = lines(`${folder}/goals.txt`).filter((line) => line !== "" && !line.startsWith("#"));
  const plans = readdirSync(folder).filter((file) => file.endsWith(".plan.ts"));

  test.each(goals.filter((line) => !line.startsWith("abstain: ")))("plans: %s", async (goal) => {
    const { code, verdict } = await run("dry-run", goal, ...toolsFlag(`${folder}/goals.txt`));
    expect(verdict).toMatchObject({ outcome: "passed", goal, planner: "search" });
    expect(verdict.trace.length).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  test.each(goals.filter((line) => line.startsWith("abstain: ")))("%s", async (line) => {
    const goal = line.replace("abstain: ", "");
    const { code, verdict } = await run("dry-run", goal, ...toolsFlag(`${folder}/goals.txt`));
    expect(verdict).toMatchObject({ outcome: "abstained", plan: null, missing: [{ message: expect.any(String) }] });
    expect(code).toBe(3);
  });

  test.each(plans)("judges %s as its first line says", async (file) => {
    const path = `${folder}/${file}`;
    const expected = /^\/\/ (Passes|Rejected)/.exec(lines(path)[0] ?? "")?.[1] === "Passes" ? "passed" : "rejected";
    const { code, verdict } = await run("verify", path, ...toolsFlag(path));
    const errors = verdict.issues.filter(({ severity }: { severity: string }) => severity === "error");
    expect(errors).toHaveLength(expected === "passed" ? 0 : 1);
    expect(verdict).toMatchObject({ outcome: expected, planner: "given" });
    expect(code).toBe(expected === "passed" ? 0 : 1);
  });
});

test("the first goal of each world, as a person types it", async () => {
  for (const world of worlds) {
    const file = `examples/${world}/goals.txt`;
    const goal = lines(file).find((line) => line !== "" && !line.startsWith("#")) ?? "";
    const ended = await holdshort("dry-run", goal, ...toolsFlag(file));
    expect(ended.stderr).toBe("");
    expect(ended.stdout).toMatch(/^PASSED/);
    expect(ended.code).toBe(0);
  }
});
