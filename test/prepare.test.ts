import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

describe("npm prepares a clone", () => {
  test.each([
    ["ci", true, true],
    ["exec", false, true],
    ["exec", true, false],
  ])("for npm %s, built before: %s, builds: %s", (command, before, builds) => {
    const folder = mkdtempSync(join(tmpdir(), "holdshort-prepare-"));
    const build = "node -e \"require('fs').writeFileSync('built', '')\"";
    writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts: { build } }));
    if (before) {
      mkdirSync(join(folder, "dist/cli"), { recursive: true });
      writeFileSync(join(folder, "dist/cli/bin.js"), "");
    }
    const env = { PATH: process.env.PATH, HOME: folder, npm_command: command };
    execFileSync(process.execPath, [resolve("scripts/prepare.mjs")], { cwd: folder, env, stdio: "pipe" });
    expect(existsSync(join(folder, "built"))).toBe(builds);
  });
});
