/**
 * NESTFUL v1 (IBM, 2024): calls that feed each other. Right when all calls and arguments are, by the authors' full sequence
 * match: references count by the function they refer to, the closing `var_result` does not count.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { plan } from "../../planner/index.js";
import { canonicalJson, isObject, type Json, type ToolSpec } from "../../toolspecs/index.js";
import type { Verdict } from "../../verifier/index.js";
import type { Attempt, Benchmark, Case, Setting } from "../benchmark.js";
import { type Fields, fields, list, readCases } from "../lines.js";
import { toolOf } from "./tools.js";

const parts = ["sgd", "executable", "glaive"] as const;

export const nestful: Benchmark = {
  name: "nestful-v1",
  about: "one or a few sentences, 30 to 70 functions: calls that use what earlier calls return",
  read: (folder) => readCases(folder, () => parts.flatMap((part) => casesOf(dataIn(folder), part))),
  figures: (attempts) => ({ "calls in their place": mean(attempts.map(({ counts }) => counts?.placed ?? 0)) }),
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
  const read = (name: string) => list(JSON.parse(readFileSync(join(folder, `${part}-${name}.json`), "utf8")));
  const tools = read("spec").map((spec) => toolOf(fields(spec, "a function")));
  return read("data").map((row, index) => ({
    id: `${part} ${index}`,
    file: part,
    attempt: (setting) => attempt(fields(row, "a row"), tools, setting),
  }));
}

async function attempt({ input, output }: Fields, tools: readonly ToolSpec[], setting: Setting): Promise<Attempt> {
  const verdict = await plan({ goal: String(input), tools, ...setting });
  const gold = goldCalls(list(output).map((one) => fields(one, "a call")));
  const calls = verdict.outcome === "abstained" ? [] : callsOf(verdict);
  const placed = gold.filter((call, index) => call === calls[index]).length;
  const correct = gold.length === calls.length && placed === gold.length;
  const said =
    verdict.outcome === "abstained"
      ? verdict.missing.map(({ message }) => message).join(" ")
      : `${calls.join("; ")} instead of ${gold.join("; ")}`;
  const endings = { passed: "planned", rejected: "rejected", abstained: "abstained" } as const;
  const counts = { placed: placed / Math.max(1, gold.length, calls.length) };
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

/** The calls of the world that is shown, with what came from other calls in place of what this world's tools made up. */
function callsOf({ trace, evidence }: Verdict): readonly string[] {
  return trace.map(({ tool, args }, index) => {
    const known = evidence.provenance[index];
    const entries = Object.entries(isObject(args) ? args : {}).map(([key, value]) => {
      const sources = known?.tool === tool ? (known.arguments.find(({ path }) => path === key)?.from ?? []) : [];
      const [only] = sources.filter(({ way }) => way !== "decides");
      const from = only?.kind === "output" ? `$${only.tool}${only.path === "" ? "" : `.${only.path}`}$` : undefined;
      return [key, from ?? value] as const;
    });
    return callText(tool, entries);
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
