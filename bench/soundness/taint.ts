import fc from "fast-check";
import type ts from "typescript";
import type { Answer, Call, Job, Run, Sandbox } from "../../sandbox/index.js";
import type { Catalogue, Json } from "../../toolspecs/index.js";
import { arbitraryOf } from "../../verifier/arbitrary/arbitrary.js";
import type { CheckedPlan, Compiler } from "../../verifier/compiler/compiler.js";
import { erase } from "../../verifier/erase.js";
import type { Claims } from "../../verifier/flow/flow.js";
import { how, isExplicit, type Leaf, type Origin } from "../../verifier/flow/values/index.js";
import { changed, type Free, Marks, type Part } from "./marks.js";
import { numbered, siteKey, sitePrelude } from "./measured.js";
import { covers, type Steps, stepsOf, touches } from "./steps.js";

// Two laws of the data flow. Taint: what a call is given holds marks of those parts of outputs alone that the analysis lists as
// its explicit origins. Noninterference (Goguen & Meseguer 1982): parts that the analysis lists nowhere, not even as deciding
// something, can be changed at will and the program still makes the same calls and returns the same.

const ANSWERS = 6;
/** Where in the list of claims the plan's result stands. */
const RESULT = -1;

/** What the analysis claims to reach one leaf. */
interface Claim {
  /** Of the call; `RESULT` for what the plan returns. */
  readonly site: number;
  readonly leaf: Steps;
  readonly from: Part;
  readonly explicit: boolean;
  seen: boolean;
}

/** How sharp the analysis is: its explicit claims of calls that were made, and those of them that came true. */
export interface Sharpness {
  readonly claimed: number;
  readonly seen: number;
}

export type Findings = { readonly problem: string } | { readonly problem?: undefined; readonly sharpness: Sharpness };

interface Stage {
  readonly sandbox: Sandbox;
  readonly compiler: Compiler;
  readonly names: Catalogue;
  readonly limits: NonNullable<Job["limits"]>;
}

/** Holds what is said of a program's data to both laws, in some worlds. */
export async function checkFlows(
  stage: Stage,
  plan: CheckedPlan,
  { flow, seeds }: { readonly flow: Claims; readonly seeds: readonly number[] },
): Promise<Findings> {
  const sites = [...flow.uses.keys()];
  const claims = claimsOf(flow, sites);
  const free = freeOf(claims);
  const job = jobFor(stage, numbered(plan.file, sites));
  const made = new Set<number>();
  for (const seed of seeds) {
    const world: World = { seed, marks: new Marks(), pools: poolsOf(stage.names, seed) };
    const run = await stage.sandbox.run(job, answersIn(world, stage.names));
    for (const { args } of run.calls) made.add(siteOf(args));
    const problem = unlisted(run, world.marks, claims) ?? (await interference(stage, job, { run, world, free }));
    if (problem !== undefined) return { problem };
  }
  const explicit = claims.filter(({ explicit, site }) => explicit && (site === RESULT || made.has(site)));
  return { sharpness: { claimed: explicit.length, seen: explicit.filter(({ seen }) => seen).length } };
}

function claimsOf({ data }: Claims, sites: readonly ts.CallExpression[]): readonly Claim[] {
  const claim = (site: number, leaf: string, origins: ReadonlyMap<Origin, number>): readonly Claim[] =>
    [...origins].flatMap(([origin, bits]) => {
      if (origin.kind !== "output") return [];
      const from = { site: sites.indexOf(origin.call), steps: stepsOf(origin.path) };
      return [{ site, leaf: stepsOf(leaf), from, explicit: isExplicit(bits), seen: false }];
    });
  const all = (site: number, leaves: readonly Leaf[]) =>
    leaves.flatMap(({ path, origins }) => claim(site, path, origins));
  return [
    ...data.calls.flatMap(({ call, leaves, control }) => [
      ...all(sites.indexOf(call), leaves),
      ...claim(sites.indexOf(call), "", new Map([...control.keys()].map((origin) => [origin, how.implicit]))),
    ]),
    ...all(RESULT, data.result),
  ];
}

function jobFor({ compiler, names, limits }: Stage, source: string): Job {
  return {
    script: sitePrelude + erase(compiler.parse(source).file).text,
    functions: names.bindings.map(({ namespace, member }) => ({ namespace, member })),
    clock: 0,
    seed: 1,
    limits,
  };
}

/** What tools answer depends on who asks for what alone: not on when, which is nothing the analysis speaks of. */
interface World {
  readonly seed: number;
  readonly marks: Marks;
  /** By tool. */
  readonly pools: readonly (readonly Json[])[];
}

