import type { Catalogue } from "../toolspecs/index.js";
import type { Missing, Rejected, Usage } from "../verifier/index.js";

/** What a proposer is asked: a goal and the tools it may write into a program. */
export interface Task {
  readonly goal: string;
  readonly catalogue: Catalogue;
}

/** Writes programs and is trusted with nothing: all it says goes through `verify`. */
export interface Proposer {
  readonly name: string;
  /** `rejected` holds every earlier try of this task, oldest first. */
  propose(task: Task, rejected: readonly Rejected[], signal?: AbortSignal): Promise<Proposal>;
}

export type Proposal =
  | {
      readonly kind: "program";
      readonly source: string;
      readonly usage: Usage;
      /** What a reader of the program should know of how it came about. */
      readonly notes?: readonly string[];
    }
  | { readonly kind: "abstain"; readonly missing: readonly Missing[]; readonly usage: Usage };
