import ts = require("typescript");

import type { Budget } from "../../policy/index.js";
import type { Binding, Catalogue } from "../../toolspecs/index.js";
import type { CheckedPlan } from "../compiler/compiler.js";
import { budgetIssue, entangledIssue, type Issue, largeBudgetIssue, type Place } from "../issues/index.js";
import { isEntry } from "../syntax.js";
import { type CallBound, callBounds } from "./bounds.js";
import { analyseEffects, type Effects, noEffects } from "./effects/effects.js";
import { findFirstPages } from "./first-page.js";
import { findFloating } from "./floating.js";
import type { Measured } from "./sizes/sizes.js";
import { findToolUses } from "./tool-uses.js";
import { analyseData, type DataFlow, type Input, noDataFlow } from "./values/index.js";

/** What is claimed of every run of a program, so that runs can contradict it. */
export interface Claims {
  /** Tools that a call is written for, in the order of the source. No other tool can be called. */
  readonly reached: readonly Binding[];
  /** Every call of them. */
  readonly uses: ReadonlyMap<ts.CallExpression, Binding>;
  /** A tool that is not in it is never called. */
  readonly bounds: ReadonlyMap<Binding, CallBound>;
  /** By key: the sizes that the bounds speak of. */
  readonly measured: ReadonlyMap<string, Measured>;
  /** Where the values in each call come from. */
  readonly data: DataFlow;
}

/** What can be said of a program without running it. */
export interface Flow extends Claims {
  /** Where each tool is called first. */
  readonly sites: ReadonlyMap<Binding, ts.CallExpression>;
  readonly effects: Effects;
  readonly issues: readonly Issue[];
}

/** What a run has to keep to, and what it is given. */
export interface Given extends Budget {
  readonly input?: Input | undefined;
}

/** Phase 3. Reach, bounds, where values come from, and promises nobody waits for. */
export function analyseFlow(plan: CheckedPlan, catalogue: Catalogue, given: Given): Flow {
  const uses = findToolUses(plan, catalogue);
  const entry = plan.file.statements.find(isEntry);
  const claims = claimsFrom(plan, uses.byCall, given.input);
  const effects = entry === undefined ? noEffects : analyseEffects(plan, entry, uses.byCall);
  const sites = new Map([...uses.byCall].reverse().map(([call, binding]) => [binding, call]));
  const start = entry?.getStart(plan.file) ?? 0;
  const issues = [
    ...uses.issues,
    ...findFloating(plan),
    ...checkBudget(plan.file, { bounds: claims.bounds, sites }, given),
    ...effects.issues,
    ...findFirstPages({ file: plan.file, uses: uses.byCall, data: claims.data }),
    ...(claims.data === noDataFlow ? [entangledIssue({ file: plan.file, start })] : []),
  ];
  return { ...claims, sites, effects, issues };
}

/** The part of phase 3 that runs can contradict. */
export function claimsOf(plan: CheckedPlan, catalogue: Catalogue): Claims {
  return claimsFrom(plan, findToolUses(plan, catalogue).byCall, undefined);
}

function claimsFrom(plan: CheckedPlan, uses: Claims["uses"], input: Input | undefined): Claims {
  const entry = plan.file.statements.find(isEntry);
  const { bounds, measured } =
    entry === undefined ? { bounds: new Map(), measured: new Map() } : callBounds(entry, uses, plan.checker);
  const data = analyseData(plan, uses, input) ?? noDataFlow;
  return { reached: [...new Set(uses.values())], uses, bounds, measured, data };
}

/**
 * Too many calls in every run is an error. Too many in some is for a person to weigh: that run may never come about. Either stands where the tool that is
 * called most is called first.
 */
function checkBudget(
  file: ts.SourceFile,
  { bounds, sites }: Pick<Flow, "bounds" | "sites">,
  { calls }: Budget,
): readonly Issue[] {
  const least = sum([...bounds.values()].map(({ min }) => min));
  const busiest = (by: (bound: CallBound) => number): Place => {
    const [most] = [...bounds].toSorted(([, one], [, other]) => by(other) - by(one));
    return { file, start: (most && sites.get(most[0]))?.getStart(file) ?? 0 };
  };
  if (least > calls)
    return [
      budgetIssue(
        busiest(({ min }) => min),
        least,
        calls,
      ),
    ];
  const finite = ({ max }: CallBound) => (Number.isFinite(max) ? max : 0);
  const most = sum([...bounds.values()].map(finite));
  return most > calls ? [largeBudgetIssue(busiest(finite), most, calls)] : [];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
