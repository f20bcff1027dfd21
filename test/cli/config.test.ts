import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import type { PlanRequest } from "#dist/planner/index.js";
import { recorded } from "./io.js";
import { answering } from "./parts.js";
import { start } from "./spawn.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdshort-"));
});

async function settings(value: object): Promise<void> {
  await writeFile(join(folder, "holdshort.json"), JSON.stringify(value));
}

/** What a command line comes to: the problem it ends with, or what the planner is asked. */
async function asked(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const requests: Partial<PlanRequest>[] = [];
  const models: unknown[] = [];
  const parts = answering({
    onPlan: ({ width, budget, prices }) => requests.push({ width, budget, prices }),
    onModel: (options) => models.push(options),
  });
  const run = recorded({ cwd: folder, env });
  const code = await main(argv, run.io, parts);
  return { code, err: run.err(), request: requests[0], model: models[0] };
}

describe("flags over environment over file", () => {
  test("the file fills in what nobody gave, in the words of the flags", async () => {
    await settings({
      tools: ["a.json"],
      model: "m",
      baseUrl: "http://localhost:1/v1",
      candidates: "4..1",
      budget: { calls: 8, usd: 0.5 },
      prices: { input: 1 },
      grammar: true,
    });
    expect(await asked(["dry-run", "Do it"])).toMatchObject({
      code: 0,
      err: "",
      request: { width: { kind: "descending", from: 4, to: 1 }, budget: { calls: 8, usd: 0.5 } },
      model: { model: "m", baseURL: "http://localhost:1/v1", grammar: true },
    });
  });

  test("the environment goes before the file, a flag before both", async () => {
    await settings({ tools: ["a.json"], model: "of-file", baseUrl: "http://localhost:1/v1" });
    const env = { HOLDSHORT_MODEL: "of-env", OPENAI_BASE_URL: "http://env/v1" };
    expect((await asked(["dry-run", "Do it"], env)).model).toMatchObject({ model: "of-env", baseURL: "http://env/v1" });
    const flags = ["--model", "of-flag", "--base-url", "http://flag/v1"];
    expect((await asked(["dry-run", "Do it", ...flags], env)).model).toMatchObject({
      model: "of-flag",
      baseURL: "http://flag/v1",
    });
  });

  test("several servers are one setting with the one server: whatever is said first leaves the other out", async () => {
    await settings({
      tools: ["a.json"],
      model: "m",
      endpoint: ["http://localhost:1/v1", "continuum=http://localhost:2/v1"],
    });
    expect((await asked(["dry-run", "Do it"])).model).toMatchObject({
      endpoints: [
        { baseURL: "http://localhost:1/v1", hints: "none" },
        { baseURL: "http://localhost:2/v1", hints: "continuum" },
      ],
    });
    const one = { baseURL: "http://env/v1", endpoints: undefined };
    expect((await asked(["dry-run", "Do it"], { OPENAI_BASE_URL: "http://env/v1" })).model).toMatchObject(one);
    expect((await asked(["dry-run", "Do it", "--base-url", "http://env/v1"])).model).toMatchObject(one);
    await settings({ tools: ["a.json"], model: "m", baseUrl: "http://localhost:1/v1" });
    const several = { baseURL: undefined, endpoints: [{ baseURL: "http://e/v1", hints: "none" }] };
    expect((await asked(["dry-run", "Do it", "--endpoint", "http://e/v1"])).model).toMatchObject(several);
    expect((await asked(["dry-run", "Do it"], { HOLDSHORT_ENDPOINTS: "http://e/v1" })).model).toMatchObject(several);
  });

  test("--no-config starts from nothing, --config names another file", async () => {
    await settings({ tools: ["a.json"], model: "m", baseUrl: "http://localhost:1/v1" });
    expect((await asked(["dry-run", "Do it", "--no-config"])).err).toContain("No tools are given");
    await writeFile(join(folder, "other.json"), JSON.stringify({ tools: ["b.json"], planner: "search" }));
    expect(await asked(["dry-run", "Do it", "--config", "other.json"])).toMatchObject({ code: 0, model: undefined });
  });
});

describe("what is wrong with the file", () => {
  test.each([
    [{ tools: ["a.json"], worlds: 0 }, "holdshort.json worlds: Give a whole number from 1 to 10000."],
    [{ tools: ["a.json"], candidates: "many" }, "holdshort.json candidates: Give a number from 1 up"],
    [{ tools: ["a.json"], model: 5 }, "holdshort.json model: It must be a text, and is 5."],
  ])("%j", async (value, words) => {
    await settings(value);
    const { code, err } = await asked(["dry-run", "Do it"]);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  test("a named file that is not there", async () => {
    const { code, err } = await asked(["dry-run", "Do it", "--config", "none.json"]);
    expect(code).toBe(2);
    expect(err).toContain("none.json: There is no such file.");
  });

  test("a command that no setting concerns does not look", async () => {
    await settings({ nonsense: true });
    expect((await asked(["eval", "bfcl"])).err).toContain("--data");
  });
});

describe("as a person runs it", () => {
  test("from a folder below, tools and their servers are found from the file's own", async () => {
    const server = { command: process.execPath, args: ["server/index.mjs"] };
    await mkdir(join(folder, "server"));
    await mkdir(join(folder, "plans"));
    const entry = resolve("node_modules/@modelcontextprotocol/server-memory/dist/index.js");
    await writeFile(join(folder, "server/index.mjs"), `await import(${JSON.stringify(`file://${entry}`)});`);
    await writeFile(join(folder, "mcp.json"), JSON.stringify({ mcpServers: { memory: server } }));
    await settings({ tools: ["mcp.json"] });
    const { code, stdout, stderr } = await start(["tools", "list", "--json"], { cwd: join(folder, "plans") }).ended;
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain('"read_graph"');
  });
});
