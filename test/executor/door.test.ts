import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

/** Addresses of all modules that are loaded when one is imported. */
function loadedBy(file: string): string {
  const hook = pathToFileURL("test/cli/loaded.mjs").href;
  const program = `await import(${JSON.stringify(pathToFileURL(file).href)});`;
  const argv = ["--import", hook, "--input-type=module", "-e", program];
  return spawnSync(process.execPath, argv, { encoding: "utf8" }).stderr;
}

const unwanted =
  /\/node_modules\/(typescript|openai|fast-check|@modelcontextprotocol|pg|@dbos-inc)\/|\/dist\/(verifier|planner|report|cli)\//;

// A stored plan has to run where there is neither a compiler nor a model client.
test("importing the executor loads no compiler, no model client, no MCP client and no database", () => {
  const loaded = loadedBy("dist/executor/index.js");
  expect(loaded).toContain("/node_modules/ajv/");
  expect(loaded).toContain("/dist/policy/index.js");
  expect(loaded).not.toMatch(unwanted);
});

test("and it would be seen if it did", () => {
  expect(loadedBy("dist/verifier/index.js")).toMatch(unwanted);
});
