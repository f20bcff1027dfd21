import { writtenName } from "../../../toolspecs/index.js";
import type { DataFlow } from "../../flow/values/index.js";
import type { Goal } from "../../grounding/index.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { claimsChange } from "../deeds.js";
import { placeOf } from "../names.js";
import type { Case } from "./case.js";
import { type Listed, likeness, listsIn, type Series, seriesOf } from "./series.js";
import { type Extreme, extremeIn, orderedBy, type Rank, ranksOf } from "./superlative.js";

/**
 * Changes that a run made to other records than the ones the goal puts first: the three earliest where it says two, the smallest where it says the
 * largest, the first of a list that nobody sorted.
 */
export function findWrongEnds(cases: readonly Case[], data: DataFlow, goal: Goal): readonly Issue[] {
  const asked = extremeIn(goal);
  if (asked === undefined) return [];
  return data.calls.flatMap((call) => {
    const series = claimsChange(call.binding.spec) ? seriesOf(call, data) : undefined;
    const extreme = series && asked(series.kind);
    if (series === undefined || extreme === undefined) return [];
    const lists = cases.flatMap((one) => listsIn(one, series)).filter(({ records }) => doneOf(records).length > 0);
    return miscounted(lists, extreme, series) ?? misplaced(lists, extreme, series) ?? [];
  });
}

type Records = Listed["records"];

function doneOf(records: Records): Records {
  return records.filter(({ isActedOn }) => isActedOn);
}

function miscounted(lists: readonly Listed[], { count, words }: Extreme, series: Series): readonly Issue[] | undefined {
  if (count === undefined) return undefined;
  const found = lists.find(
    ({ records }) => doneOf(records).length > count || (doneOf(records).length < count && alikeLeft(records, series)),
  );
  if (found === undefined) return undefined;
  const message = `The goal says ${JSON.stringify(words)}, and in some run the plan calls ${writtenName(series.call.binding)} for ${doneOf(found.records).length} of ${found.records.length}. Call it for ${count}, where there are as many.`;
  return [issueAt("curtailed", placeOf(series.call.call), message, "error")];
}

/** Whether a record was left that is like one that was not, in all that decides. */
function alikeLeft(records: Records, { deciding }: Series): boolean {
  const done = new Set(doneOf(records).map((one) => likeness(one, deciding)));
  return records.some((one) => !one.isActedOn && done.has(likeness(one, deciding)));
}

function misplaced(
  lists: readonly Listed[],
  { keeps, rows, words }: Extreme,
  series: Series,
): readonly Issue[] | undefined {
  const order = orderedBy(rows, series);
  if (order === undefined) return undefined;
  const { byField, stated, isStatedOtherwise } = ranksOf(order, keeps, series.kind);
  const sorted = { series, order };
  // A list that comes in that order need not be sorted.
  if (isKept(lists, byField, sorted) || (stated !== undefined && isKept(lists, stated, sorted))) return undefined;
  const looks = series.deciding.includes(order) || isStatedOtherwise || stated !== undefined;
  const tool = writtenName(series.call.binding);
  const message = looks
    ? `The goal says ${JSON.stringify(words)}, and in some run the plan calls ${tool} for a record that is not, by \`${order}\`. Take those from the other end, or sort them by that.`
    : `The goal says ${JSON.stringify(words)}, and the plan takes what ${tool} is called for from a list that nobody says is sorted by \`${order}\`. Sort it first.`;
  return [issueAt("comparison_contradicts_goal", placeOf(series.call.call), message, looks ? "error" : "warning")];
}

interface Sorted {
  readonly series: Series;
  readonly order: string;
}

/** Whether, of records that are alike otherwise, in every run those that come first were chosen. */
function isKept(lists: readonly Listed[], rank: Rank, { series, order }: Sorted): boolean {
  const others = series.deciding.filter((field) => field !== order);
  return lists.every(({ records }) =>
    doneOf(records).every((done) =>
      records.every(
        (left) => left.isActedOn || likeness(left, others) !== likeness(done, others) || rank(left, done, records) >= 0,
      ),
    ),
  );
}
