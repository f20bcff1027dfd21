import { worthKeepingMs } from "../../planner/model/server/pauses.js";
import type { Retention } from "./memory.js";
import type { Order } from "./server.js";

export interface RetentionPolicy {
  readonly name: string;
  readonly order: Order;
  /** One for each server. */
  retention(): Retention;
}

const byArrival: Order = (a, b) => a.since - b.since;
const byProgram: Order = (a, b) => a.ask.jobBegan - b.ask.jobBegan;
/** Continuum: first those whose cache is held for them, then by the start of the program. */
const pinnedFirst: Order = (a, b, memory) =>
  Number(memory.isPinned(b.ask.job)) - Number(memory.isPinned(a.ask.job)) || byProgram(a, b, memory);

function keeping(seconds: number): () => Retention {
  return () => ({ keepSeconds: ({ tool }) => (tool === undefined ? 0 : seconds) });
}

/** What is compared, plainest first. */
export const retentionPolicies: readonly RetentionPolicy[] = [
  { name: "first come, first served", order: byArrival, retention: keeping(0) },
  { name: "earlier programs first", order: byProgram, retention: keeping(0) },
  { name: "keep until return", order: pinnedFirst, retention: keeping(1e9) },
  { name: "keep 2 s", order: pinnedFirst, retention: keeping(2) },
  { name: "keep by worth", order: pinnedFirst, retention: byWorth },
];

/** With eta of Continuum fixed, as programs here are of about the same length. */
const eta = 0.9;
const mostSamples = 100;
/** Until then, as the paper has it, 2 s. */
const fewest = 30;

/** Continuum's rule: keep as long as the chance of an early return outweighs what is held, learned as it goes. */
function byWorth(): Retention {
  const pauses: number[] = [];
  const waits: number[] = [];
  const left = new Map<number, number>();
  const learn = (all: number[], value: number) => {
    all.push(value);
    if (all.length > mostSamples) all.shift();
  };
  return {
    keepSeconds(ask, now) {
      if (ask.tool === undefined) return 0;
      left.set(ask.job, now);
      if (pauses.length < fewest) return 2;
      const queue = waits.reduce((sum, wait) => sum + wait, 0) / Math.max(1, waits.length);
      const reload = (ask.context + ask.output) / 10_000;
      return worthKeepingMs(pauses, queue * eta + reload);
    },
    returned(ask, now) {
      const since = left.get(ask.job);
      if (since !== undefined) learn(pauses, now - since);
    },
    waited: (seconds) => learn(waits, seconds),
  };
}
