import type { Outcome } from "../toolspecs/index.js";
import type { Verdict } from "../verifier/index.js";
import type { Io } from "./io.js";
import type { Parts } from "./parts.js";
import type { Problem } from "./problem.js";

export interface Context {
  readonly io: Io;
  readonly parts: Parts;
}

/** What a command that ran tells scripts. 2 is for problems: most of them are told in place of an answer; `doctor` looks for them, and a verdict may hold one. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

const exitCodes = { passed: 0, rejected: 1, abstained: 3 } as const;

/** Why a model could not be asked. That is no answer to the goal: with the server mended, the same command may bring a plan. */
const unasked = new Set<string | undefined>([
  "model_unreachable",
  "model_key",
  "model_unknown",
  "model_busy",
  "model_broken",
  "model_refuses_request",
  "model_refuses_hint",
  "model_timeout",
  "model_no_completion",
  "model_not_loaded",
  "model_fleet_down",
]);

export function exitCode(verdict: Verdict): ExitCode {
  const isUnasked = verdict.outcome === "abstained" && verdict.missing.every(({ code }) => unasked.has(code));
  return isUnasked ? 2 : exitCodes[verdict.outcome];
}

/** A command with its flags read, ready to run. A problem ends it with exit code 2. */
export type Work = (context: Context) => Promise<Outcome<ExitCode, Problem>>;

/** Takes what the command line asked for. */
export type Choose = (work: Work) => void;
