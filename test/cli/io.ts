import type { Environment, Io } from "#dist/cli/io.js";

export interface Recorded {
  readonly io: Io;
  readonly out: () => string;
  readonly err: () => string;
  readonly interrupt: (signal: "SIGINT" | "SIGTERM") => void;
}

/** A process made of strings. */
export function recorded(
  some: {
    readonly env?: Environment;
    readonly cwd?: string;
    readonly terminal?: boolean;
    /** What the person at the terminal writes, line by line. */
    readonly answers?: readonly string[];
  } = {},
): Recorded {
  const { env = {}, cwd = process.cwd(), terminal = false } = some;
  const written = { out: "", err: "" };
  const controller = new AbortController();
  const lines = [...(some.answers ?? [])];
  const stdin = { isTTY: some.answers !== undefined, forget: async () => {}, readLine: async () => lines.shift() };
  const sink = (name: "out" | "err") => ({
    isTTY: terminal,
    columns: terminal ? 60 : undefined,
    write: (text: string) => {
      written[name] += text;
    },
  });
  return {
    io: { stdin, stdout: sink("out"), stderr: sink("err"), env, cwd, signal: controller.signal },
    out: () => written.out,
    err: () => written.err,
    interrupt: (signal) => controller.abort(signal),
  };
}
