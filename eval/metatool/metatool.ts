/**
 * MetaTool (Huang et al., ICLR 2024), choosing tools: right when the tools a program calls are exactly those of the label, as a
 * set; where none fits, right is to call none. A planner that always answers wins the first and loses the second, so both are
 * given together. https://github.com/HowieHwong/MetaTool
 */
import { type Attempt, type Benchmark, type Case, sumOf } from "../benchmark.js";
import { readCases } from "../lines.js";
import { type Calls, type Judged, planRow } from "../plan-row.js";
import { type Share, shareOf } from "../share.js";
import { type MetaRow, metaRows } from "./rows.js";

export const metatool: Benchmark = {
  name: "metatool",
  about:
    "one sentence, ten tools of which only a name and a description are known: the right one, the right two, or none",
  read: (folder) => readCases(folder, () => metaRows(folder).map(caseOf)),
  figures,
};

/** What `figures` counts: rows in which a tool fits (`one`, `two`) or none does. */
const groups = [
  ["one", "the one that fits"],
  ["two", "the two that fit"],
  ["none", "silent where none fits"],
] as const;

function figures(attempts: readonly Attempt[]): Readonly<Record<string, Share>> {
  const shares = groups.flatMap(([group, title]) => {
    const rows = sumOf(attempts, group);
    return rows === 0 ? [] : [[title, shareOf(sumOf(attempts, `${group} right`), rows)] as const];
  });
  // Of one file the accuracy says it already.
  return shares.length > 1 ? Object.fromEntries(shares) : {};
}

function caseOf(row: MetaRow): Case {
  return { id: row.id, file: row.file, attempt: (setting) => planRow(row, setting, (calls) => judged(row, calls)) };
}

function judged({ gold }: MetaRow, calls: Calls): Judged {
  const called = new Set(calls.map(({ tool }) => tool));
  const correct = called.size === gold.length && gold.every((tool) => called.has(tool));
  const group = gold.length === 0 ? "none" : gold.length === 1 ? "one" : "two";
  const why = correct ? "" : `${nameAll([...called])} instead of ${nameAll(gold)}`;
  return { correct, why, counts: { [group]: 1, [`${group} right`]: correct ? 1 : 0 } };
}

function nameAll(tools: readonly string[]): string {
  return tools.length === 0 ? "no tool" : tools.join(" and ");
}
