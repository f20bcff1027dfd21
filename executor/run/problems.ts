import type { Run } from "../../sandbox/index.js";
import type { ToolSpec } from "../../toolspecs/index.js";
import type { End } from "../journal/entry.js";
import type { Ending, Problem } from "../result.js";
import type { Secrets } from "../secrets.js";

// What runs say when they cannot go on. People read it when something is half done.

export const interruption = "The run was interrupted. What was done is in the journal; resume the run to go on.";

export function diverged(call: number, how: string): Problem {
  const message = `The program does not do what it did when the journal was written: at call ${call} ${how}. Nothing was done. The journal or the plan in it was changed; make a new run for what is left to do.`;
  return { code: "diverged", message, call, resumable: true };
}

export function unusable({ server, name }: ToolSpec, why: string): Problem {
  const message = `${server}/${name} gave an answer that cannot be used: ${why}. The call was made, and nothing was done after it.`;
  return { code: "too_large", message };
}

export function faultOf({ code, message }: Extract<Run["end"], { ok: false }>["fault"], turnMs: number): Problem {
  if (code === "stopped")
    return {
      code: "time",
      message: `The program computed for more than ${turnMs / 1000} s without a call. Repair it.`,
    };
  return { code, message: code === "threw" ? `The plan gave up: ${message}` : message };
}

export function unwritten(reason: string): Problem {
  const message = `The journal cannot be written (${reason}), so nothing more is done. Make room for it, and resume the run.`;
  return { code: "journal_unwritable", message, resumable: true };
}

/** The journal refused an entry, and the run was ended for it. */
export class Unwritten extends Error {}

export function notReplayable(tool: string, call: number): Problem {
  const message = `The answer of ${tool} held a secret, so it is not in the journal, and it cannot be had again. This run cannot be gone on with; make a new one for what is left to do.`;
  return { code: "not_replayable", message, call, resumable: true };
}

/** How an ending is written down. */
export function endEntry(ending: Ending, secrets: Secrets): End["end"] | undefined {
  if (ending.outcome === "done") return { outcome: "done", value: ending.shown };
  if (ending.outcome !== "failed") return undefined;
  const { code, message } = ending.problem;
  return { outcome: "failed", code, message: secrets.hideText(message) };
}

/** What the plan gets to know of a call that a person denied. */
export function denial(tool: string, reason = ""): string {
  return `${tool} was not called: a person denied it${reason === "" ? "" : ` (${reason})`}.`;
}
