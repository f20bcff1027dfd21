/**
 * How well the judge tells wrong programs from right ones (mutation testing, DeMillo, Lipton and Sayward 1978, of the judge
 * instead of a test suite):
 *
 *     node dist/bench/mutation.js [--data DIR] [--policies] [--only KIND] [--limit N]
 *         [--show survivors|equivalents|rejected] [--json]
 *
 * Run from the root of the repository. DIR holds benchmarks (nestful, seal-tools, ultratool, agentdojo), whose right answers are
 * turned into programs; they are read and never copied. Without DIR only our own programs are tried. With `--policies` they are
 * also held to what the owners of their tools ask of every plan (`bench/programs/<world>/policy.yaml`). `--limit` is how many
 * programs of one origin are tried, spread over all of them.
 */
import { parseArgs } from "node:util";
import { createCompiler } from "../verifier/compiler/compiler.js";
import { type Harvest, readGold } from "./mutation/gold/read.js";
import { isKind, type Kind, kinds } from "./mutation/mutate.js";
import { readOwn } from "./mutation/own.js";
import { isShow, printed, shows } from "./mutation/print.js";
import { reportOf } from "./mutation/report.js";
import { runAll } from "./mutation/run.js";

const usage = `Usage: node dist/bench/mutation.js [--data DIR] [--policies] [--only KIND] [--limit N] [--show survivors|equivalents|rejected] [--json]
KIND is one of: ${kinds.join(", ")}`;

interface Asked {
  readonly data: string | undefined;
  readonly policies: boolean;
  readonly kinds: readonly Kind[];
  readonly limit: number;
  readonly show: keyof typeof shows | undefined;
  readonly json: boolean;
}

async function main(): Promise<void> {
  const asked = readArguments();
  if (asked === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const { limit, show, json } = asked;
  const harvests = await harvest(asked);
  const programs = harvests.flatMap((one) => spread(one.programs, limit));
  const tried = await runAll(programs, { kinds: asked.kinds, cap: 2, progress });
  const report = reportOf(tried, harvests, asked.kinds);
  if (show !== undefined) for (const text of shows[show](tried)) console.log(`${text}\n`);
  console.log(json ? JSON.stringify(report, null, 2) : printed(report));
}

/** Undefined for arguments that make no sense. */
function readArguments(): Asked | undefined {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      policies: { type: "boolean", default: false },
      only: { type: "string" },
      limit: { type: "string", default: "60" },
      show: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { data, policies, only, show, json } = values;
  const limit = Number(values.limit);
  if (only !== undefined && !isKind(only)) return undefined;
  if (show !== undefined && !isShow(show)) return undefined;
  if (!(Number.isInteger(limit) && limit > 0)) return undefined;
  return { data, policies, kinds: only === undefined ? kinds : [only], limit, show, json };
}

async function harvest({ data, policies }: Asked): Promise<readonly Harvest[]> {
  const own = await readOwn("bench/programs", policies ? "with policies" : "without");
  const mine: Harvest = { origin: "own", rows: own.length, programs: own, skipped: [] };
  return data === undefined ? [mine] : [mine, ...(await readGold(data, createCompiler()))];
}

/** `limit` of them, at even distances, so that no part of a file is favoured. */
function spread<T>(items: readonly T[], limit: number): readonly T[] {
  if (items.length <= limit) return items;
  return items.filter(
    (_, index) => Math.floor((index * limit) / items.length) !== Math.floor(((index - 1) * limit) / items.length),
  );
}

function progress(done: number, of: number): void {
  if (done % 50 === 0 || done === of) process.stderr.write(`${done} of ${of} programs\n`);
}

await main();
