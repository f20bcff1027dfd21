/**
 * NESTFUL v1 (IBM, 2024): calls that feed each other. Right when all calls and arguments are, by the authors' full sequence
 * match: references count by the function they refer to, the closing `var_result` does not count.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { plan } from "../../planner/index.js";
import { canonicalJson, isObject, type Json, type ToolSpec } from "../../toolspecs/index.js";
import type { Verdict } from "../../verifier/index.js";
import { type Attempt, type Benchmark, type Case, type Setting, sumOf } from "../benchmark.js";
import { type Fields, fields, items, readCases, readDocument, text } from "../lines.js";
import { shareOf } from "../share.js";
import { sourcedCalls } from "../sourced.js";
import { toolOf } from "./tools.js";

const parts = ["sgd", "executable", "glaive"] as const;

export const nestful: Benchmark = {
  name: "nestful-v1",
  about: "one or a few sentences, 30 to 70 functions: calls that use what earlier calls return",
  read: (folder) => readCases(folder, () => parts.flatMap((part) => casesOf(dataIn(folder), part))),
  figures: (attempts) => ({ "calls in their place": shareOf(sumOf(attempts, "placed"), sumOf(attempts, "calls")) }),
};

/** The benchmark's own folder holds the first version in one of its own. */
function dataIn(folder: string): string {
  return (
    [join(folder, "v1"), join(folder, "nestful", "v1"), folder].find((path) =>
      existsSync(join(path, "sgd-data.json")),
    ) ?? folder
  );
}

function casesOf(folder: string, part: string): readonly Case[] {
  if (!existsSync(join(folder, `${part}-data.json`))) return [];
  const read = (name: string) => {
    const path = join(folder, `${part}-${name}.json`);
    return items(readDocument(path), path).map((one, index) => fields(one, `${path}[${index}]`));
  };
  const tools = read("spec").map(toolOf);
  return read("data").map(({ input, output }, index) => {
    const place = `${part}-data.json[${index}]`;
    const goal = text(input, `${place}.input`);
    const calls = items(output, `${place}.output`).map((one) => fields(one, `${place}.output`));
    return { id: `${part} ${index}`, file: part, attempt: (setting) => attempt({ goal, calls }, tools, setting) };
  });
}

interface Row {
  readonly goal: string;
  readonly calls: readonly Fields[];
}

async function attempt({ goal, calls: wanted }: Row, tools: readonly ToolSpec[], setting: Setting): Promise<Attempt> {
  const verdict = await plan({ goal, tools, ...setting });
  const gold = goldCalls(wanted);
  const calls = verdict.outcome === "abstained" ? [] : callsOf(verdict);
  const placed = gold.filter((call, index) => call === calls[index]).length;
  const correct = gold.length === calls.length && placed === gold.length;
  const said =
    verdict.outcome === "abstained"
      ? verdict.missing.map(({ message }) => message).join(" ")
      : `${calls.join("; ")} instead of ${gold.join("; ")}`;
  const endings = { passed: "planned", rejected: "rejected", abstained: "abstained" } as const;
  const counts = { placed, calls: Math.max(gold.length, calls.length) };
  return { ending: endings[verdict.outcome], correct, why: correct ? "" : said, ms: verdict.ms.plan, counts };
}

function goldCalls(output: readonly Fields[]): readonly string[] {
  const names = new Map(output.map(({ label, name }) => [String(label), String(name)]));
  const grounded = (text: string) =>
    text.replace(/^\$(var_?\d+)(.*)\$$/u, (_, label: string, rest: string) => `$${names.get(label) ?? label}${rest}$`);
  return output
    .filter(({ name }) => name !== "var_result")
    .map(({ name, arguments: args }) =>
      callText(String(name), Object.entries(fields(args ?? {}, "arguments")), grounded),
    );
}

function callText(
  name: string,
  args: readonly (readonly [string, unknown])[],
  grounded = (text: string) => text,
): string {
  const texts = args.map(
    ([key, value]) => `${key} = ${typeof value === "string" ? grounded(value) : canonicalJson(value as Json)}`,
  );
  return `${name}(${texts.sort().join(", ")})`;
}

/** A value that another call returned stands as `$tool.path$`. */
function callsOf(verdict: Verdict): readonly string[] {
  return sourcedCalls(verdict).map(({ tool, args, from }) => {
    const values = Object.entries(isObject(args) ? args : {});
    return callText(
      tool,
      values.map(([key, value]) => [key, Object.hasOwn(from, key) ? `$${from[key]}$` : value] as const),
    );
  });
}
