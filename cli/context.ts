import type { Outcome } from "../toolspecs/index.js";
import type { Verdict } from "../verifier/index.js";
import type { Io } from "./io.js";
import type { Parts } from "./parts.js";
import type { Problem } from "./problem.js";

export interface Context {
  readonly io: Io;
  readonly parts: Parts;
}

/** What a command that ran tells scripts. 2 is otherwise for problems; only `doctor`, which looks for them, ends well with it. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

const exitCodes = { passed: 0, rejected: 1, abstained: 3 } as const;

/** A plan that cannot be judged because of a tool's schema is a problem with the tools. */
export function exitCode({ outcome, issues }: Verdict): ExitCode {
  const errors = issues.filter(({ severity }) => severity === "error");
  const isToolsFault = errors.length > 0 && errors.every(({ code }) => code === "unusable_schema");
  return outcome === "rejected" && isToolsFault ? 2 : exitCodes[outcome];
}

/** A command with its flags read, ready to run. A problem ends it with exit code 2. */
export type Work = (context: Context) => Promise<Outcome<ExitCode, Problem>>;

/** Takes what the command line asked for. */
export type Choose = (work: Work) => void;
