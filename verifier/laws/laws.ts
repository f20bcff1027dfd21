import fc from "fast-check";
import { defaultLimits, type Job, type Run, type Sandbox, type ScriptedWorld } from "../../sandbox/index.js";
import { type Binding, canonicalJson, type Outcome } from "../../toolspecs/index.js";
import type { Counterexample, TraceEntry } from "../counterexample.js";
import type { Range } from "../flow/range.js";
import { type FullOptions, formatReplay, type Replay } from "../options.js";
import { type Broken, type Laws, lawsFor } from "./broken.js";
import { tellStory, traceOf } from "./story.js";
import { scripted, type UnusableSchema, type World, worldsOf } from "./world.js";

// Property-based testing of the whole program (fast-check): the property is "no law is broken", its arbitrary is a world.
// The worlds are drawn up front and run in one go, on all threads; only when one of them breaks a law does fast-check take
// over from just there, to shrink it.

/** Stop looking for a smaller world after this. */
const SHRINK_MS = 2_000;
/** How much longer a program may take when it is asked a second time. */
const PATIENCE = 4;

export interface LawsRequest {
  readonly sandbox: Sandbox;
  readonly job: Job;
  readonly reached: readonly Binding[];
  readonly options: FullOptions;
}

export interface LawsFinding {
  readonly worlds: number;
  /** Of one run that shows what the program does; the first run where none ended well. */
  readonly trace: readonly TraceEntry[];
  /** How often each branch ran, over all worlds. */
  readonly counters: readonly number[];
  /** Calls made in a run, by index of the tool: least in those that ended well, most in any. */
  readonly observed: readonly Range[];
  readonly broken?: { readonly law: Broken; readonly counterexample: Counterexample };
}

/** Phase 4. Runs the program in many worlds; a law that breaks comes with the smallest world found in which it does. */
export async function checkLaws(request: LawsRequest): Promise<Outcome<LawsFinding, UnusableSchema>> {
  const { sandbox, job, reached, options } = request;
  const arbitrary = worldsOf(reached);
  if (!arbitrary.ok) return arbitrary;
  const laws = lawsFor(reached);
  if (!laws.ok) return laws;
  const trial = new Trial({ ...request, laws: laws.value, arbitrary: arbitrary.value });
  const replayed = options.replay === undefined ? undefined : await trial.replay(options.replay);
  const worlds = trial.draw();
  const first = worlds[0] ?? [];
  // The first world is run twice: same world, same trace.
  const all = await runPatiently(sandbox, job, [...worlds, first].map(scripted));
  const runs = all.slice(0, worlds.length);
  const finding = {
    worlds: runs.length,
    trace: traceOf(representative(runs), reached),
    counters: sum(runs.map(({ probe }) => probe)),
    observed: reached.map((_, fn) => observed(runs, fn)),
  };
  const broken = replayed ?? (await trial.firstBroken(runs)) ?? trial.differing(runs[0], all[worlds.length]);
  return { ok: true, value: broken === undefined ? finding : { ...finding, broken } };
}

/** A cold or busy machine must not look like a program without an end: before that is said, all is tried with more time. */
async function runPatiently(sandbox: Sandbox, job: Job, worlds: readonly ScriptedWorld[]): Promise<readonly Run[]> {
  const runs = await sandbox.runWorlds(job, worlds);
  const last = runs.at(-1)?.end;
  if (last === undefined || last.ok || last.fault.code !== "time") return runs;
  const limits = { ...job.limits, timeMs: (job.limits?.timeMs ?? defaultLimits.timeMs) * PATIENCE };
  return sandbox.runWorlds({ ...job, limits }, worlds);
}

class Trial {
  readonly #request: LawsRequest;
  readonly #laws: Laws;
  readonly #property: fc.IAsyncProperty<[World]>;
  /** The last run that broke a law, with the law it broke. */
  #failed: { readonly run: Run; readonly law: Broken } | undefined;
  /** While shrinking, only the same law counts. */
  #wanted: Broken["code"] | undefined;

