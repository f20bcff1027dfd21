import { isRejected, type OriginTally, type Report, type Table } from "./report.js";
import type { Fate, Tried } from "./run.js";
import type { Tally } from "./tally.js";
import { WORLDS } from "./worlds.js";

const definitions = `Programs that are right are made wrong in one thing, and the judge is asked about each.
  equivalent  makes the same calls in the same order and returns the same as the right program in each of ${WORLDS} worlds, which are
              drawn apart from the judge's: not counted in any rate; (refused) those the judge refuses none the less
  changed     every other mutant; one that does not compile is changed too
  types, flow, laws  killed there: where the first error of the verdict comes from (types holds the plan form and the compiler)
  survived    changed, and passed
  flagged     survivors with a warning that the right program does not get; they count as survived
Mutants of right programs that the judge rejects are not tried: they would all look killed. A right program of a benchmark is
one whose calls fit its tools; (stated) counts the rejected ones whose goal states every value in them. Tools that claim no
effects count as irreversible, so the order and number of their calls matter, though nobody could tell whether they do.`;

/** The report as text. */
export function printed(report: Report): string {
  const origins = report.byOrigin.map(originCells);
  const { good, mutant } = report.ms;
  return [
    definitions,
    ...tablesOf(report).map(tableText),
    aligned([originHeads, ...origins, sumOf(report.byOrigin)]),
    `Rejected programs by code: ${counts(report.rejections)}`,
    `Rows no program was made of: ${counts(report.skipped)}`,
    `Median time of a verdict: ${good.toFixed(0)} ms of a right program, ${mutant.toFixed(0)} ms of a mutant (two at a time).`,
  ].join("\n\n");
}

/** Parted by what the tools claim only where there are programs of both sorts. */
function tablesOf({ tables }: Report): readonly Table[] {
  return tables.every(({ all }) => all.mutants > 0) ? tables : tables.slice(0, 1);
}

function tableText({ programs, all, byKind }: Table): string {
  const rows = byKind.map(({ kind, tally }) => [kind, ...cells(tally)]);
  return aligned([[`mutants of programs: ${programs}`, ...tallyHeads], ...rows, ["all", ...cells(all)]]);
}

const tallyHeads = ["mutants", "equivalent", "changed", "types", "flow", "laws", "survived", "killed", "flagged"];
const originHeads = [
  "programs from",
  "rows",
  "right",
  "tried",
  "rejected",
  "(stated)",
  "changed",
  "survived",
  "killed",
];

function cells({ mutants, equivalent, equivalentRefused, changed, killed, survived, killRate, flagged }: Tally) {
  const alike = equivalentRefused === 0 ? String(equivalent) : `${equivalent} (${equivalentRefused} refused)`;
  return [
    String(mutants),
    alike,
    ...[changed, killed.types, killed.flow, killed.laws, survived].map(String),
    share(killRate),
    String(flagged),
  ];
}

function originCells({
  origin,
  rows,
  programs,
  tried,
  rejected,
  rejectedStated,
  mutants,
}: OriginTally): readonly string[] {
  const numbers = [rows, programs, tried, rejected, rejectedStated, mutants.changed, mutants.survived];
  return [origin, ...numbers.map(String), share(mutants.killRate)];
}

function sumOf(origins: readonly OriginTally[]): readonly string[] {
  const sum = (field: (origin: OriginTally) => number) => String(origins.reduce((total, one) => total + field(one), 0));
  return [
    "all",
    sum(({ rows }) => rows),
    sum(({ programs }) => programs),
    sum(({ tried }) => tried),
    sum(({ rejected }) => rejected),
    sum(({ rejectedStated }) => rejectedStated),
  ];
}

function share(rate: number): string {
  return Number.isNaN(rate) ? "-" : `${(100 * rate).toFixed(1)} %`;
}

function counts(given: { readonly [name: string]: number }): string {
  const entries = Object.entries(given).map(([name, count]) => `\n  ${String(count).padStart(5)}  ${name}`);
  return entries.length === 0 ? "none" : entries.join("");
}

/** The first column to the left, the others to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  return rows.map(line).join("\n");
}

/** What to look at closely: mutants that got through or are none, and good programs that did not get through. */
export const shows = {
  survivors: (tried: readonly Tried[]) => fated(tried, "survived"),
  equivalents: (tried: readonly Tried[]) => fated(tried, "equivalent"),
  rejected,
};

export function isShow(name: string): name is keyof typeof shows {
  return Object.hasOwn(shows, name);
}

function fated(tried: readonly Tried[], wanted: Fate): readonly string[] {
  const trials = tried.flatMap((one) => one.trials).filter(({ fate }) => fate === wanted);
  return trials.map(
    ({ program, mutant, flagged }) =>
      `${mutant.kind}: ${mutant.what}${flagged ? " (flagged)" : ""}\n  ${program.origin} ${program.id}: ${program.goal}\n${indented(mutant.source)}`,
  );
}

function rejected(tried: readonly Tried[]): readonly string[] {
  return tried.filter(isRejected).map(({ program, judgement }) => {
    const issues = judgement.issues.map(({ code, message }) => `  ${code}: ${message}`);
    return [`${program.origin} ${program.id}: ${program.goal}`, ...issues, indented(program.source)].join("\n");
  });
}

function indented(text: string): string {
  return text.trimEnd().replace(/^/gm, "    ");
}
