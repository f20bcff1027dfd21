import { spawn } from "node:child_process";
import { resolve } from "node:path";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const bin = resolve("dist/cli/bin.js");

/** The command as a person runs it, in a process of its own, with nothing of this machine's configuration. */
export function start(
  argv: readonly string[],
  some: {
    readonly cwd?: string;
    readonly node?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    /** In a process group of its own, as a shell starts it. */
    readonly detached?: boolean;
  } = {},
) {
  const env = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...some.env };
  const { cwd, detached = false } = some;
  const child = spawn(process.execPath, [...(some.node ?? []), bin, ...argv], { cwd, env, detached });
  const ended = new Promise<Ended>((done, fail) => {
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", fail);
    child.on("close", (code) => done({ code, stdout, stderr }));
  });
  return { child, ended };
}

export function holdshort(...argv: readonly string[]): Promise<Ended> {
  return start(argv).ended;
}
