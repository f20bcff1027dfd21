import type { Json, ToolSpec } from "../toolspecs/index.js";
import type { Provenance } from "../verifier/index.js";
import type { Decision } from "./journal/entry.js";

/** What a person is asked about a call. */
export interface Question {
  /**
   * `approval`: whether it may be made. `stale`: whether it may be made although what it rests on is no longer so. `unknown`:
   * what became of it, for it was begun and nobody saw its end. `value`: what the plan asks a person; the answer is a value of the
   * output schema of the tool.
   */
  readonly about: "approval" | "stale" | "unknown" | "value";
  /** Number of the call in the run, from 1. */
  readonly call: number;
  readonly tool: ToolSpec;
  /** Less what is secret. */
  readonly args: Json;
  /** Where the arguments come from: the entry for the place of the call, or one for each place that calls the tool where that is not known. */
  readonly provenance: readonly Provenance[];
  /** Why the end is not known, what changed, or what was wrong with the answer before. */
  readonly reason?: string;
}

/** `later`: nobody can say now, and the run may be left. `stop`: leave it at once. Both can be resumed. */
export type Answer = Decision | { readonly say: "later" } | { readonly say: "stop" };

/** Asks. May be asked again before it has answered, about another call. Aborted when no answer is needed any longer. */
export type Approve = (question: Question, signal: AbortSignal) => Promise<Answer>;

/** Whether an answer is one to the question. */
export function fits({ say }: Answer, { about }: Pick<Question, "about">): boolean {
  return answers[about].some((one) => one === say);
}

const answers: { readonly [About in Question["about"]]: readonly Decision["say"][] } = {
  approval: ["approve", "deny"],
  stale: ["approve", "deny"],
  unknown: ["again", "failed", "happened"],
  // Whoever does not want to answer says so: the program sees an error.
  value: ["value", "deny"],
};
