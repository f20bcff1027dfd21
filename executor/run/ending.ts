import { checkEnd, type Policy } from "../../policy/index.js";
import type { Run } from "../../sandbox/index.js";
import type { FullOptions } from "../options.js";
import type { Ending } from "../result.js";
import type { Secrets } from "../secrets.js";
import { type CallState, counting } from "./call-state.js";
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
  const missed = past.outcomes[replayed];
  if (missed !== undefined) {
    const how = "it ended before it made this call, which the journal has";
    return { outcome: "failed", problem: diverged(missed.call, how) };
  }
  if (!end.ok) {
    const { message, ...problem } = faultOf(end.fault, options.turnMs);
    return { outcome: "failed", problem: { ...problem, message: secrets.hideText(message) } };
  }
  const counted = counting(calls);
  const [breach] = checkEnd(
    policy,
    counted.map(({ seen }) => seen),
  );
  const value = end.value ?? null;
  if (breach === undefined) return { outcome: "done", value, shown: secrets.hide(value, true) };
  const { code, message } = breach;
  // A rule that wants a call may have none to point at.
  const call = counted[breach.call]?.number;
  return { outcome: "failed", problem: { code, message, ...(call !== undefined && { call }) } };
}
