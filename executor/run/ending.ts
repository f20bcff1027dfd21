import { checkEnd, type Policy } from "../../policy/index.js";
import type { Run } from "../../sandbox/index.js";
import type { FullOptions } from "../options.js";
import type { Ending } from "../result.js";
import type { Secrets } from "../secrets.js";
import { type CallState, historyOf } from "./call-state.js";
import type { Past } from "./past.js";
import { diverged, faultOf } from "./problems.js";

interface Course {
  readonly calls: readonly CallState[];
  readonly policy: Policy;
  readonly past: Past;
  /** How many outcomes of the past the program got back. */
  readonly replayed: number;
  readonly options: Pick<FullOptions, "turnMs">;
  readonly secrets: Secrets;
}

/** How a run ended that nobody ended before. */
export function endingOf({ end }: Run, { calls, policy, past, replayed, options, secrets }: Course): Ending {
  if (replayed < past.outcomes.length) {
    const call = past.outcomes[replayed]?.call ?? 0;
    return { outcome: "failed", problem: diverged(call, "it ended before it made this call, which the journal has") };
  }
  if (!end.ok) {
    const { message, ...problem } = faultOf(end.fault, options.turnMs);
    return { outcome: "failed", problem: { ...problem, message: secrets.hideText(message) } };
  }
  const [breach] = checkEnd(policy, historyOf(calls));
  const value = end.value ?? null;
  if (breach === undefined) return { outcome: "done", value, shown: secrets.hide(value, true) };
  return { outcome: "failed", problem: { code: breach.code, message: breach.message, call: breach.call } };
}
