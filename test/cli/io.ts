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
    /** How wide the terminal is. Default: 60. */
    readonly columns?: number;
    /** What the person at the terminal writes, line by line. */
    readonly answers?: readonly string[];
  } = {},
): Recorded {
  const { env = {}, cwd = process.cwd(), terminal = false, columns = 60 } = some;
  const written = { out: "", err: "" };
  const controller = new AbortController();
  const lines = [...(some.answers ?? [])];
  const stdin = { isTTY: some.answers !== undefined, forget: async () => {}, readLine: async () => lines.shift() };
  const sink = (name: "out" | "err") => ({
    isTTY: terminal,
    columns: terminal ? columns : undefined,
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
