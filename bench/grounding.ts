/**
 * How well literals are traced to their goals, on the gold calls of public benchmarks:
 *
 *     node dist/bench/grounding.js --data DIR [--show error|warning|missed] [--source NAME]
 *
 * DIR holds a folder for each benchmark (nestful, seal-tools, ultratool, agentdojo, bfcl); they are read and never copied.
 */
import { parseArgs } from "node:util";
import type { Grounding } from "../verifier/grounding/grounding.js";
import { type GoldProgram, readGold } from "./grounding/gold.js";
import { type Traced, type Trial, trials } from "./grounding/trial.js";
import { countUnused } from "./grounding/unused-trial.js";

const usage = "Usage: node dist/bench/grounding.js --data DIR [--show error|warning|missed] [--source NAME]";

function main(): void {
  const { values } = parseArgs({
    options: { data: { type: "string" }, show: { type: "string" }, source: { type: "string", default: "" } },
  });
  if (values.data === undefined) throw new Error(usage);
  const programs = readGold(values.data).filter(({ source }) => source.includes(values.source));
  const all = trials(programs);
  if (values.show !== undefined) show(all, values.show);
  const sources = [...new Set(programs.map(({ source }) => source))];
  const lines = sources.map((source) =>
    line(
      source,
      all.filter(({ program }) => program.source === source),
    ),
  );
  print("Literals by source", [heading, ...lines, line("all", all)]);
  print("Where gold literals come from, and changed ones", originRows(all));
  print("Values of the goal that no literal accounts for", unusedRows(programs));
}

const heading = [
  "source",
  "literals",
  "error",
  "warning",
  "changed",
  "error",
  "warning",
  "caught",
  "caught where the goal and the enum do not say it",
];

function line(name: string, rows: readonly Trial[]): readonly string[] {
  const changed = rows.flatMap((row) => row.changed ?? []);
  const unsaid = changed.filter(({ grounding }) => !isSaid(grounding));
  const gold = rows.map((row) => row.gold);
  const of = (list: readonly Traced[], severity: string) => list.filter((one) => one.severity === severity).length;
  const caught = (list: readonly Traced[]) => share(list.length - of(list, "none"), list.length);
  return [
    name,
    String(rows.length),
    `${of(gold, "error")} (${share(of(gold, "error"), rows.length)})`,
    `${of(gold, "warning")} (${share(of(gold, "warning"), rows.length)})`,
    String(changed.length),
    share(of(changed, "error"), changed.length),
    share(of(changed, "warning"), changed.length),
    caught(changed),
    caught(unsaid),
  ];
}

/** The other row's value happens to stand in this goal, or is one of the values that the parameter allows. */
function isSaid(grounding: Grounding): boolean {
  if (grounding.by === "schema") return grounding.what === "enum";
  return grounding.by === "goal" && (grounding.how === "exact" || grounding.how === "normalised");
}

function originRows(all: readonly Trial[]): readonly (readonly string[])[] {
  const gold = tally(all.map((row) => origin(row.gold)));
  const changed = tally(all.flatMap((row) => (row.changed === undefined ? [] : origin(row.changed))));
  const names = [...new Set([...gold.keys(), ...changed.keys()])].sort(
    (left, right) => (gold.get(right) ?? 0) - (gold.get(left) ?? 0),
  );
  return [
    ["origin", "gold", "changed"],
    ...names.map((name) => [name, String(gold.get(name) ?? 0), String(changed.get(name) ?? 0)]),
  ];
}

function origin({ grounding, severity }: Traced): string {
  const kind = severity === "none" ? "" : ` (${severity})`;
  if (grounding.by === "goal") return `goal: ${grounding.how}${kind}`;
  if (grounding.by === "schema") return `schema: ${grounding.what}${kind}`;
  if (grounding.by === "convention") return "convention";
  return `nothing: ${grounding.partly ? "part of " : ""}${grounding.looks}${kind}`;
}

function unusedRows(programs: readonly GoldProgram[]): readonly (readonly string[])[] {
  const rows = [...countUnused(programs)].map(([kind, { stated, unused, dropped, noticed }]) => [
    kind,
    String(stated),
    `${unused} (${share(unused, stated)})`,
    String(dropped),
    share(noticed, dropped),
  ]);
  return [["kind", "stated", "not used by gold", "dropped", "noticed"], ...rows];
}

function tally(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function share(part: number, whole: number): string {
  return whole === 0 ? "-" : `${((100 * part) / whole).toFixed(2)} %`;
}

function print(title: string, rows: readonly (readonly string[])[]): void {
  const [head = [], ...body] = rows;
  const cells = (row: readonly string[]) => `| ${row.join(" | ")} |`;
  console.log([`\n${title}\n`, cells(head), cells(head.map(() => "---")), ...body.map(cells)].join("\n"));
}

/** `missed`: changed values that pass. */
function show(all: readonly Trial[], what: string): void {
  for (const { program, literal, gold, changed } of all) {
    const shown = what === "missed" ? changed : gold;
    if (shown === undefined || shown.severity !== (what === "missed" ? "none" : what)) continue;
    const value = `${literal.parameter}=${JSON.stringify(shown.value)}`;
    console.log([program.source, value, origin(shown), program.goal.replaceAll("\n", " ")].join("\t"));
  }
}

main();
