import type { Proposer } from "../planner/index.js";
import type { Outcome } from "../toolspecs/index.js";
import type { Verifier } from "../verifier/index.js";
import type { Share } from "./share.js";

/** A public benchmark: where its cases are, and the authors' rule by which one is scored. To add one, see `table.ts`. */
export interface Benchmark {
  readonly name: string;
  /** What it asks of a planner, in a line. */
  readonly about: string;
  /** Reads the cases from the benchmark's folder. Nothing is copied or changed. */
  read(folder: string): Outcome<readonly Case[], DataIssue>;
  /** Measures beside accuracy, over cases of one file or of all. */
  figures?(attempts: readonly Attempt[]): Readonly<Record<string, Share>>;
}

/** What keeps a benchmark from being read. */
export interface DataIssue {
  readonly code: "not_found" | "unreadable";
  readonly place: string;
  readonly message: string;
}

export interface Case {
  readonly id: string;
  /** The part of the benchmark it belongs to: results are given for each. */
  readonly file: string;
  /** Tries the case and says how it ended. A planner that crashes ends its case and no other. */
  attempt(setting: Setting): Promise<Attempt>;
}

export interface Setting {
  readonly proposer: Proposer;
  readonly verifier: Pick<Verifier, "verify">;
  readonly signal?: AbortSignal | undefined;
}

/** `planned` and `rejected` are answers; in the other endings there is none. */
export type Ending = "planned" | "abstained" | "rejected" | "unreadable" | "crashed";

export interface Attempt {
  readonly ending: Ending;
  readonly correct: boolean;
  /** What is wrong, or what was missing. */
  readonly why: string;
  /** Time the planner took, milliseconds. */
  readonly ms: number;
  /** What `figures` counts. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** How often something was counted. */
export function sumOf(attempts: readonly Attempt[], name: string): number {
  return attempts.reduce((sum, { counts }) => sum + (counts?.[name] ?? 0), 0);
}

export interface Done {
  readonly case: Case;
  readonly attempt: Attempt;
}
