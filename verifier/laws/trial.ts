import fc from "fast-check";
import type { Site } from "../../policy/index.js";
import { defaultLimits, type Job, type Run, type Sandbox } from "../../sandbox/index.js";
import { type Binding, canonicalJson } from "../../toolspecs/index.js";
import type { Counterexample } from "../counterexample.js";
import { formatReplay, type Replay } from "../options.js";
import type { Broken, Laws } from "./broken.js";
import type { GivenRun } from "./given-run.js";
import { worldSample } from "./samples.js";
import { tellStory, traceOf } from "./story.js";
import { scripted, type World, type WorldKind, type Worlds } from "./world.js";

/** Runs of the program that a search for a smaller world may take: counted, as a limit in time would make verdicts differ. */
const MAX_SHRINKS = 400;
/** For programs so slow that even these few runs take too long. */
const LONGEST_SHRINK_MS = 15_000;
/** How much longer a program may take when it is asked a second time. */
const PATIENCE = 8;
/** What ran so often in a run that did not end is where it did not. */
const ENDLESS = 1_000;

interface Parties {
  readonly sandbox: Sandbox;
  readonly job: Job;
  readonly reached: readonly Binding[];
  readonly laws: Laws;
  readonly worlds: Worlds;
  readonly marks: Marks;
}

/** How to read what the program counts: a counter for each branch, then a mark for each call it made. */
export interface Marks {
  /** Every branch of the program, by its counter. */
  readonly branches: readonly Site[];
  /** Every call the program writes, by its mark. */
  readonly calls: readonly CallMark[];
}

export interface CallMark {
  /** Index of the tool. */
  readonly fn: number;
  readonly site: Site;
}

/** A law that does not hold, with the smallest world found in which it does not. */
export interface Failed {
  readonly law: Broken;
  readonly counterexample: Counterexample;
}

/** A program before the worlds it is tried in. */
export class Trial {
  readonly #parties: Parties;
  readonly #seed: number;

  constructor(parties: Parties, seed: number) {
    this.#parties = parties;
    this.#seed = seed;
  }

  draw(kind: WorldKind, count: number): readonly World[] {
    return count === 0 ? [] : fc.sample(this.#parties.worlds[kind], { seed: this.#seed, numRuns: count });
  }

  /**
   * A cold or busy machine must not look like a program without an end: before that is said, all is tried with more time, in
   * which most of such programs run out of steps, on every machine alike.
   */
  async run(worlds: readonly World[]): Promise<readonly GivenRun[]> {
    const { job } = this.#parties;
    const runs = await this.#runWith(job, worlds);
    const last = runs.at(-1)?.end;
    if (last === undefined || last.ok || last.fault.code !== "time") return runs;
    const limits = { ...job.limits, timeMs: (job.limits?.timeMs ?? defaultLimits.timeMs) * PATIENCE };
    return this.#runWith({ ...job, limits }, worlds);
  }

  async #runWith(job: Job, worlds: readonly World[]): Promise<readonly GivenRun[]> {
    const { sandbox, reached, marks } = this.#parties;
    const scripts = scripted(worlds, reached);
    const runs = await sandbox.runWorlds(job, scripts);
    return runs.map((run, index) => ({
      ...run,
      probe: run.probe.slice(0, marks.branches.length),
      sites: sitesOf(run, marks),
      input: worlds[index]?.input,
    }));
  }

