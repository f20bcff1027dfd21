import type { Gauges } from "../../planner/model/fleet/metrics.js";
import type { Ask } from "./ask.js";
import type { Events } from "./events.js";
import { Memory, type Retention } from "./memory.js";

/** What a model server can do: continuous batching with chunked prefill, by its rates. */
export interface Hardware {
  /** Tokens that the memory for KV caches holds. */
  readonly tokens: number;
  /** Requests in the batch, at most. */
  readonly batch: number;
  /** Of one step: fixed, and for each request that it decodes a token of. Seconds. */
  readonly stepSeconds: number;
  readonly perRequestSeconds: number;
  /** Tokens a second, and in one step at most. */
  readonly prefillRate: number;
  readonly chunk: number;
}

/** About a model of 8 billion parameters on one large GPU. */
export const usualHardware: Hardware = {
  tokens: 40_000,
  batch: 32,
  stepSeconds: 0.01,
  perRequestSeconds: 0.0002,
  prefillRate: 10_000,
  chunk: 2_048,
};

export interface Waiting {
  readonly ask: Ask;
  readonly since: number;
}

/** Who goes first: negative, `a`. */
export type Order = (a: Waiting, b: Waiting, memory: Memory) => number;

interface Running {
  readonly ask: Ask;
  toPrefill: number;
  decoded: number;
}

export interface Work {
  prefilled: number;
  cached: number;
  decoded: number;
}

/** A simulated server. A request gets the memory for its whole answer at once, so that none is preempted. */
export class Server {
  readonly memory: Memory;
  readonly work: Work = { prefilled: 0, cached: 0, decoded: 0 };
  private waiting: Waiting[] = [];
  private running: Running[] = [];
  private isStepping = false;

  constructor(
    private readonly events: Events,
    private readonly hardware: Hardware,
    private readonly policy: { readonly order: Order; readonly retention: Retention },
  ) {
    this.memory = new Memory(hardware.tokens, () => events.now);
  }

  get gauges(): Gauges {
    const { tokens } = this.hardware;
    const running = this.running.length;
    return { running, waiting: this.waiting.length, used: this.memory.held / tokens, tokens };
  }

  take(ask: Ask): void {
    // It would wait for ever, and everybody behind it.
    if (ask.context + ask.output > this.hardware.tokens) throw new Error("The request is larger than the memory.");
    this.policy.retention.returned?.(ask, this.events.now);
    this.waiting.push({ ask, since: this.events.now });
    if (!this.isStepping) this.step();
  }

  private step(): void {
    this.admit();
    this.isStepping = this.running.length > 0;
    if (!this.isStepping) return;
    const { stepSeconds, perRequestSeconds, prefillRate, chunk } = this.hardware;
    let left = chunk;
    const decoding = this.running.filter(({ toPrefill }) => toPrefill === 0);
    const begun: Running[] = [];
    for (const one of this.running) {
      const now = Math.min(left, one.toPrefill);
      if (now > 0 && now === one.toPrefill) begun.push(one);
      one.toPrefill -= now;
      left -= now;
    }
    this.work.prefilled += chunk - left;
    const seconds = stepSeconds + perRequestSeconds * decoding.length + (chunk - left) / prefillRate;
    this.events.at(this.events.now + seconds, () => this.stepped([...decoding, ...begun], begun));
  }

  /** The step that reads the last of a prompt writes the first token of its answer. */
  private stepped(wrote: readonly Running[], begun: readonly Running[]): void {
    const { now } = this.events;
    for (const one of wrote) one.decoded++;
    this.work.decoded += wrote.length;
    for (const { ask } of begun) ask.onFirst?.(now);
    const done = wrote.filter(({ ask, decoded }) => decoded >= ask.output);
    this.running = this.running.filter((one) => !done.includes(one));
    for (const { ask } of done) {
      this.memory.finish(ask, this.policy.retention.keepSeconds(ask, now));
      ask.onDone(now);
    }
    this.step();
  }

  private admit(): void {
    while (this.waiting.length > 0 && this.running.length < this.hardware.batch) {
      const [next] = this.waiting.toSorted((a, b) => this.policy.order(a, b, this.memory) || a.since - b.since);
      if (next === undefined) return;
      const cached = this.memory.begin(next.ask, this.running.length === 0);
      if (cached === undefined) return;
      this.policy.retention.waited?.(this.events.now - next.since);
      this.waiting = this.waiting.filter((one) => one !== next);
      this.work.cached += cached;
      this.running.push({ ask: next.ask, toPrefill: next.ask.context - cached, decoded: 0 });
    }
  }
}
