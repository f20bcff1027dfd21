import type { Policy } from "../policy/index.js";
import type { Catalogue } from "../toolspecs/index.js";
import type { Explanation, Missing, Rejected, Usage } from "../verifier/index.js";
import type { Round } from "./round.js";

/** What a proposer is asked: a goal and the tools it may write into a program. */
export interface Task {
  readonly goal: string;
  readonly catalogue: Catalogue;
  /** What programs will be held to, for whoever wants to write ones that keep it. */
  readonly policy?: Policy | undefined;
  /** What another planner found, for one that may know better. */
  readonly hint?: string | undefined;
  /** The same for all that is asked for one plan, and for nothing else: servers keep together what belongs together. */
  readonly job?: string | undefined;
  /** Absent: the first and only one. */
  readonly round?: Round | undefined;
}

/** Writes programs and is trusted with nothing: all it says goes through `verify`. */
export interface Proposer {
  readonly name: string;
  /** Asked the same again it may say something else, so that it is worth asking several times at once. */
  readonly varies?: boolean;
  /** `rejected` holds every earlier try of this task, oldest first. */
  propose(task: Task, rejected: readonly Rejected[], signal?: AbortSignal): Promise<Proposal>;
}

/** What a proposer says beside its program. */
export interface Aside {
  /** What a reader of the program should know of how it came about. */
  readonly notes?: readonly string[];
  /** Who wrote it, where that is not the proposer itself. */
  readonly planner?: string;
  /** Why it is this program; for whoever asked. */
  readonly explanation?: Explanation;
}

export type Proposal =
  | (Aside & { readonly kind: "program"; readonly source: string; readonly usage: Usage })
  | { readonly kind: "abstain"; readonly missing: readonly Missing[]; readonly usage: Usage };
