// The one loop of planning: propose, check, repair. It knows neither a model nor a compiler; both come in as functions.
import type { Usage } from "../verifier/index.js";
import { aborted, untilAborted } from "./abort.js";
import type { Progress } from "./progress.js";
import type { Proposal } from "./proposer.js";
import { addUsage, noUsage } from "./usage.js";

export interface LoopSteps<P, R> {
  /** `rejected` holds what `check` said of every earlier program, oldest first. */
  propose(rejected: readonly R[]): Promise<Proposal>;
  check(source: string): Promise<Checked<P, R>>;
}

export type Checked<P, R> =
  | { readonly kind: "passed"; readonly verdict: P }
  | { readonly kind: "rejected"; readonly verdict: R };

export interface LoopLimits {
  /** Programs to ask for after the first one was rejected. */
  readonly repairs: number;
  /** Cancels, or carries the caller's deadline. */
  readonly signal: AbortSignal | undefined;
  onProgress(event: Progress): void;
  /** Milliseconds, from any start. */
  clock(): number;
}

type Abstention = Extract<Proposal, { kind: "abstain" }>;

/** With what the proposer says beside its program. */
type Ended<P, R> = Checked<P, R> & { readonly notes?: readonly string[] };

export type LoopEnd<P, R> = Ended<P, R> | Omit<Abstention, "usage"> | { readonly kind: "stopped" };

export interface LoopResult<P, R> {
  readonly end: LoopEnd<P, R>;
  readonly usage: Usage;
  readonly ms: { readonly plan: number; readonly verify: number };
}

/**
 * Ends with the first program that passes or with the proposer's abstention. When repairs or time run out, or a program
 * comes back that was rejected before, it ends with the last rejection; stopped before any program was judged, with
 * `stopped`.
 */
export async function proposeCheckRepair<P, R>(steps: LoopSteps<P, R>, limits: LoopLimits): Promise<LoopResult<P, R>> {
  const run = new Run(steps, limits);
  const end = await run.toEnd();
  return { end, usage: run.usage, ms: { plan: run.planMs, verify: run.verifyMs } };
}

/** What one loop has seen and spent so far. */
class Run<P, R> {
  usage = noUsage;
  planMs = 0;
  verifyMs = 0;
  private readonly sources = new Set<string>();
  private readonly rejected: R[] = [];

  constructor(
    private readonly steps: LoopSteps<P, R>,
    private readonly limits: LoopLimits,
  ) {}

  async toEnd(): Promise<LoopEnd<P, R>> {
    while (this.rejected.length <= this.limits.repairs) {
      const proposal = await this.propose();
      if (proposal === aborted) break;
      if (proposal.kind === "abstain") return { kind: "abstain", missing: proposal.missing };
      if (this.isRepeated(proposal.source)) break;
      const checked = await this.check(proposal.source);
      if (checked === aborted) break;
      if (checked.kind === "passed") return { ...checked, ...(proposal.notes && { notes: proposal.notes }) };
      this.rejected.push(checked.verdict);
    }
    const last = this.rejected.at(-1);
    return last === undefined ? { kind: "stopped" } : { kind: "rejected", verdict: last };
  }

  private async propose(): Promise<Proposal | typeof aborted> {
    const { signal, repairs, onProgress, clock } = this.limits;
    if (signal?.aborted) return aborted;
    const repair = this.rejected.length;
    onProgress(repair === 0 ? { step: "proposing" } : { step: "repairing", repair, of: repairs });
    const start = clock();
    const proposal = await untilAborted(this.steps.propose([...this.rejected]), signal);
    this.planMs += clock() - start;
    if (proposal === aborted) return aborted;
    this.usage = addUsage(this.usage, proposal.usage);
    // An abstention may only say that it was told to stop.
    return signal?.aborted && proposal.kind === "abstain" ? aborted : proposal;
  }

  private async check(source: string): Promise<Checked<P, R> | typeof aborted> {
    const { signal, onProgress, clock } = this.limits;
    if (signal?.aborted) return aborted;
    onProgress({ step: "checking", source });
    const start = clock();
    const checked = await untilAborted(this.steps.check(source), signal);
    this.verifyMs += clock() - start;
    return checked;
  }

  /** The same text gets the same verdict: a proposer that repeats itself has nothing left to say. */
  private isRepeated(source: string): boolean {
    const text = source.trim();
    if (this.sources.has(text)) return true;
    this.sources.add(text);
    return false;
  }
}
