/** Examples for the ranking: the tools that a request might mean, none among them, and which is right. */
import { considered } from "../../planner/search/tools/rank.js";
import { requestOf } from "../../planner/search/tools/request.js";
import type { Example } from "./adagrad.js";
import type { Row } from "./rows.js";

export interface ToolExample extends Example {
  readonly row: Row;
  readonly names: readonly string[];
}

/** Rows that ask for one tool or for none; several calls of one tool are one choice. */
export function toolExample(row: Row): ToolExample | undefined {
  const wanted = new Set(row.gold.map(({ tool }) => tool));
  if (wanted.size > 1) return undefined;
  const request = requestOf(row.goal, { first: 0, next: row.goal.tokens.length });
  const { tools, none } = considered(request, row.knowledge.tools);
  const names = tools.map(({ entry }) => entry.binding.spec.name);
  const right = names.flatMap((name, index) => (wanted.has(name) ? [index] : []));
  if (wanted.size === 0) right.push(tools.length);
  return { row, names, options: [...tools.map(({ features }) => features), none], right };
}
