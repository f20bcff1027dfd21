/** What is learned from plans: which of several drafts is meant, and how far it is to be trusted. */
import type { Table } from "../../planner/search/learned/table.js";
import { splitChances } from "../../planner/search/solve/split.js";
import { type Example, type Training, train } from "./adagrad.js";
import { fitLogistic } from "./logistic.js";
import type { Option, Planned } from "./plans.js";

export interface Trust {
  readonly counts: Table;
  readonly confidence: Table;
}

const countTraining: Training = { size: 1 << 13, epochs: 8, rate: 0.1, decay: 0.0001 };
/** The right number of calls teaches a little too where no draft is right in all. */
const halfRight = 0.1;

export function learnTrust(plans: readonly Planned[], without: readonly string[] = []): Trust {
  const counts = train(without.includes("counts") ? [] : plans.flatMap(countExample), countTraining);
  const weighed = plans.flatMap((plan) => weighedOf(plan, counts)).filter(({ option }) => !option.fed);
  const points = weighed.map(({ option, split }) => ({ features: option.features(split), right: option.right }));
  return { counts, confidence: fitLogistic(points) };
}

export interface Taken {
  readonly option: Option;
  readonly split: number;
}

/** The likeliest of the drafts. */
export function takenOf(plan: Planned, counts: Table): Taken | undefined {
  return weighedOf(plan, counts).reduce<Taken | undefined>(
    (best, one) => (best === undefined || one.split > best.split ? one : best),
    undefined,
  );
}

function weighedOf({ options }: Planned, counts: Table): Taken[] {
  const features = options.map(({ split }) => split);
  const chances = splitChances(features, counts);
  return options.map((option, at) => ({ option, split: chances[at] ?? 1 }));
}

function countExample({ row, options }: Planned): Example[] {
  if (row.gold.length === 0 || options.length < 2) return [];
  const places = (fits: (option: Option) => boolean) => options.flatMap((option, at) => (fits(option) ? [at] : []));
  const right = places((option) => option.right);
  const counted = places(({ calls }) => calls.length === row.gold.length);
  const all = options.map(({ split }) => split);
  if (right.length > 0) return [{ options: all, right }];
  return counted.length > 0 ? [{ options: all, right: counted, weight: halfRight }] : [];
}
