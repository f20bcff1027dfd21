import ts = require("typescript");

import type { Budget } from "../../policy/index.js";
import type { Binding, Catalogue } from "../../toolspecs/index.js";
import type { CheckedPlan } from "../compiler/compiler.js";
import { budgetIssue, type Issue } from "../issues.js";
import { callBounds } from "./bounds.js";
import { findFloating } from "./floating.js";
import { type Counts, none, type Range } from "./range.js";
import { findToolUses } from "./tool-uses.js";

/** What can be said of a program without running it. */
export interface Flow {
  /** Tools that a call is written for, in the order of the source. No other tool can be called. */
  readonly reached: readonly Binding[];
  /** Where each of them is called first. */
  readonly sites: ReadonlyMap<Binding, ts.CallExpression>;
  readonly bounds: Counts;
  readonly issues: readonly Issue[];
}

/** Phase 3. Reach, bounds and promises nobody waits for. */
export function analyseFlow(plan: CheckedPlan, catalogue: Catalogue, budget: Budget): Flow {
  const uses = findToolUses(plan, catalogue);
  const entry = plan.file.statements.find(isEntry);
  const bounds = entry === undefined ? none : callBounds(entry, uses.byCall, plan.checker);
  const sites = new Map([...uses.byCall].reverse().map(([call, binding]) => [binding, call]));
  const issues = [...uses.issues, ...findFloating(plan)];
  const least = [...bounds.values()].reduce((sum, { min }: Range) => sum + min, 0);
  if (least > budget.calls && entry !== undefined) {
    issues.push(budgetIssue({ file: plan.file, start: entry.getStart(plan.file) }, least, budget.calls));
  }
  return { reached: [...new Set(uses.byCall.values())], sites, bounds, issues };
}

function isEntry(statement: ts.Statement): statement is ts.FunctionDeclaration {
  return (
    ts.isFunctionDeclaration(statement) &&
    (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false)
  );
}
