/**
 * The authors' full sequence match (`src/scorer.py`): all calls with all arguments, in order. References count by the function they refer
 * to, whatever the calls are labelled; the closing `var_result` of version 1 does not count.
 */
import { canonicalJson, isObject, type Json } from "../../toolspecs/index.js";
import { type Fields, fields } from "../lines.js";
import type { SourcedCall } from "../sourced.js";

export interface Match {
  readonly correct: boolean;
  /** Calls that stand where the authors have the same one. */
  readonly placed: number;
  /** The longer of the two sequences. */
  readonly calls: number;
  readonly why: string;
}

export function matchOf(calls: readonly SourcedCall[], wanted: readonly Fields[]): Match {
  const gold = goldCalls(wanted);
  const said = calls.map(textOf);
  const placed = gold.filter((call, index) => call === said[index]).length;
  const correct = gold.length === said.length && placed === gold.length;
  const why = correct ? "" : `${said.join("; ")} instead of ${gold.join("; ")}`;
  return { correct, placed, calls: Math.max(gold.length, said.length), why };
}

function goldCalls(output: readonly Fields[]): readonly string[] {
  const names = new Map(output.map(({ label, name }) => [String(label).replace(/^\$/u, ""), String(name)]));
  const grounded = (text: string) =>
    text.replace(/^\$(var_?\d+)(.*)\$$/u, (_, label: string, rest: string) => `$${names.get(label) ?? label}${rest}$`);
  return output
    .filter(({ name }) => name !== "var_result")
    .map(({ name, arguments: args }) =>
      callText(String(name), Object.entries(fields(args ?? {}, "arguments")), grounded),
    );
}

/** A value that another call returned stands as `$tool.path$`. */
function textOf({ tool, args, from }: SourcedCall): string {
  const values = Object.entries(isObject(args) ? args : {});
  return callText(
    tool,
    values.map(([key, value]) => [key, Object.hasOwn(from, key) ? `$${from[key]}$` : value] as const),
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