  /** The first of the runs that broke a law, in the smallest world that still breaks it. */
  async firstBroken(runs: readonly GivenRun[], kind: WorldKind): Promise<Failed | undefined> {
    const index = runs.findIndex((run) => this.#parties.laws(run) !== undefined);
    const run = runs[index];
    const law = run === undefined ? undefined : this.#parties.laws(run);
    if (run === undefined || law === undefined) return undefined;
    const path = String(index);
    // Shrinking a program that does not end would cost all its time or steps again and again.
    if (!run.end.ok && (run.end.fault.code === "time" || run.end.fault.code === "steps"))
      return this.#told(run, law, { kind, seed: this.#seed, path });
    const smallest = await this.#tried({ kind, seed: this.#seed, path }, law.code);
    return this.#told(smallest.run ?? run, smallest.law ?? law, { kind, seed: this.#seed, path: smallest.path });
  }

  /** Throws a RangeError when there is no such world: fast-check then tries none, or says that the path is wrong. */
  async replay(replay: Replay): Promise<Failed | undefined> {
    const { run, law, runs } = await this.#tried({ ...replay, only: true });
    if (runs === 0) {
      throw new RangeError(
        `There is no world ${formatReplay(replay)} for this plan and these tools. Give the string as the report of the same plan shows it.`,
      );
    }
    return run === undefined || law === undefined ? undefined : this.#told(run, law, replay);
  }

  /** The story of a run that is not shrunk; `index` is that of its world among those of its kind. */
  story(run: GivenRun, law: Broken, { kind, index }: { readonly kind: WorldKind; readonly index: number }): Failed {
    return this.#told(run, law, { kind, seed: this.#seed, path: String(index) });
  }

  /** Same world, same trace. */
  differing(first: GivenRun | undefined, again: GivenRun | undefined): Failed | undefined {
    if (first === undefined || again === undefined || fingerprint(first) === fingerprint(again)) return undefined;
    const law: Broken = { code: "not_deterministic", message: "The plan does different things in the same world." };
    return this.#told(first, law, { kind: "kept", seed: this.#seed, path: "0" });
  }

  /** Hands one world over to fast-check, which shrinks it while the law that breaks stays the same; with `only`, not at all. */
  async #tried({ kind, seed, path, only = false }: Replay & { readonly only?: boolean }, wanted?: Broken["code"]) {
    const most = only ? 1 : MAX_SHRINKS;
    let runs = 0;
    let failed: { readonly run: GivenRun; readonly law: Broken } | undefined;
    const property = fc.asyncProperty(this.#parties.worlds[kind], async (world) => {
      // Where nothing is broken, fast-check goes on to the worlds after it, which nobody asked for.
      if (runs === most) {
        if (only) return true;
        throw new fc.PreconditionFailure(true);
      }
      runs += 1;
      const [run] = await this.run([world]);
      const law = run === undefined ? undefined : this.#parties.laws(run);
      if (run === undefined || law === undefined || (wanted ?? law.code) !== law.code) return true;
      failed = { run, law };
      return false;
    });
    const limits = { endOnFailure: only, numRuns: 1, interruptAfterTimeLimit: LONGEST_SHRINK_MS };
    const walk = async () => fc.check(property, { seed, path, ...limits });
    // A path that leads nowhere makes fast-check throw.
    const details = only ? await walk().catch(() => undefined) : await walk();
    return { run: failed?.run, law: failed?.law, runs, path: details?.counterexamplePath ?? path };
  }

  #told(run: GivenRun, law: Broken, replay: Replay): Failed {
    const { reached, marks } = this.#parties;
    const counterexample: Counterexample = {
      law: law.code,
      story: tellStory(run, reached, law),
      trace: traceOf(run, reached),
      world: worldSample(upTo(run, law.call), reached, { shows: "broken", replay: formatReplay(replay) }),
      replay: formatReplay(replay),
    };
    const site = run.sites[law.call ?? law.near ?? -1] ?? endlessSite(run, marks);
    return { law: site === undefined ? law : { ...law, site }, counterexample };
  }
}

/** A run up to the call that broke a law, which would not have been answered. */
function upTo(run: GivenRun, call: number | undefined): GivenRun {
  if (call === undefined) return run;
  const last = run.calls.slice(call, call + 1).map(({ answer, ...made }) => made);
  return { ...run, calls: [...run.calls.slice(0, call), ...last] };
}

/** A mark that is not of the tool that was called says that the marks cannot be relied on: from there on nothing is said. */
function sitesOf({ calls, probe }: Run, marks: Marks): readonly Site[] {
  const told = calls.map(({ fn }, index) => {
    const mark = marks.calls[probe[marks.branches.length + index] ?? -1];
    return mark?.fn === fn ? mark.site : undefined;
  });
  const end = told.indexOf(undefined);
  return (end === -1 ? told : told.slice(0, end)).filter((site) => site !== undefined);
}

/** A program that went on without end was, at its end, in what ran far more often than anything else: the body of a loop, as a rule. */
function endlessSite({ end, probe }: GivenRun, { branches }: Marks): Site | undefined {
  if (end.ok || (end.fault.code !== "steps" && end.fault.code !== "time")) return undefined;
  const most = Math.max(0, ...probe);
  return most < ENDLESS ? undefined : branches[probe.indexOf(most)];
}

function fingerprint({ end, calls }: Run): string {
  const made = calls.map(({ fn, args }) => [fn, args]);
  return canonicalJson([made, end.ok ? (end.value ?? null) : end.fault.message]);
}
