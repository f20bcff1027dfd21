// The one loop of planning: propose, check, repair. It knows neither a model nor a compiler; both come in as functions.
import type { Usage } from "../verifier/index.js";
import { aborted, startDeadline, untilAborted } from "./abort.js";
import { Meter, type PlanningBudget, type Prices } from "./budget.js";
import type { Progress } from "./progress.js";
import type { Aside, Proposal } from "./proposer.js";
import { regimeOf } from "./regime.js";
import type { Left, Round } from "./round.js";
import { addUsage, noUsage } from "./usage.js";
import { type Width, widthOf } from "./width.js";

export interface LoopSteps<P, R> {
  /** `rejected` holds the best of what `check` said in each round before, oldest first. */
  propose(rejected: readonly R[], round: Round, signal?: AbortSignal): Promise<Proposal>;
  check(source: string): Promise<Checked<P, R>>;
  /** How far the program of a rejection got: of several, the one with the highest is mended. Default: all the same. */
  merit?(rejection: R): number;
  /** Equal for rejections of the same kind: mending that meets it twice leads nowhere. Default: all differ. */
  kind?(rejection: R): string;
}

export type Checked<P, R> =
  | { readonly kind: "passed"; readonly verdict: P }
  | { readonly kind: "rejected"; readonly verdict: R };

export interface LoopLimits {
  /** Rounds after the first one was rejected. */
  readonly repairs: number;
  /** Programs asked for at the same time. Default 1. */
  readonly width?: Width;
  readonly budget?: PlanningBudget;
  readonly prices?: Prices;
  /** Cancels, or carries the caller's deadline. */
  readonly signal: AbortSignal | undefined;
  onProgress(event: Progress): void;
  /** Milliseconds, from any start. */
  clock(): number;
}

type Abstention = Extract<Proposal, { kind: "abstain" }>;

/** With what the proposer says beside its program. */
type Ended<P, R> = Checked<P, R> & { readonly aside?: Aside };

export type LoopEnd<P, R> =
  | Ended<P, R>
  | Omit<Abstention, "usage">
  | { readonly kind: "stopped"; readonly spent?: Left["what"] };

export interface LoopResult<P, R> {
  readonly end: LoopEnd<P, R>;
  readonly usage: Usage;
  readonly ms: { readonly plan: number; readonly verify: number };
}

/**
 * Ends with the first program that passes or with the proposer's abstention. When repairs, budget or time run out, or nothing new
 * comes twice in a row, it ends with the best of the last round's rejections; stopped before any program was judged, with `stopped`.
 */
export async function proposeCheckRepair<P, R>(steps: LoopSteps<P, R>, limits: LoopLimits): Promise<LoopResult<P, R>> {
  const run = new Run(steps, limits);
  const end = await run.toEnd();
  return { end, usage: run.usage, ms: { plan: run.planMs, verify: run.verifyMs } };
}

/** What came of one program that was asked for. */
type Tried<P, R> = Ended<P, R> | Abstention | typeof aborted | typeof repeated;
const repeated = Symbol("repeated");

/** Rounds in a row that bring nothing new, after which there is no more to be had. */
const mostIdle = 2;

/** What one loop has seen and spent so far. */
class Run<P, R> {
  usage = noUsage;
  planMs = 0;
  verifyMs = 0;
  private readonly sources = new Set<string>();
  private readonly rejected: R[] = [];
  /** Of the rejections, those since the last start anew. */
  private mends = 0;
  /** Rounds of which something new came, and those in a row, up to now, of which nothing did. */
  private fruitful = 0;
  private idle = 0;
  private rounds = 0;
  /** A round was ended by the budget of seconds. */
  private outOfTime = false;
  /** By candidate, what those under way have cost or may cost: nobody else may spend that. */
  private readonly underWay = new Map<number, Usage>();
  private readonly meter: Meter;
  private readonly start: number;

  constructor(
    private readonly steps: LoopSteps<P, R>,
    private readonly limits: LoopLimits,
  ) {
    this.start = limits.clock();
    const elapsed = () => (limits.clock() - this.start) / 1000;
    this.meter = new Meter(limits.budget ?? {}, limits.prices ?? {}, elapsed);
  }

