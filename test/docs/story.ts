import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import ts from "typescript";

/** A folder in which a page is followed from its first line to its last, as a reader with a fresh clone would. */
export interface Story {
  readonly folder: string;
  write(file: string, text: string): void;
  /** Every line of a shell block, in one shell. */
  shell(script: string): Ended;
  program(source: string): Ended;
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

export function openStory(): Story {
  const folder = mkdtempSync(join(tmpdir(), "holdshort-docs-"));
  cpSync("examples", join(folder, "examples"), { recursive: true });
  installed(folder);
  const commands = shims(folder);
  const env = { PATH: `${commands}:${process.env.PATH ?? ""}`, HOME: folder, NO_COLOR: "1" };
  const ended = (command: string, argv: readonly string[]): Ended => {
    const { status, stdout, stderr } = spawnSync(command, argv, { cwd: folder, env, encoding: "utf8", input: "" });
    return { code: status, output: stdout + stderr };
  };
  return {
    folder,
    write: (file, text) => writeFileSync(join(folder, file), text),
    shell: (script) => ended("bash", ["-c", `set -e\n${script}`]),
    program(source) {
      const file = join(folder, "program.mjs");
      writeFileSync(file, ts.transpile(source, { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }));
      return ended(process.execPath, [file]);
    },
  };
}

/** The packages that a clone would have, and holdshort among them as in the project of somebody who installed it. */
export function installed(folder: string): void {
  const packages = join(folder, "node_modules");
  mkdirSync(packages);
  for (const name of ["@modelcontextprotocol", "@types", "typescript"]) {
    symlinkSync(resolve("node_modules", name), join(packages, name));
  }
  symlinkSync(resolve("."), join(packages, "holdshort"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
}

/** `holdshort` and `npx holdshort` run the build; what installs is taken as done. */
function shims(folder: string): string {
  const commands = join(folder, ".commands");
  mkdirSync(commands);
  const run = `exec ${process.execPath} ${resolve("dist/cli/bin.js")}`;
  const shim = (name: string, text: string) =>
    writeFileSync(join(commands, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  shim("holdshort", `${run} "$@"`);
  // npx tells what it starts so.
  shim("npx", `[ "$1" = holdshort ] || exit 127\nshift\nexport npm_command=exec\n${run} "$@"`);
  shim("npm", "exit 0");
  return commands;
}
