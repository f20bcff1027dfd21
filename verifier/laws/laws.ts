import type { Job, Run, Sandbox } from "../../sandbox/index.js";
import type { Binding, Json, Outcome, Schema } from "../../toolspecs/index.js";
import type { Validators } from "../../validation/index.js";
import type { TraceEntry } from "../counterexample.js";
import type { Range } from "../flow/range.js";
import type { FullOptions } from "../options.js";
import type { WorldSample } from "../world-sample.js";
import type { Aims } from "./aim/index.js";
import { type Laws, lawsFor } from "./broken.js";
import type { GivenRun } from "./given-run.js";
import { type Hushed, hushedIn } from "./hushed.js";
import { type Partial, partialEffects } from "./partial.js";
import { pressed } from "./pressed.js";
import { representative } from "./representative.js";
import { samplesOf } from "./samples.js";
import { type SiteRuns, siteRuns } from "./site-runs.js";
import { traceOf } from "./story.js";
import { type Failed, type Marks, Trial } from "./trial.js";
import { type UnusableSchema, worldsOf } from "./world.js";

// Property-based testing of the whole program (fast-check): the property is "no law is broken", its arbitrary is a world.
// The worlds are drawn up front and run in one go, on all threads; only when one of them breaks a law does fast-check take
// over from just there, to shrink it.

/** Worlds in which a tool fails: a share of the others, but enough for each tool to fail a few times. */
const FAILING_SHARE = 4;
const FAILURES_PER_TOOL = 3;

export interface LawsRequest {
  readonly sandbox: Sandbox;
  readonly validators: Validators;
  readonly job: Job;
  readonly reached: readonly Binding[];
  /** What the program looks for in what the tools return. */
  readonly aims: Aims;
  /** Schema of what the plan is given, where it takes anything. */
  readonly input: Schema | undefined;
  /** What the program of `job` counts. */
  readonly marks: Marks;
  /** A law that the goal makes. */
  readonly goal: Laws | undefined;
  readonly options: FullOptions;
}

export interface LawsFinding {
  /** In which every tool kept its contract. */
  readonly worlds: number;
  /** In which a tool failed. */
  readonly faultWorlds: number;
  /** Of one run that shows what the program does; the first run where none ended well. */
  readonly trace: readonly TraceEntry[];
  /** What the plan was given in that run. */
  readonly input?: Json;
  /** How often each branch ran, over all worlds. */
  readonly counters: readonly number[];
  /** Calls made in a run, by index of the tool: least in those that ended well, most in any. */
  readonly observed: readonly Range[];
  /** What is left behind where a tool fails, the worst for each tool. */
  readonly partial: readonly Partial[];
  /** A few of the worlds, each for what it shows. */
  readonly samples: readonly WorldSample[];
  /** For each call that the program writes: how many worlds it was made in. */
  readonly sites: readonly SiteRuns[];
  /** Failures of changes that the plan hid, one for each call that the program writes. */
  readonly hushed: readonly Hushed[];
  /** Every run, those in which a tool failed last. */
  readonly runs: readonly GivenRun[];
  readonly broken?: Failed;
}

/** Phase 4. Runs the program in many worlds; a law that breaks comes with the smallest world found in which it does. */
export async function checkLaws(request: LawsRequest): Promise<Outcome<LawsFinding, UnusableSchema>> {
  const { sandbox, validators, job, reached, aims, input, marks, goal, options } = request;
  const worlds = worldsOf({ reached, aims, input });
  if (!worlds.ok) return worlds;
  const laws = lawsFor(reached, { policy: options.policy, validators, goal });
  if (!laws.ok) return laws;
  const trial = new Trial({ sandbox, job, reached, laws: laws.value, worlds: worlds.value, marks }, options.seed);
  const replayed = options.replay === undefined ? undefined : await trial.replay(options.replay);
  const kept = trial.draw("kept", options.worlds);
  const failing = trial.draw("failing", failingCount(options.worlds, reached.length));
  // The first world is run twice: same world, same trace.
  const runs = await trial.run([...kept, ...kept.slice(0, 1), ...failing]);
  const keptRuns = runs.slice(0, kept.length);
  const failingRuns = runs.slice(kept.length + 1);
  const pressedRuns = await trial.run(pressed(kept, keptRuns, reached));
  const shown = representative(keptRuns);
  const finding = {
    worlds: keptRuns.length,
    faultWorlds: failingRuns.length,
    trace: traceOf(shown, reached),
    ...(shown.input !== undefined && { input: shown.input }),
    counters: sum(runs.map(({ probe }) => probe)),
    observed: reached.map((_, fn) => observed(runs, fn)),
    partial: partialEffects([...failingRuns, ...pressedRuns], reached),
    samples: samplesOf({ shown, kept: keptRuns, failing: failingRuns }, { reached, seed: options.seed }),
    sites: siteRuns(marks, keptRuns, failingRuns),
    hushed: await hushedIn(trial, { failing, runs: failingRuns }, reached),
    runs: [...keptRuns, ...failingRuns],
  };
  const broken =
    replayed ??
    (await trial.firstBroken(keptRuns, "kept")) ??
    trial.differing(runs[0], runs[kept.length]) ??
    (await trial.firstBroken(failingRuns, "failing"));
  return { ok: true, value: broken === undefined ? finding : { ...finding, broken } };
}

function failingCount(worlds: number, tools: number): number {
  if (tools === 0) return 0;
  return Math.min(worlds, Math.max(Math.ceil(worlds / FAILING_SHARE), FAILURES_PER_TOOL * tools));
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
