import type { Failed, FailureCode } from "../completion.js";

/** How long a server is left alone after it failed. */
export interface Rest {
  readonly ms: number;
  /** The server asked for it. A guess of ours gives way where nobody else is awake. */
  readonly asked: boolean;
}

/** A server that asks for longer is looked at once an hour all the same: clocks and operators err. */
const longestMs = 3_600_000;
const firstMs = 500;
const longestGuessMs = 30_000;

/** It was set up for something else, or not at all; that takes a person. */
const misconfigured: ReadonlySet<FailureCode> = new Set([
  "model_key",
  "model_unknown",
  "model_no_completion",
  "model_refuses_hint",
]);
const misconfiguredMs = 60_000;

/** `inARow`: failures since it last answered, this one included. `undefined`: it answers other questions as before. */
export function restAfter(
  { code, retryAfterMs }: Pick<Failed, "code" | "retryAfterMs">,
  inARow: number,
): Rest | undefined {
  if (code === "model_refuses_request") return undefined;
  if (retryAfterMs !== undefined) return { ms: Math.min(retryAfterMs, longestMs), asked: true };
  if (misconfigured.has(code)) return { ms: misconfiguredMs, asked: false };
  return { ms: Math.min(longestGuessMs, firstMs * 2 ** (inARow - 1)), asked: false };
}

/** Whether another server may do better: one that is busy, broken, gone or set up wrongly says nothing of the others. */
export function isOfTheServer(code: FailureCode): boolean {
  return elsewhere.has(code);
}

const elsewhere: ReadonlySet<FailureCode> = new Set([
  ...misconfigured,
  "model_unreachable",
  "model_busy",
  "model_broken",
  "model_timeout",
  "model_floods",
  // Servers differ in the fields that they take and in how long a question may be.
  "model_refuses_request",
]);