  async toEnd(): Promise<LoopEnd<P, R>> {
    // What was said before is not checked again, and asking for something else does not count as a repair.
    while (this.fruitful <= this.limits.repairs && this.idle < mostIdle) {
      const spent = this.meter.spent(this.usage);
      if (spent !== undefined) return this.lastWord(spent.what);
      const before = this.usage;
      const tried = await this.round(this.fruitful);
      this.rounds++;
      const end = tried.find(isEnd) ?? (tried.every(isAbstention) ? tried[0] : undefined);
      if (end !== undefined) return "usage" in end ? { kind: "abstain", missing: end.missing } : end;
      if (tried.every((one) => one === aborted)) break;
      const best = this.best(tried);
      this.idle = best === undefined ? this.idle + 1 : 0;
      if (best !== undefined) this.fruitful++;
      this.turn(best, since(this.usage, before));
    }
    return this.lastWord(this.outOfTime ? "seconds" : this.meter.spent(this.usage)?.what);
  }

  private lastWord(spent?: Left["what"]): LoopEnd<P, R> {
    const last = this.rejected.at(-1);
    if (last !== undefined) return { kind: "rejected", verdict: last };
    return { kind: "stopped", ...(spent !== undefined && { spent }) };
  }

  /** Asks for as many programs as the width says, checks each as it comes, and leaves the rest when one passes. */
  private async round(round: number): Promise<readonly Tried<P, R>[]> {
    const { width = { kind: "constant", k: 1 }, repairs, onProgress, signal } = this.limits;
    if (signal?.aborted) return [aborted];
    const left = this.meter.left(this.usage);
    const of = within(left, widthOf(width, { round, regime: regimeOf(left) }));
    onProgress(round === 0 ? { step: "proposing" } : { step: "repairing", repair: round, of: repairs });
    const deadline = startDeadline(this.msLeft(), signal);
    const leave = new AbortController();
    deadline.signal.addEventListener("abort", () => leave.abort(), { once: true });
    for (let candidate = 0; candidate < of; candidate++) this.underWay.set(candidate, { ...noUsage, llmCalls: 1 });
    const asked = Array.from({ length: of }, async (_, candidate) => {
      const tried = await this.candidate({ candidate, of, left, isLast: round === repairs }, leave.signal);
      if (tried !== aborted && tried !== repeated && tried.kind === "passed") leave.abort();
      return tried;
    });
    try {
      return await Promise.all(asked);
    } finally {
      this.outOfTime = deadline.timedOut();
      deadline.clear();
    }
  }

  private msLeft(): number {
    const { budget, clock } = this.limits;
    if (budget?.seconds === undefined) return longestTimer;
    return Math.min(longestTimer, Math.max(1, budget.seconds * 1000 - (clock() - this.start)));
  }

  private async candidate({ candidate, of, left, isLast }: Place, signal: AbortSignal): Promise<Tried<P, R>> {
    const round: Round = {
      number: this.rounds,
      mends: this.mends,
      repeats: this.idle,
      candidate,
      of,
      isLast,
      ...(left.length > 0 && { left }),
      ...(this.limits.budget?.seconds !== undefined && { msLeft: () => this.msLeft() }),
      mayAsk: (own) => this.reserve(candidate, own, 1),
      mayCall: (requests) => this.reserve(candidate, this.underWay.get(candidate) ?? noUsage, requests),
      onText: (characters, server) =>
        this.limits.onProgress({ step: "writing", candidate, of, characters, ...(server !== undefined && { server }) }),
    };
    const proposal = await this.proposal(round, signal);
    if (proposal === aborted || proposal.kind === "abstain") return proposal;
    if (this.isRepeated(proposal.source)) return repeated;
    const checked = await this.check(proposal.source, signal);
    return checked === aborted ? aborted : { ...checked, ...asideOf(proposal) };
  }