  constructor(request: LawsRequest & { readonly laws: Laws; readonly arbitrary: fc.Arbitrary<World> }) {
    this.#request = request;
    this.#laws = request.laws;
    this.#property = fc.asyncProperty(request.arbitrary, (world) => this.#holds(world));
  }

  draw(): readonly World[] {
    const { seed, worlds } = this.#request.options;
    return fc.sample(this.#property, { seed, numRuns: worlds }).map(([world]) => world);
  }

  async firstBroken(runs: readonly Run[]): Promise<LawsFinding["broken"]> {
    const index = runs.findIndex((run) => this.#laws(run) !== undefined);
    const run = runs[index];
    const law = run === undefined ? undefined : this.#laws(run);
    if (run === undefined || law === undefined) return undefined;
    this.#wanted = law.code;
    this.#failed = { run, law };
    const { seed } = this.#request.options;
    const path = String(index);
    // Shrinking a program that does not end would cost a deadline a step.
    if (run.end.ok === false && run.end.fault.code === "time") return this.#told({ seed, path });
    const details = await fc.check(this.#property, { seed, path, interruptAfterTimeLimit: SHRINK_MS });
    return this.#told({ seed, path: details.counterexamplePath ?? path });
  }

  async replay(replay: Replay): Promise<LawsFinding["broken"]> {
    await fc.check(this.#property, { ...replay, endOnFailure: true, numRuns: 1 });
    return this.#failed === undefined ? undefined : this.#told(replay);
  }

  differing(first: Run | undefined, again: Run | undefined): LawsFinding["broken"] {
    if (first === undefined || again === undefined || fingerprint(first) === fingerprint(again)) return undefined;
    const law: Broken = { code: "not_deterministic", message: "The plan does different things in the same world." };
    this.#failed = { run: first, law };
    return this.#told({ seed: this.#request.options.seed, path: "0" });
  }

  async #holds(world: World): Promise<boolean> {
    const { sandbox, job } = this.#request;
    const [run] = await sandbox.runWorlds(job, [scripted(world)]);
    const law = run === undefined ? undefined : this.#laws(run);
    if (run === undefined || law === undefined || (this.#wanted ?? law.code) !== law.code) return true;
    this.#failed = { run, law };
    return false;
  }

  #told(replay: Replay): LawsFinding["broken"] {
    if (this.#failed === undefined) return undefined;
    const { run, law } = this.#failed;
    const { reached } = this.#request;
    const counterexample: Counterexample = {
      law: law.code,
      story: tellStory(run, reached, law),
      trace: traceOf(run, reached),
      replay: formatReplay(replay),
    };
    return { law, counterexample };
  }
}

function fingerprint({ end, calls }: Run): string {
  const made = calls.map(({ fn, args }) => [fn, args]);
  return canonicalJson([made, end.ok ? (end.value ?? null) : end.fault.message]);
}

/** The run that shows most: it ended well, used most different tools, and was brief about it. */
function representative(runs: readonly Run[]): Run {
  const rank = ({ end, calls }: Run) =>
    (end.ok ? 1e6 : 0) + new Set(calls.map(({ fn }) => fn)).size * 1e3 - calls.length;
  const [first, ...others] = runs;
  if (first === undefined) throw new Error("There is always at least one world.");
  return others.reduce((best, run) => (rank(run) > rank(best) ? run : best), first);
}

function observed(runs: readonly Run[], fn: number): Range {
  const count = ({ calls }: Run) => calls.filter((call) => call.fn === fn).length;
  const well = runs.filter(({ end }) => end.ok).map(count);
  return { min: Math.min(...well), max: Math.max(0, ...runs.map(count)) };
}

function sum(counters: readonly (readonly number[])[]): readonly number[] {
  const length = Math.max(0, ...counters.map((counter) => counter.length));
  return Array.from({ length }, (_, index) => counters.reduce((total, counter) => total + (counter[index] ?? 0), 0));
}
