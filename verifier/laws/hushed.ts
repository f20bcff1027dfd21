import type { Site } from "../../policy/index.js";
import type { AnsweredCall } from "../../sandbox/index.js";
import { type Binding, canonicalJson } from "../../toolspecs/index.js";
import type { Counterexample } from "../counterexample.js";
import { admits, claims } from "./claims.js";
import type { GivenRun } from "./given-run.js";
import type { Trial } from "./trial.js";
import { nameOf, type World } from "./world.js";

/** A change that failed, and a plan that returned as though it had been made. */
export interface Hushed {
  readonly tool: Binding;
  /** Where the call is written, if the engine could tell. */
  readonly site: Site | undefined;
  readonly message: string;
  readonly counterexample: Counterexample;
}

/**
 * Failures that nobody hears of. Each run in which a change failed and the plan went on is held against its twin, the run in the same
 * world without the failure: where both return the same, or the one says that all went well, the failure is hidden.
 */
export async function hushedIn(
  trial: Trial,
  { failing, runs }: { readonly failing: readonly World[]; readonly runs: readonly GivenRun[] },
  reached: readonly Binding[],
): Promise<readonly Hushed[]> {
  const suspects = runs.flatMap((run, index) => {
    const failed = failureIn(run, reached);
    return failed === undefined ? [] : [{ run, index, failed }];
  });
  if (suspects.length === 0) return [];
  const twins = await trial.run(suspects.flatMap(({ index }) => failing[index] ?? []).map(withoutFailure));
  const found = new Map<string, Hushed>();
  for (const [at, { run, index, failed }] of suspects.entries()) {
    const [twin, tool] = [twins[at], reached[run.calls[failed]?.fn ?? -1]];
    const hush = twin === undefined || tool === undefined ? undefined : hushOf(run, twin, tool, reached);
    if (hush === undefined || tool === undefined) continue;
    const site = run.sites[failed];
    const key = `${nameOf(tool)} ${site?.line}:${site?.column}`;
    if (found.has(key)) continue;
    const message = messageOf(nameOf(tool), hush);
    const { counterexample } = trial.story(run, { code: "swallowed_failure", message }, { kind: "failing", index });
    found.set(key, { tool, site, message, counterexample });
  }
  return [...found.values()];
}

function withoutFailure({ failure: _, ...world }: World): World {
  return world;
}

function messageOf(name: string, hush: Hush): string {
  const what = {
    same: `When ${name} fails, the plan returns what it returns when ${name} has worked, so nobody learns of it.`,
    claims: `When ${name} fails, the plan says that it was done.`,
  }[hush];
  return `${what} Return what failed, or let it fail.`;
}

/** How a run hid that a change failed: it returned what it returns where the change is made, or says that it was. */
type Hush = "same" | "claims";

/** Index of the first call of a run that changes something and failed for good, where the plan went on to its end. */
function failureIn({ end, calls }: GivenRun, reached: readonly Binding[]): number | undefined {
  if (!end.ok) return undefined;
  const made = (call: AnsweredCall) => canonicalJson([call.fn, call.args]);
  const index = calls.findIndex((call, at) => {
    if (call.answer?.ok !== false || !changes(call, reached)) return false;
    return !calls.slice(at + 1).some((other) => other.answer?.ok === true && made(other) === made(call));
  });
  return index === -1 ? undefined : index;
}

/** Whether the run hid its failure. `twin` is the run in the same world without the failure. */
function hushOf(run: GivenRun, twin: GivenRun, failed: Binding, reached: readonly Binding[]): Hush | undefined {
  if (!run.end.ok || !twin.end.ok || makesUp(run, twin, reached)) return undefined;
  const [told, usual] = [run.end.value ?? null, twin.end.value ?? null];
  if (canonicalJson(told) === canonicalJson(usual)) return "same";
  return !admits(told, usual) && claims(told, failed.spec.name) ? "claims" : undefined;
}

function changes({ fn }: AnsweredCall, reached: readonly Binding[]): boolean {
  return (reached[fn]?.spec.effect ?? "read") !== "read";
}

/** Whether it did something else instead, such as telling somebody. */
function makesUp(run: GivenRun, twin: GivenRun, reached: readonly Binding[]): boolean {
  const usual = new Set(twin.calls.map(({ fn, args }) => canonicalJson([fn, args])));
  return run.calls.some(
    (call) => call.answer?.ok === true && changes(call, reached) && !usual.has(canonicalJson([call.fn, call.args])),
  );
}
