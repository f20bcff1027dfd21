import type { VerifiedPlan } from "../../verifier/index.js";
import type { RunResult } from "../result.js";
import type { RunEvent } from "./event.js";
import { Feed } from "./feed.js";
import { RunSpans } from "./spans.js";

/** Events kept for a reader that does not take them. */
const most = 1_000;

export function runFeed(): Feed<RunEvent> {
  return new Feed<RunEvent>({ most, gap: (events) => ({ kind: "missed", events }) });
}

/** Whoever looks on at a run: readers of its events, and spans. */
export interface Watch {
  readonly spans: RunSpans;
  hear(event: RunEvent): void;
}

/** Does a run before the eyes of those who look on. */
export async function watched(
  plan: VerifiedPlan,
  { feed, now }: { readonly feed: Feed<RunEvent>; readonly now: () => number },
  run: (watch: Watch) => Promise<RunResult>,
): Promise<RunResult> {
  const spans = new RunSpans(plan);
  const hear = (event: RunEvent) => {
    spans.hear(event);
    feed.push(event);
  };
  let result: RunResult | undefined;
  try {
    result = await run({ spans, hear });
    feed.push({ kind: "run_ended", outcome: result.outcome, at: now() });
    return result;
  } finally {
    spans.end(result);
    feed.close();
  }
}
