import { visible } from "../report/index.js";
import { HoldshortError, type Outcome } from "../toolspecs/index.js";
import type { ExitCode } from "./context.js";
import { type Io, variable } from "./io.js";
import { jsonText } from "./json-text.js";
import { parse } from "./parse.js";
import type { Parts } from "./parts.js";
import { type Problem, problemJson, problemText } from "./problem.js";

/** Exit codes beside those of the commands. 130 and 143 are what shells give a program that a signal ended. */
const badInput = 2;
const bug = 70;
const interrupted = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs one command line and resolves to its exit code. Everything it touches comes with `io` and `parts`. */
export async function main(argv: readonly string[], io: Io, parts: Parts): Promise<number> {
  try {
    const outcome = await run(argv, io, parts);
    // A run has said how it stands.
    if (io.signal.aborted) return outcome.ok ? signalCode(io) : stopped(io);
    return outcome.ok ? outcome.value : complain(argv, io, outcome.issues);
  } catch (error) {
    if (io.signal.aborted) return stopped(io);
    if (error instanceof HoldshortError) return complain(argv, io, error.issues);
    return ownFault(error, io);
  }
}

async function run(argv: readonly string[], io: Io, parts: Parts): Promise<Outcome<ExitCode, Problem>> {
  const parsed = await parse(argv, io);
  if (!parsed.ok) return parsed;
  if (parsed.value.kind === "work") return parsed.value.work({ io, parts });
  io.stdout.write(parsed.value.text);
  return { ok: true, value: 0 };
}

function complain(argv: readonly string[], io: Io, problems: readonly Problem[]): number {
  io.stderr.write(problemText(problems));
  if (asksForJson(argv)) io.stdout.write(jsonText(problemJson(problems)));
  return badInput;
}

/** Read by hand, because a command line that cannot be parsed may still have asked for JSON. */
function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return (end === -1 ? argv : argv.slice(0, end)).includes("--json");
}

/** Whoever reads the output finds none, and is told why. */
function stopped(io: Io): number {
  io.stderr.write(stoppedWords(String(io.signal.reason)));
  return signalCode(io);
}

export function stoppedWords(signal: string): string {
  return `holdshort: stopped by ${signal} before it was done, so there is no result.\n`;
}

function signalCode({ signal }: Io): number {
  const reason: unknown = signal.reason;
  return reason === "SIGTERM" || reason === "SIGHUP" ? interrupted[reason] : interrupted.SIGINT;
}

/** Told apart from bad input, so that nobody looks for the mistake on their side. */
export function ownFault(error: unknown, { stderr, env }: Pick<Io, "stderr" | "env">): number {
  const message = error instanceof Error ? error.message : String(error);
  stderr.write(`holdshort: this is a bug in holdshort, please report it: ${visible(message)}\n`);
  if (variable(env, "HOLDSHORT_DEBUG") === "1" && error instanceof Error) stderr.write(`${error.stack ?? ""}\n`);
  else stderr.write("holdshort: set HOLDSHORT_DEBUG=1 to see where it happened.\n");
  return bug;
}
