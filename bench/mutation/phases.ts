import { type Issue, issueTable } from "../../verifier/index.js";

/** What killed a mutant: the compiler (with the plan form), the analysis of the program, or its runs in generated worlds. */
export type Phase = "types" | "flow" | "laws";

export const phases: readonly Phase[] = ["types", "flow", "laws"];

/** The judge's own phases, as columns of the report. One that nobody placed counts as flow: it asks a program without running it. */
const columns: ReadonlyMap<string, Phase> = new Map<string, Phase>([
  ["subset", "types"],
  ["types", "types"],
  ["flow", "flow"],
  ["laws", "laws"],
]);

/** An issue with a counterexample comes from a run, whatever its kind. */
export function phaseOf({ code, counterexample }: Pick<Issue, "code" | "counterexample">): Phase {
  return counterexample !== undefined ? "laws" : (columns.get(issueTable[code].phase) ?? "flow");
}
