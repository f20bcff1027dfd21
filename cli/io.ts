import type { Readable, Writable } from "node:stream";

/** What a command may touch of the process it runs in, handed over so that tests can hand over something else. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Where a person answers questions, if anybody does. */
  readonly stdin?: Answers;
  /** The streams as they are, for a protocol that takes both over. */
  readonly wire?: { readonly input: Readable; readonly output: Writable };
  readonly env: Environment;
  /** Paths on the command line are relative to this. */
  readonly cwd: string;
  /** Aborted with the name of the signal (`SIGINT`, `SIGTERM`, `SIGHUP`) that asked us to stop. */
  readonly signal: AbortSignal;
}

export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface Answers {
  readonly isTTY?: boolean | undefined;
  /** Drops what was written and not read: it was written for something else. */
  forget(): Promise<void>;
  /** The next line that is written after this was asked for; nothing when there will be none. */
  readLine(signal: AbortSignal): Promise<string | undefined>;
}

export interface Environment {
  readonly [name: string]: string | undefined;
}

/** A variable, unless it is unset or empty: an empty one is how people switch something off. */
export function variable(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

/** From a signal to the end of the process, whatever is still going on. A second signal ends it at once. */
export const graceMs = 3_000;