  /** Takes requests out of the budget for a candidate that has cost `own` so far, if there is room beside what the others may cost. */
  private reserve(candidate: number, own: Usage, requests: number): boolean {
    const others = [...this.underWay].filter(([one]) => one !== candidate).map(([, usage]) => usage);
    const spent = [...others, own].reduce(addUsage, this.usage);
    const last = addUsage(spent, { ...noUsage, llmCalls: requests - 1 });
    const allowed = this.meter.spent(last) === undefined;
    this.underWay.set(candidate, allowed ? addUsage(own, { ...noUsage, llmCalls: requests }) : own);
    return allowed;
  }

  private async proposal(round: Round, signal: AbortSignal): Promise<Proposal | typeof aborted> {
    const start = this.limits.clock();
    const proposal = await untilAborted(this.steps.propose([...this.rejected], round, signal), signal);
    this.underWay.delete(round.candidate);
    // Candidates are written side by side: the time that counts is that of the longest.
    if (round.candidate === 0 || proposal !== aborted) this.planMs += (this.limits.clock() - start) / round.of;
    if (proposal === aborted) return aborted;
    this.usage = addUsage(this.usage, proposal.usage);
    // An abstention may only say that it was told to stop.
    return signal.aborted && proposal.kind === "abstain" ? aborted : proposal;
  }

  private async check(source: string, signal: AbortSignal): Promise<Checked<P, R> | typeof aborted> {
    if (signal.aborted) return aborted;
    this.limits.onProgress({ step: "checking", source });
    const start = this.limits.clock();
    const checked = await untilAborted(this.steps.check(source), signal);
    this.verifyMs += this.limits.clock() - start;
    return checked;
  }

  private best(tried: readonly Tried<P, R>[]): R | undefined {
    const merit = (rejection: R) => this.steps.merit?.(rejection) ?? 0;
    const rejections = tried.flatMap((one) =>
      one !== aborted && one !== repeated && one.kind === "rejected" ? [one.verdict] : [],
    );
    return rejections.reduce<R | undefined>((a, b) => (a === undefined || merit(b) > merit(a) ? b : a), undefined);
  }

  /**
   * Mend or start anew (BATS, arXiv 2511.17006, section 4: CONTINUE or PIVOT). Anew where mending met the same kind of problem twice or
   * brought nothing new, and where what is left is less than the last round took: a fresh question is the shortest.
   */
  private turn(best: R | undefined, last: Usage): void {
    const before = this.mends > 0 ? this.rejected.at(-1) : undefined;
    const kind = this.steps.kind;
    const stuck = best === undefined || (before !== undefined && kind !== undefined && kind(before) === kind(best));
    const anew = stuck || this.meter.cannotAfford(last, this.usage);
    if (best !== undefined) this.rejected.push(best);
    this.mends = anew ? 0 : this.mends + 1;
  }

  /** The same text gets the same verdict: it need not be checked twice. */
  private isRepeated(source: string): boolean {
    const text = source.trim();
    if (this.sources.has(text)) return true;
    this.sources.add(text);
    return false;
  }
}

interface Place {
  readonly candidate: number;
  readonly of: number;
  readonly left: readonly Left[];
  readonly isLast: boolean;
}

/** No more candidates than calls are left for. */
function within(left: readonly Left[], width: number): number {
  const calls = left.find(({ what }) => what === "calls");
  return Math.max(1, Math.min(width, calls === undefined ? width : calls.of - calls.used));
}

function asideOf({ notes, planner, explanation }: Aside): { readonly aside?: Aside } {
  const aside = { ...(notes && { notes }), ...(planner && { planner }), ...(explanation && { explanation }) };
  return Object.keys(aside).length === 0 ? {} : { aside };
}

/** A timer set further ahead fires at once. */
const longestTimer = 2 ** 31 - 1;

function isEnd<P, R>(tried: Tried<P, R>): tried is Extract<Ended<P, R>, { kind: "passed" }> {
  return tried !== aborted && tried !== repeated && tried.kind === "passed";
}

function isAbstention<P, R>(tried: Tried<P, R>): tried is Abstention {
  return tried !== aborted && tried !== repeated && tried.kind === "abstain";
}

function since(now: Usage, before: Usage): Usage {
  return {
    llmCalls: now.llmCalls - before.llmCalls,
    inputTokens: now.inputTokens - before.inputTokens,
    outputTokens: now.outputTokens - before.outputTokens,
  };
}
