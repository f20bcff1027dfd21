import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import { recorded } from "./io.js";
import { answering } from "./parts.js";

async function script(shell: string): Promise<string> {
  const run = recorded();
  expect(await main(["completion", shell], run.io, answering())).toBe(0);
  return run.out();
}

/** What bash offers behind a line, by really asking it. */
async function offered(line: string): Promise<readonly string[]> {
  const words = line.split(" ");
  const ask = `${await script("bash")}
COMP_WORDS=(${words.map((word) => `"${word}"`).join(" ")}); COMP_CWORD=${words.length - 1}
_holdshort; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["--norc", "-c", ask], { encoding: "utf8" }).split("\n").filter(Boolean);
}

test("bash offers commands, the commands of commands, flags and choices", async () => {
  expect(await offered("holdshort dr")).toEqual(["dry-run"]);
  expect(await offered("holdshort tools ")).toEqual(["list", "types"]);
  expect(await offered("holdshort tools list --sh")).toEqual(["--shapes"]);
  expect(await offered("holdshort dry-run goal --planner ")).toEqual(["auto", "search", "model"]);
  expect(await offered("holdshort completion ")).toEqual(["bash", "fish", "zsh"]);
});

test("bash leaves files to itself where a file is due", async () => {
  expect(await offered("holdshort verify --policy ")).toEqual([]);
});

test.each([
  ["bash", "-n"],
  ["zsh", "-n"],
  ["fish", "--no-execute"],
])("%s takes the script, where there is such a shell", async (shell, flag) => {
  const file = join(await mkdtemp(join(tmpdir(), "holdshort-")), "script");
  await writeFile(file, await script(shell));
  const { error, stderr } = spawnSync(shell, [flag, file], { encoding: "utf8" });
  expect(stderr ?? "").toBe("");
  if (error !== undefined) expect(error.message).toContain("ENOENT");
});

test.skipIf(spawnSync("fish", ["--version"]).error !== undefined)("fish offers what bash offers", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "holdshort-")), "script.fish");
  await writeFile(file, await script("fish"));
  const ask = (line: string) =>
    execFileSync("fish", ["--no-config", "-c", `source ${file}; complete -C '${line}'`], { encoding: "utf8" });
  expect(ask("holdshort tools ")).toMatch(/^list\t.*\ntypes\t.*\n$/);
  expect(ask("holdshort dry-run goal --planner ")).toMatch(/^auto\t?.*\nmodel\t?.*\nsearch\t?.*\n$/);
});

test("another shell is refused with the ones there are", async () => {
  const run = recorded({ cwd: await mkdtemp(join(tmpdir(), "holdshort-")) });
  expect(await main(["completion", "tcsh"], run.io, answering())).toBe(2);
  expect(run.err()).toContain("Allowed choices are bash, fish, zsh");
});
