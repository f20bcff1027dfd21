import type { Sandbox } from "../../sandbox/index.js";
import type { Validators } from "../../validation/index.js";
import type { VerifiedPlan } from "../../verifier/index.js";
import type { Head } from "../journal/entry.js";
import type { OpenJournal } from "../journal/journal.js";
import type { FullOptions } from "../options.js";
import type { Teller } from "../progress/teller.js";
import type { Ending, RunResult } from "../result.js";
import type { Secrets } from "../secrets.js";
import type { Past } from "./past.js";

/** All that a run is played with. */
export interface Scene {
  readonly plan: VerifiedPlan;
  readonly options: FullOptions;
  readonly sandbox: Sandbox;
  readonly validators: Validators;
  readonly journal: OpenJournal;
  readonly head: Head;
  readonly past: Past;
  readonly secrets: Secrets;
  readonly teller: Teller;
}

export interface Played extends Pick<RunResult, "calls" | "logs"> {
  readonly ending: Ending;
}

/** The idempotency key of the call of that number: the same whenever the run makes it. */
export function keyOf({ run }: Head, call: number): string {
  return `${run}:${call}`;
}
