import type { Task } from "../proposer.js";
import type { Line, Work } from "./chat.js";

/** What the questions of a task are part of; nothing where nobody said which plan it is for. */
export function workOf({ job, round }: Pick<Task, "job" | "round">): Work | undefined {
  if (job === undefined) return undefined;
  return { job, candidate: round?.candidate ?? 0, step: "verify", isLast: round?.isLast ?? false };
}

/** How the answers to a task's questions come in. */
export function lineOf({ round }: Pick<Task, "round">, signal: AbortSignal | undefined): Line {
  const { msLeft, mayCall } = round ?? {};
  return {
    signal,
    ...(msLeft !== undefined && { msLeft }),
    ...(mayCall !== undefined && { mayCall }),
    onText: (characters, server) => round?.onText?.(characters, server),
  };
}