function poolsOf({ bindings }: Catalogue, seed: number): World["pools"] {
  return bindings.map(({ spec }) => {
    const arbitrary = arbitraryOf(spec.output.schema);
    if (!arbitrary.ok) throw new Error("The invented tools make sense.");
    return fc.sample(arbitrary.value, { seed, numRuns: ANSWERS });
  });
}

function answersIn({ seed, marks, pools }: World, { bindings }: Catalogue, free?: (site: number) => Free) {
  return async ({ fn, args }: Call): Promise<Answer> => {
    const drawn = Math.abs(hash(JSON.stringify(args)) + seed);
    const site = siteOf(args);
    if (seed % 2 === 1 && drawn % 5 === 0) {
      const message = marks.mark("out of order", site, "(error)");
      return { ok: false, message: String(message) };
    }
    const pool = pools[fn] ?? [];
    const value = marks.mark(pool[drawn % pool.length] ?? null, site);
    return {
      ok: true,
      value: free === undefined ? value : changed(value, bindings[fn]?.spec.output.schema, free(site)),
    };
  };
}

function hash(text: string): number {
  let sum = 7;
  for (const char of text) sum = (Math.imul(sum, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return sum;
}

function siteOf(args: Json): number {
  return isObject(args) ? Number(args[siteKey]) : Number.NaN;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** A mark that got to a place for which the analysis does not list it. */
function unlisted(run: Run, marks: Marks, claims: readonly Claim[]): string | undefined {
  for (const { args } of run.calls) {
    const problem = unlistedIn(args, { site: siteOf(args), marks, claims });
    if (problem !== undefined) return problem;
  }
  return run.end.ok ? unlistedIn(run.end.value ?? null, { site: RESULT, marks, claims }) : undefined;
}

interface Reading {
  readonly site: number;
  readonly marks: Marks;
  readonly claims: readonly Claim[];
}

function unlistedIn(value: Json, reading: Reading, steps: Steps = []): string | undefined {
  if (typeof value === "string" || typeof value === "number") return unlistedAt(value, reading, steps);
  if (value === null || typeof value !== "object") return undefined;
  for (const [key, one] of Object.entries(value)) {
    if (key === siteKey && steps.length === 0) continue;
    const problem =
      (Array.isArray(value) ? undefined : unlistedAt(key, reading, steps)) ??
      unlistedIn(one, reading, [...steps, Array.isArray(value) ? "[]" : key]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function unlistedAt(value: string | number, { site, marks, claims }: Reading, steps: Steps): string | undefined {
  for (const part of marks.found(value)) {
    const listed = claims.filter(
      (claim) =>
        claim.explicit &&
        claim.site === site &&
        claim.from.site === part.site &&
        covers(claim.leaf, steps) &&
        covers(claim.from.steps, part.steps),
    );
    if (listed.length === 0) return `${place(site, steps)} holds ${place(part.site, part.steps)}, which is not listed`;
    for (const claim of listed) claim.seen = true;
  }
  return undefined;
}

function place(site: number, steps: Steps): string {
  return site === RESULT ? `the result ${steps.join(".")}` : `call ${site} ${steps.join(".")}`;
}

/** What may be changed in the output of the call at each site. */
function freeOf(claims: readonly Claim[]): (site: number) => Free {
  return (site) => {
    const used = claims.filter(({ from }) => from.site === site).map(({ from }) => from.steps);
    return {
      value: (path) => !used.some((steps) => covers(steps, stepsOf(path))),
      shape: (path) => !used.some((steps) => touches(steps, stepsOf(path))),
    };
  };
}

/** Changes everything at once that is said to reach nothing: if no part has an effect, all of them together have none. */
async function interference(
  { sandbox, names }: Stage,
  job: Job,
  { run, world, free }: { readonly run: Run; readonly world: World; readonly free: (site: number) => Free },
): Promise<string | undefined> {
  const other = await sandbox.run(job, answersIn(world, names, free));
  // A run that is broken off shows how far it got, and that depends on the time.
  if (!run.end.ok || !other.end.ok) return undefined;
  const [lost, won] = [without(run, other), without(other, run)];
  if (lost.length + won.length > 0) return `${lost[0]} became ${won[0]} by parts that are listed nowhere`;
  const [was, is] = [JSON.stringify(run.end.value), JSON.stringify(other.end.value)];
  return was === is ? undefined : `the result ${was} became ${is} by parts that are listed nowhere`;
}

/** The calls of one run that the other does not make. */
function without(run: Run, other: Run): readonly string[] {
  const left = other.calls.map(told);
  return run.calls.map(told).filter((call) => {
    const at = left.indexOf(call);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function told({ args }: Call): string {
  return JSON.stringify(args);
}
