import type { Ask } from "./ask.js";

/** What becomes of a conversation's cache while its tool runs. */
export interface Retention {
  /** From the end of this answer on nobody else gets its memory for so long; 0: it stays only as long as nobody needs the room. */
  keepSeconds(ask: Ask, now: number): number;
  /** The next turn of a job came in. */
  returned?(ask: Ask, now: number): void;
  /** A request waited for its place in the batch for so long. */
  waited?(seconds: number): void;
}

interface Kept {
  readonly tokens: number;
  readonly jobBegan: number;
  readonly pinnedUntil: number;
}

/** The memory for KV caches: what requests hold, and what is left of conversations between two turns, least recently used first. */
export class Memory {
  private readonly kept = new Map<number, Kept>();
  private holding = 0;

  constructor(
    private readonly tokens: number,
    private readonly now: () => number,
  ) {}

  /** By requests, and for those that are to come back. */
  get held(): number {
    return this.holding + this.pinned(undefined);
  }

  isPinned(job: number): boolean {
    return (this.kept.get(job)?.pinnedUntil ?? 0) > this.now();
  }

  /** Tokens of the context that need not be read again; `undefined`: no room. With nothing else to wait for, pins give way. */
  begin({ job, context, output }: Ask, isIdle: boolean): number | undefined {
    const need = context + output;
    while (this.tokens - this.holding - this.pinned(job) < need) {
      if (!isIdle || !this.unpinLatest(job)) return undefined;
    }
    const cached = Math.min(this.kept.get(job)?.tokens ?? 0, context - 1);
    this.kept.delete(job);
    this.holding += need;
    this.makeRoom();
    return cached;
  }

  finish({ job, jobBegan, context, output }: Ask, keepSeconds: number): void {
    this.holding -= context + output;
    this.kept.set(job, { tokens: context + output, jobBegan, pinnedUntil: this.now() + keepSeconds });
  }

  private makeRoom(): void {
    let over = this.holding + [...this.kept.values()].reduce((sum, { tokens }) => sum + tokens, 0) - this.tokens;
    for (const [job, { tokens }] of this.kept) {
      if (over <= 0) return;
      if (this.isPinned(job)) continue;
      this.kept.delete(job);
      over -= tokens;
    }
  }

  private pinned(except: number | undefined): number {
    let sum = 0;
    for (const [job, { tokens }] of this.kept) if (job !== except && this.isPinned(job)) sum += tokens;
    return sum;
  }

  /** Of the program that began last (Continuum's way out of a deadlock). */
  private unpinLatest(except: number): boolean {
    const pinned = [...this.kept].filter(([job]) => job !== except && this.isPinned(job));
    const [latest] = pinned.toSorted(([, a], [, b]) => b.jobBegan - a.jobBegan);
    if (latest === undefined) return false;
    this.kept.set(latest[0], { ...latest[1], pinnedUntil: 0 });
    return true;
  }
}
