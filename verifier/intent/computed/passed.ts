import { isObject, type Json } from "../../../toolspecs/index.js";
import { type CallFlow, type DataFlow, isExplicit, type Origin } from "../../flow/values/index.js";
import type { GivenRun } from "../../laws/given-run.js";
import { siteOf } from "../../syntax.js";

/** A value that a call was given, with the run in which it was and the index of the call there. */
export interface Seen {
  readonly value: string | number;
  readonly run: GivenRun;
  readonly call: number;
}

/** Everything that was passed at one place of the argument of a call that the program writes. */
export interface Passed {
  readonly call: CallFlow;
  /** `to`, `items[].id` */
  readonly path: string;
  /** What may get there unchanged or computed. */
  readonly origins: ReadonlyMap<Origin, number>;
  readonly seen: readonly Seen[];
}

/** A place that is filled more often than this is known well enough. */
const MAX_SEEN = 400;

/** What the runs passed to the calls, place by place. */
export function passedIn(runs: readonly GivenRun[], { calls }: DataFlow): readonly Passed[] {
  const bySite = new Map(calls.map((call) => [keyOf(siteOf(call.call)), call]));
  const found = new Map<CallFlow, Map<string, Passed & { readonly seen: Seen[] }>>();
  const add = (call: CallFlow, path: string, one: Seen) => {
    const places = found.get(call) ?? new Map<string, Passed & { readonly seen: Seen[] }>();
    found.set(call, places);
    const place = places.get(path) ?? { call, path, origins: originsAt(call, path), seen: [] };
    places.set(path, place);
    if (place.seen.length < MAX_SEEN) place.seen.push(one);
  };
  for (const run of runs) {
    for (const [index, site] of run.sites.entries()) {
      const call = bySite.get(keyOf(site));
      const made = run.calls[index];
      if (call === undefined || made === undefined) continue;
      for (const { path, value } of leavesIn(made.args, "")) add(call, path, { value, run, call: index });
    }
  }
  return [...found.values()].flatMap((places) => [...places.values()]);
}

function keyOf({ line, column }: { readonly line: number; readonly column: number }): string {
  return `${line}:${column}`;
}

interface JsonLeaf {
  readonly path: string;
  readonly value: string | number;
}

/** Texts and numbers; the names of properties are none. */
export function leavesIn(value: Json | undefined, path: string): readonly JsonLeaf[] {
  if (typeof value === "string" || typeof value === "number") return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item: Json) => leavesIn(item, `${path}[]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => leavesIn(item, path === "" ? name : `${path}.${name}`));
}

/** The explicit origins of all that the flow knows of the place, or of a part of the argument that holds it. */
function originsAt({ leaves }: CallFlow, path: string): ReadonlyMap<Origin, number> {
  const origins = new Map<Origin, number>();
  for (const leaf of leaves) {
    if (!holds(leaf.path, path)) continue;
    for (const [origin, bits] of leaf.origins) {
      if (isExplicit(bits)) origins.set(origin, (origins.get(origin) ?? 0) | bits);
    }
  }
  return origins;
}

function holds(whole: string, part: string): boolean {
  const [outer, inner] = [stepsOf(whole), stepsOf(part)];
  // A property under a name that is only known in a run stands for every one.
  return outer.length <= inner.length && outer.every((step, at) => step === "[]" || step === inner[at]);
}

function stepsOf(path: string): readonly string[] {
  return path.match(/[^.[\]]+|\[\]/g) ?? [];
}
