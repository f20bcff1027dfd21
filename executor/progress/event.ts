import type { Json } from "../../toolspecs/index.js";
import type { Ask, Decision } from "../journal/entry.js";
import type { CallReport, RunResult } from "../result.js";

interface OfCall {
  /** Number of the call in the run, from 1. */
  readonly call: number;
  readonly tool: string;
  readonly server: string;
  /** ms since the epoch. */
  readonly at: number;
}

/** What happens in a run, told when it is safely written down. Arguments are less what is secret; results stand in the journal. */
export type RunEvent =
  /** `resumed`: the journal held a part of the run already. */
  | { readonly kind: "run_started"; readonly run: string; readonly resumed: boolean; readonly at: number }
  /** The program got back what the journal has; nothing was called now. `at`: when it happened. */
  | (OfCall & { readonly kind: "call_replayed"; readonly outcome: CallReport["outcome"] })
  /** A person is asked about the call. */
  | (OfCall & { readonly kind: "call_waiting"; readonly about: Ask["about"]; readonly args: Json })
  | (OfCall & { readonly kind: "call_answered"; readonly say: Decision["say"] })
  | (OfCall & { readonly kind: "call_started"; readonly args: Json })
  | (OfCall & { readonly kind: "call_ended"; readonly outcome: CallReport["outcome"] })
  /** The last one, whatever became of the run. */
  | { readonly kind: "run_ended"; readonly outcome: RunResult["outcome"]; readonly at: number }
  /** So many events came faster than they were taken, and are lost. */
  | { readonly kind: "missed"; readonly events: number };
