import { schemasAt } from "../../flow/schema-at.js";
import { type DataFlow, how, type Origin } from "../../flow/values/index.js";
import { isConvention } from "../../grounding/convention.js";
import type { Goal } from "../../grounding/index.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { type LiteralUse, type UsedLiteral, usedLiterals, whole } from "../literals.js";
import { findMadeUp, groundLiterals } from "../made-up.js";
import { inventedIn, type Parts } from "./constants.js";
import { mixtureIn } from "./mixed.js";
import type { Passed } from "./passed.js";
import { writtenAt } from "./place.js";

/**
 * Values that a plan makes up by computing them: `["eve", "evil.org"].join("@")` is no less made up than the address it makes. What
 * the runs passed is held against the goal like a literal where it comes from nothing but the plan, or is the same in every
 * run whatever the tools return; of an address that is put together from what they return, each word has to be somebody's.
 */
export function findMadeUpByComputing(passed: readonly Passed[], data: DataFlow, goal: Goal): readonly Issue[] {
  const places = passed.filter(({ origins }) => [...origins.values()].some(isComputed));
  const found = places.map((passed) => inventionOf(passed, goal));
  const literals = found.flatMap((one) => (one !== undefined && "value" in one ? [one] : []));
  const strange = found.flatMap((one) => (one !== undefined && "severity" in one ? [one] : []));
  if (literals.length === 0) return strange;
  return [...findMadeUp(groundLiterals([...usedLiterals(data), ...literals], goal), goal, literals), ...strange];
}

function isComputed(bits: number): boolean {
  return (bits & how.computed) !== 0;
}

/** What is wrong with the values at one place: one that stands for a literal, or an issue. */
function inventionOf(passed: Passed, goal: Goal): UsedLiteral | Issue | undefined {
  const { call, path } = passed;
  const tool = call.binding.spec;
  const schema = whole(schemasAt(tool.input, path));
  const use: LiteralUse = { tool, parameter: path, ...(schema !== undefined && { schema }), as: "argument" };
  const context = { goal, tool, parameter: path, ...(schema !== undefined && { schema }) };
  const node = writtenAt(call.call, path);
  const made = (value: string | number): UsedLiteral => ({ node, value, uses: [use], computed: true });
  const parts = partsOf(passed.origins);
  if (parts !== undefined) {
    if (isCounted(passed, parts)) return undefined;
    const values = [...new Set(passed.seen.map(({ value }) => value))];
    const invented = values.map((value) => inventedIn(value, parts, context)).find((value) => value !== undefined);
    return invented === undefined ? undefined : made(invented);
  }
  const mixture = mixtureIn(passed, context);
  if (mixture === undefined) return undefined;
  if ("constant" in mixture) return made(mixture.constant);
  const file = node.getSourceFile();
  const said = `The plan puts together an address for \`${path}\`, like ${JSON.stringify(mixture.address)}, and nobody gives ${mixture.words.map((word) => JSON.stringify(word)).join(", ")}.`;
  return issueAt("made_up_value", { file, start: node.getStart(file) }, `${said} Pass an address as it was given.`);
}

/** Pages and tries: one after the other, from where counting starts. */
function isCounted({ seen }: Passed, { texts, numbers }: Parts): boolean {
  const values = new Set(seen.map(({ value }) => value));
  return values.size > 1 && texts.length === 0 && numbers.every(isConvention);
}

/** Undefined where anything else than the plan has a part in it. */
function partsOf(origins: ReadonlyMap<Origin, number>): Parts | undefined {
  const texts: string[] = [];
  const numbers: number[] = [];
  for (const origin of origins.keys()) {
    if (origin.kind !== "literal") return undefined;
    if (typeof origin.value === "string") texts.push(origin.value);
    if (typeof origin.value === "number") numbers.push(origin.value);
  }
  return { texts, numbers };
}
