import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

it("docs/issues.md is made from the table of issues and the samples", () => {
  const script = new URL("../../scripts/issue-docs.mjs", import.meta.url).pathname;
  expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow();
});
