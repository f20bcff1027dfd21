import { quantile } from "../measure.js";
import type { Harvest } from "./gold/read.js";
import type { Kind } from "./mutate.js";
import type { Trial, Tried } from "./run.js";
import { isStated } from "./stated.js";
import { type Tally, tally } from "./tally.js";

/** The good programs of one origin, and what became of their mutants. */
export interface OriginTally {
  readonly origin: string;
  readonly rows: number;
  readonly programs: number;
  readonly tried: number;
  readonly rejected: number;
  /** Rejected although the goal states every value of the program. */
  readonly rejectedStated: number;
  readonly mutants: Tally;
}

/** The mutants of some programs. */
export interface Table {
  readonly programs: "all" | "effects claimed" | "no effects claimed";
  readonly all: Tally;
  readonly byKind: readonly { readonly kind: Kind; readonly tally: Tally }[];
}

export interface Report {
  readonly tables: readonly Table[];
  readonly byOrigin: readonly OriginTally[];
  /** Codes of the issues for which good programs were rejected. */
  readonly rejections: { readonly [code: string]: number };
  readonly skipped: { readonly [reason: string]: number };
  readonly ms: { readonly good: number; readonly mutant: number };
}

export function reportOf(tried: readonly Tried[], harvests: readonly Harvest[], kinds: readonly Kind[]): Report {
  const trials = tried.flatMap((one) => one.trials);
  const claimed = trials.filter(({ program }) => program.claimsEffects);
  const unclaimed = trials.filter(({ program }) => !program.claimsEffects);
  const rejected = tried.filter(isRejected);
  const times = tried.map(({ judgement }) => judgement.ms.verify);
  return {
    tables: [
      tableOf("all", trials, kinds),
      tableOf("effects claimed", claimed, kinds),
      tableOf("no effects claimed", unclaimed, kinds),
    ],
    byOrigin: harvests.map((harvest) => originTally(harvest, tried)),
    rejections: counted(rejected.flatMap(({ judgement }) => [...new Set(errorsOf(judgement))])),
    skipped: counted(harvests.flatMap(({ skipped }) => skipped)),
    ms: { good: median(times), mutant: median(trials.map(({ ms }) => ms)) },
  };
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function tableOf(programs: Table["programs"], trials: readonly Trial[], kinds: readonly Kind[]): Table {
  const byKind = kinds.map((kind) => ({ kind, tally: tally(trials.filter(({ mutant }) => mutant.kind === kind)) }));
  return { programs, all: tally(trials), byKind };
}

function originTally({ origin, rows, programs }: Harvest, all: readonly Tried[]): OriginTally {
  const tried = all.filter(({ program }) => program.origin === origin);
  const rejected = tried.filter(isRejected);
  return {
    origin,
    rows,
    programs: programs.length,
    tried: tried.length,
    rejected: rejected.length,
    rejectedStated: rejected.filter(({ program }) => isStated(program)).length,
    mutants: tally(tried.flatMap(({ trials }) => trials)),
  };
}

export function isRejected({ judgement }: Tried): boolean {
  return judgement.outcome === "rejected";
}

function errorsOf({ issues }: Tried["judgement"]): readonly string[] {
  return issues.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

function counted(names: readonly string[]): { readonly [name: string]: number } {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));
}
