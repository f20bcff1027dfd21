import { resolve } from "node:path";
import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import type { Done, Report, Result, Share } from "../../eval/index.js";
import { visible } from "../../report/index.js";
import { failure, type JsonObject, type Outcome, success } from "../../toolspecs/index.js";
import { choosePlanner } from "../choice.js";
import type { Choose, Context, ExitCode } from "../context.js";
import { command } from "../help.js";
import { jsonText } from "../json-text.js";
import { jsonOption, type PlannerFlags, plannerOptions } from "../options.js";
import { proposerOf } from "../planning.js";
import { type Problem, usage } from "../problem.js";
import { progressLine } from "../progress.js";

interface Flags extends PlannerFlags {
  readonly data?: string;
  readonly file?: string;
  readonly limit?: number;
  readonly show?: readonly Shown[];
  readonly json?: boolean;
}

/** Scores a planner on a public benchmark that lies on this machine. */
export function evalCommand(choose: Choose): Command {
  const evaluation = command({
    name: "eval",
    summary: "score a planner on a public benchmark, by its authors' rule",
    examples: ["holdshort eval bfcl --data ../bfcl --planner search --json"],
  }).addArgument(new Argument("<bench>", "the benchmark, for example bfcl"));
  const options = [
    new Option("--data <folder>", "the benchmark's own folder, or the one that holds it; it is only read"),
    new Option("--file <name>", "only the files with this in their name"),
    new Option("--limit <number>", "only the first so many rows of each file").argParser(count),
    new Option(
      "--show <endings>",
      `tell rows too, of one ending or of several with commas: ${endings.join(", ")}`,
    ).argParser(endingsIn),
    ...plannerOptions(),
    jsonOption(),
  ];
  for (const option of options) evaluation.addOption(option);
  return evaluation.action((bench: string, flags: Flags) => {
    choose((context) => run(bench, flags, context));
  });
}

/** How a row may have ended; `wrong` and `correct` are kinds of `planned`. */
const endings = ["wrong", "correct", "planned", "abstained", "rejected", "unreadable", "crashed"] as const;
type Shown = (typeof endings)[number];

function endingsIn(text: string, before: readonly Shown[] = []): readonly Shown[] {
  const named = text.split(",").map((part) => part.trim());
  const found = endings.filter((ending) => named.includes(ending));
  const unknown = named.find((name) => !endings.some((ending) => ending === name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`${JSON.stringify(unknown)} is none of ${endings.join(", ")}.`);
  return [...before, ...found];
}

function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("Give a whole number from 1 up.");
  return Number(text);
}

async function run(bench: string, flags: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const { io, parts } = context;
  const choice = choosePlanner(flags, io.env);
  if (!choice.ok) return choice;
  const { benchmarks, evaluate } = await parts.eval();
  const benchmark = benchmarks.find(({ name }) => name === bench);
  if (benchmark === undefined) {
    const known = benchmarks.map(({ name }) => name).join(", ");
    return failure(usage(`${JSON.stringify(bench)} is no benchmark that is known here. Known are: ${known}.`));
  }
  if (flags.data === undefined)
    return failure(usage("It is not said where the benchmark is. Give its folder with --data."));
  const line = progressLine(io);
  const shown: Done[] = [];
  try {
    const report = await evaluate({
      benchmark,
      data: resolve(io.cwd, flags.data),
      proposer: proposerOf(choice.value, await parts.planner()),
      only: flags.file,
      limit: flags.limit,
      signal: io.signal,
      onCase: (done, at, of) => {
        line.show(`${at} of ${of}`);
        if (flags.show?.some((ending) => endedAs(done, ending)) === true) shown.push(done);
      },
    });
    line.clear();
    if (!report.ok) return report;
    io.stdout.write(flags.json ? jsonText(reportJson(report.value, shown)) : reportText(report.value, shown));
    return success(0);
  } finally {
    line.clear();
  }
}

function endedAs({ attempt: { correct, ending } }: Done, wanted: Shown): boolean {
  if (wanted === "correct") return correct;
  return wanted === "wrong" ? !correct && ending === "planned" : ending === wanted;
}

function reportJson({ bench, planner, byFile, ms, ...result }: Report, shown: readonly Done[]): JsonObject {
  const files = Object.entries(byFile).map(([file, one]) => [file, resultJson(one)] as const);
  const rows = shown.map(({ case: { id }, attempt: { correct, ending, why } }) => ({ id, ending, correct, why }));
  const told = rows.length === 0 ? {} : { shown: rows };
  return { bench, planner, ...resultJson(result), byFile: Object.fromEntries(files), ms: { ...ms }, ...told };
}

function resultJson({ ci95, endings, figures, ...rest }: Result): JsonObject {
  const shares = Object.entries(figures).map(([name, { ci95: ci, ...share }]) => [name, { ...share, ci95: [...ci] }]);
  return { ...rest, ci95: [...ci95], endings: { ...endings }, figures: Object.fromEntries(shares) };
}

function reportText(report: Report, shown: readonly Done[]): string {
  const rows = shown.map(({ case: one, attempt }) => `${visible(one.id)}: ${visible(attempt.why)}\n`);
  const files = Object.entries(report.byFile);
  const all = files.length === 1 ? [] : [["all", report] as const];
  const { p50, p99 } = report.ms;
  const heading = `${report.bench}, planner ${report.planner}; in brackets the 95 % intervals\n`;
  const times = `Time to plan: ${p50.toFixed(1)} ms (median), ${p99.toFixed(1)} ms (99 of 100 rows)\n`;
  return [...rows, heading, ...[...files, ...all].map(([file, result]) => resultText(file, result)), times].join("");
}

function resultText(name: string, { accuracy, ci95, correct, rows, figures }: Result): string {
  const all: [string, Share][] = [["correct", { share: accuracy, ci95, hits: correct, of: rows }]];
  const lines = [...all, ...Object.entries(figures)].map(
    ([figure, share]) => `    ${figure.padEnd(24)}${shareText(share)}\n`,
  );
  return [`  ${name}\n`, ...lines].join("");
}

function shareText({ share, ci95: [low, high], hits, of }: Share): string {
  if (of === 0) return "    -";
  const percent = (value: number) => (100 * value).toFixed(1);
  return `${percent(share).padStart(5)} %  [${percent(low)}, ${percent(high)}]  ${hits} of ${of}`;
}
