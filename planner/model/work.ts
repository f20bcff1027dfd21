import type { Task } from "../proposer.js";
import type { Work } from "./chat.js";

/** What the questions of a task are part of; nothing where nobody said which plan it is for. */
export function workOf({ job, round }: Pick<Task, "job" | "round">): Work | undefined {
  if (job === undefined) return undefined;
  return { job, candidate: round?.candidate ?? 0, step: "verify", isLast: round?.isLast ?? false };
}
