import { issueTable, type Rejected } from "../verifier/index.js";

// How rejections compare: which of several programs is worth mending, and whether mending meets the same again.

const phases = ["subset", "types", "flow", "laws"];

/** The further a program got through the phases the better, and the fewer its errors. */
export function meritOf({ issues }: Rejected): number {
  const errors = issues.filter(({ severity }) => severity === "error");
  const first = errors[0];
  const phase = first === undefined ? 0 : phases.indexOf(issueTable[first.code].phase);
  return phase - Math.min(errors.length, 99) / 100;
}

/** Equal for rejections whose first errors have the same code and stand in the same words but for names and numbers. */
export function kindOf({ issues }: Rejected): string {
  const error = issues.find(({ severity }) => severity === "error");
  return error === undefined ? "" : `${error.code} ${error.message.replace(/[\d"'`].*$/su, "")}`;
}
