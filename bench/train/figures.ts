/** What the plans of unseen tools say: by file, by trust, by coverage. Trust comes from the other folds. */

import { wilson } from "../../eval/wilson.js";
import { folds } from "./folds.js";
import type { Option, Planned } from "./plans.js";
import type { Row } from "./rows.js";
import { learnTrust, type Trust, takenOf } from "./trust.js";

/** The program that would be offered for a row, with the trust in it. */
export interface Trusted {
  readonly row: Row;
  readonly taken: Option | undefined;
  readonly trust: number;
  readonly missing: Planned["missing"];
  /** The program is right, or there is none and silence is right. */
  readonly right: boolean;
}

export function figures(trusted: readonly Trusted[], plans: readonly Planned[]): string {
  return [byFile(trusted), errors(trusted), coverage(trusted), reliability(trusted), times(plans)].join("\n\n");
}

/** Trust is learned from the rows of the other folds. */
export function withTrust(plans: readonly Planned[], without: readonly string[] = []): Trusted[] {
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const trust = learnTrust(
      plans.filter(({ row }) => row.fold !== fold),
      without,
    );
    return plans.filter(({ row }) => row.fold === fold).map((plan) => trustedOf(plan, trust));
  });
}

function trustedOf(plan: Planned, { counts, confidence }: Trust): Trusted {
  const { row, missing } = plan;
  const taken = takenOf(plan, counts);
  if (taken === undefined) return { row, taken: undefined, trust: 0, missing, right: row.gold.length === 0 };
  const { option, split } = taken;
  const sum = option.features(split).reduce((total, value, at) => total + value * (confidence[at] ?? 0), 0);
  return { row, taken: option, trust: 1 / (1 + Math.exp(-sum)), missing, right: option.right };
}

const usualLeast = 0.25;
const leasts = [0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4];

/** The least probability is asked of each look. */
function isOffered({ taken, trust }: Trusted, least: number): boolean {
  return taken !== undefined && trust >= least ** taken.looks;
}

function byFile(plans: readonly Trusted[]): string {
  const files = [...new Set(plans.map(({ row }) => row.file))];
  const lines = files.map((file) => {
    const own = plans.filter(({ row }) => row.file === file);
    const shares = leasts.map((least) => {
      const right = own.filter((plan) => (isOffered(plan, least) ? plan.right : plan.row.gold.length === 0));
      return ((100 * right.length) / own.length).toFixed(1).padStart(6);
    });
    const answered = own.filter((plan) => plan.taken !== undefined).length;
    const usual = own.filter((plan) => (isOffered(plan, usualLeast) ? plan.right : plan.row.gold.length === 0)).length;
    const [low, high] = wilson(usual, own.length);
    const interval = `${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)}`.padStart(9);
    return `${file.padEnd(24)}${String(own.length).padStart(5)} ${((100 * answered) / own.length).toFixed(0).padStart(4)} |${shares.join("")} |${interval}`;
  });
  return [
    `${"file".padEnd(24)} rows  ans |${leasts.map((least) => String(least).padStart(6)).join("")} |   at ${usualLeast}`,
    ...lines,
  ].join("\n");
}

/** Rows that are wrong with abstention off, by what is wrong: the reason for silence, or the first fault of the calls. */
function errors(plans: readonly Trusted[]): string {
  const wrong = plans.filter(({ right, row }) => !right && row.gold.length > 0);
  const classes = countBy(wrong, classOf);
  const files = [...new Set(wrong.map(({ row }) => row.file))];
  const lines = [...classes].map(([name, all]) => {
    const shares = files.map((file) => String(all.filter(({ row }) => row.file === file).length).padStart(8));
    return `${name.padEnd(26)}${shares.join("")}`;
  });
  return [`${"wrong because".padEnd(26)}${files.map((file) => short(file).padStart(8)).join("")}`, ...lines].join("\n");
}

function short(file: string): string {
  return file.replace("parallel", "par").replace("multiple", "mul").replace("simple", "sim").slice(-8);
}

function countBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(nameOf(item), [...(groups.get(nameOf(item)) ?? []), item]);
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

function classOf({ taken, missing }: Trusted): string {
  if (taken !== undefined) return taken.why.split(":", 1)[0] ?? "";
  if (missing?.kind === "value")
    return missing.parameter === undefined ? "silent: value unplaced" : "silent: value missing";
  if (missing?.kind === "tool") return "silent: no tool";
  return /does nothing about/u.test(missing?.message ?? "") ? "silent: words unplaced" : "silent: other choice";
}

function coverage(plans: readonly Trusted[]): string {
  const sets: readonly (readonly [string, readonly Trusted[]])[] = [
    ["single calls", plans.filter(({ row }) => row.gold.length === 1 && row.file !== "seal")],
    ["all answerable", plans.filter(({ row }) => row.gold.length > 0)],
    ["with irrelevance rows", plans],
  ];
  return sets
    .map(([name, rows]) => {
      const sorted = [...rows].sort((a, b) => b.trust - a.trust);
      const shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1].map((share) => {
        const top = sorted.slice(0, Math.round(share * sorted.length));
        return `${100 * share} %: ${((100 * top.filter(({ right, taken }) => right && taken !== undefined).length) / top.length).toFixed(0)}`;
      });
      return `precision, ${name} (${rows.length}): ${shares.join(", ")}`;
    })
    .join("\n");
}

function reliability(plans: readonly Trusted[]): string {
  const answered = plans.filter((plan) => plan.taken !== undefined);
  const lines = Array.from({ length: 10 }, (_, tenth) => {
    const own = answered.filter(({ trust }) => Math.min(9, Math.floor(10 * trust)) === tenth);
    const right = own.filter((plan) => plan.right).length;
    return `${(tenth / 10).toFixed(1)} to ${((tenth + 1) / 10).toFixed(1)}: ${own.length === 0 ? "-" : `${((100 * right) / own.length).toFixed(0)} % of ${own.length}`}`;
  });
  return ["right, by probability claimed:", ...lines].join("\n");
}

function times(plans: readonly Planned[]): string {
  const sorted = plans.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  return `ms to plan: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, max ${at(1)}`;
}
