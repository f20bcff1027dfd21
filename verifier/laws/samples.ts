import type { Site } from "../../policy/index.js";
import type { AnsweredCall } from "../../sandbox/index.js";
import { type Binding, canonicalJson } from "../../toolspecs/index.js";
import { formatReplay } from "../options.js";
import type { SampleCall, WorldSample } from "../world-sample.js";
import { clip } from "./clip.js";
import type { GivenRun } from "./given-run.js";

// A hundred worlds are too many to look at. These few are what a person would ask for: the usual run, the shortest, the longest,
// one for each branch that none of those ran, one for each tool that fails.

const mostCalls = 24;
const mostBranches = 3;
const mostFailures = 2;

interface Label {
  readonly shows: WorldSample["shows"];
  readonly replay: string;
}

export function worldSample(run: GivenRun, reached: readonly Binding[], { shows, replay }: Label): WorldSample {
  const { calls, input, end, sites } = run;
  const more = calls.length - mostCalls;
  return {
    shows,
    replay,
    ...(input !== undefined && { input: clip(input) }),
    calls: calls.slice(0, mostCalls).flatMap((call, index) => sampleCall(call, reached[call.fn], sites[index])),
    ...(more > 0 && { more }),
    end: end.ok ? { ok: true, value: clip(end.value ?? null) } : { ok: false, message: end.fault.message },
  };
}

function sampleCall({ args, answer }: AnsweredCall, tool: Binding | undefined, site: Site | undefined): SampleCall[] {
  if (tool === undefined) return [];
  const got = answer?.ok === true ? { ok: true as const, value: clip(answer.value) } : answer;
  const { name, server } = tool.spec;
  return [{ tool: name, server, ...site, args: clip(args), ...(got !== undefined && { answer: got }) }];
}

interface Runs {
  /** The one whose trace the verdict shows. */
  readonly shown: GivenRun;
  readonly kept: readonly GivenRun[];
  readonly failing: readonly GivenRun[];
}

interface Choice {
  readonly shows: WorldSample["shows"];
  readonly run: GivenRun;
}

/** The same for the same runs: nothing is left to chance. */
export function samplesOf(
  { shown, kept, failing }: Runs,
  { reached, seed }: { readonly reached: readonly Binding[]; readonly seed: number },
): readonly WorldSample[] {
  const well = kept.filter(({ end }) => end.ok);
  const choices: Choice[] = [{ shows: "usual", run: shown }];
  const add = (shows: Choice["shows"], run: GivenRun | undefined) => {
    if (run !== undefined && !choices.some((choice) => choice.run === run || samePath(choice.run, run)))
      choices.push({ shows, run });
  };
  add("shortest", shortest(well));
  add(
    "longest",
    least(well, ({ calls }) => -calls.length),
  );
  for (let found = 0; found < mostBranches; found += 1) add("branch", newBranch(choices, well));
  for (const run of failures(failing).slice(0, mostFailures)) add("failure", run);
  const replay = (run: GivenRun) => {
    const index = kept.indexOf(run);
    const place =
      index === -1
        ? ({ kind: "failing", path: failing.indexOf(run) } as const)
        : { kind: "kept" as const, path: index };
    return formatReplay({ kind: place.kind, seed, path: String(place.path) });
  };
  return choices.map(({ shows, run }) => worldSample(run, reached, { shows, replay: replay(run) }));
}

/** The run with the fewest calls; of the first of those, the one with the smallest answers. */
function shortest(runs: readonly GivenRun[]): GivenRun | undefined {
  const fewest = Math.min(...runs.map(({ calls }) => calls.length));
  const brief = runs.filter(({ calls }) => calls.length === fewest).slice(0, 50);
  return least(brief, ({ calls }) => canonicalJson(calls.map(({ answer }) => answer ?? null)).length);
}

function least(runs: readonly GivenRun[], measure: (run: GivenRun) => number): GivenRun | undefined {
  const [first, ...others] = runs.map((run) => ({ run, size: measure(run) }));
  return others.reduce((best, one) => (best !== undefined && one.size < best.size ? one : best), first)?.run;
}

/** Two runs that called the same, went down the same branches and ended alike teach the same. */
function samePath(one: GivenRun, other: GivenRun): boolean {
  const path = ({ calls, probe, end }: GivenRun) =>
    canonicalJson([calls.map(({ fn, answer }) => [fn, answer?.ok ?? null]), probe.map((count) => count > 0), end.ok]);
  return path(one) === path(other);
}

/** The run with most of the branches that none of the chosen ones ran; of those the briefest. */
function newBranch(chosen: readonly Choice[], runs: readonly GivenRun[]): GivenRun | undefined {
  const fresh = ({ probe }: GivenRun) =>
    probe.filter((count, branch) => count > 0 && chosen.every(({ run }) => (run.probe[branch] ?? 0) === 0)).length;
  const best = least(runs, (run) => -1e6 * fresh(run) + run.calls.length);
  return best !== undefined && fresh(best) > 0 ? best : undefined;
}

/** For each tool that fails, the run that had done most by then. The tool that comes last is told first: most stays behind. */
function failures(runs: readonly GivenRun[]): readonly GivenRun[] {
  const failed = (run: GivenRun) => run.calls.find(({ answer }) => answer?.ok === false);
  const tools = [...new Set(runs.flatMap((run) => failed(run)?.fn ?? []))].sort((one, other) => other - one);
  return tools.flatMap(
    (fn) =>
      least(
        runs.filter((run) => failed(run)?.fn === fn),
        (run) => -(failed(run)?.id ?? 0),
      ) ?? [],
  );
}
