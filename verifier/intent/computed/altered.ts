import { isObject, type Json } from "../../../toolspecs/index.js";
import { schemasAt } from "../../flow/schema-at.js";
import type { OutputOrigin } from "../../flow/values/index.js";
import { unitsIn } from "../../grounding/in-goal.js";
import type { Goal } from "../../grounding/index.js";
import { ground } from "../../grounding/index.js";
import { precise } from "../../grounding/units.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { siteOf } from "../../syntax.js";
import { type LiteralUse, whole } from "../literals.js";
import { movesMoney } from "../money.js";
import { placeOf } from "../names.js";
import { followsFrom, isFactorOf, type Sums, sumsIn } from "./derived.js";
import type { Passed, Seen } from "./passed.js";
import { writtenAt } from "./place.js";

/** Fewer values than these, or fewer different ones, do not tell what is added to them in every run. */
const ENOUGH = 10;
const DIFFERENT = 4;

/** With these a sum may be reckoned from what the goal does not say in numbers. */
const reckoning =
  /(?<!\p{L})(?:each|per|every|apiece|daily|weekly|monthly|yearly|tax|vat|interest|fees?|discount|tip|share|split|average|rest|remaining|difference|plus|minus|extra|additional|rounded|rate|deposit|percent)(?!\p{L})/iu;

/**
 * Sums of money that the plan makes more or less than it was told: `2500 + 1` where the goal says 25 euros, `order.total + 1` where it says nothing
 * of one more, twice what a tool tells. What is said in numbers, in units and in shares is reckoned with (`derived.ts`).
 */
export function findAlteredSums(places: readonly Passed[], goal: Goal): readonly Issue[] {
  return places.flatMap((passed) => {
    const { call, path, seen } = passed;
    const tool = call.binding.spec;
    const schema = whole(schemasAt(tool.input, path));
    const use = { tool, parameter: path, ...(schema !== undefined && { schema }) };
    if (!seen.every(({ value }) => typeof value === "number") || !movesMoney(use)) return [];
    const description = typeof schema === "object" ? (schema.description ?? "") : "";
    const sums = sumsIn(goal, unitsIn([path, description]));
    const what = isOwn(passed) ? ownSum(passed, sums, goal) : changedIn(passed, { use, sums, goal });
    if (what === undefined) return [];
    const severity = reckoning.test(goal.text) && isOwn(passed) ? "warning" : "error";
    const message = `${what} Pass the sum that was given, or say in the goal what is added to it.`;
    return [issueAt("made_up_value", placeOf(writtenAt(call.call, path)), message, severity)];
  });
}

function isOwn({ origins }: Passed): boolean {
  return [...origins.keys()].every(({ kind }) => kind === "literal");
}

/** A sum of the plan's own making, the same in every run, that does not follow from what the goal says. */
function ownSum({ path, seen, origins }: Passed, sums: Sums, { text }: Goal): string | undefined {
  const [value, ...more] = new Set(seen.map((one) => Number(one.value)));
  if (value === undefined || more.length > 0 || value === 0 || sums.terms.length === 0) return undefined;
  const written = [...origins.keys()].some((origin) => origin.kind === "literal" && origin.value === value);
  if (written || followsFrom(value, sums)) return undefined;
  const said = sums.terms.map(({ start, end }) => JSON.stringify(text.slice(start, end))).join(", ");
  return `The plan passes ${value} as \`${path}\`, and the goal says ${said}.`;
}

interface Told {
  readonly use: Omit<LiteralUse, "as">;
  readonly sums: Sums;
  readonly goal: Goal;
}

/** What is done, in every run alike, to a number that a tool returned, and that nobody said. */
function changedIn({ path, seen, origins }: Passed, { use, sums, goal }: Told): string | undefined {
  if (seen.length < ENOUGH || new Set(seen.map(({ value }) => value)).size < DIFFERENT) return undefined;
  const all = [...origins.keys()];
  if (all.some(({ kind }) => kind !== "literal" && kind !== "output")) return undefined;
  const outputs = all.flatMap((origin) => (origin.kind === "output" ? [origin] : []));
  const written = all.flatMap((origin) =>
    origin.kind === "literal" && typeof origin.value === "number" ? [origin.value] : [],
  );
  if (written.some((one) => isGiven(one, { use, outputs, goal }))) return undefined;
  for (const output of outputs) {
    const added = [...units]
      .map((unit) => inEvery(seen, output, { between: (value, told) => value - told * unit, unchanged: 0 }))
      .find((one) => one !== undefined);
    const field = `\`${output.path}\` of ${output.binding.spec.name}`;
    if (added !== undefined && !followsFrom(added, sums))
      return `In every run the plan passes ${Math.abs(added)} ${added > 0 ? "more" : "less"} than ${field} as \`${path}\`, which nobody said.`;
    const times = inEvery(seen, output, { between: (value, told) => value / told, unchanged: 1 });
    if (times !== undefined && !units.has(times) && !isFactorOf(times, sums))
      return `In every run the plan passes ${times} times ${field} as \`${path}\`, which nobody said.`;
  }
  return undefined;
}

/** Between euros, cents and thousands. */
const units: ReadonlySet<number> = new Set([1, 10, 100, 1000, 0.1, 0.01, 0.001]);

/** By the goal, the signature, or what the tools say of themselves. */
function isGiven(
  value: number,
  { use, outputs, goal }: { readonly use: Told["use"]; readonly outputs: readonly OutputOrigin[]; readonly goal: Goal },
): boolean {
  const grounding = ground(value, { goal, ...use });
  if (grounding.by === "goal" || (grounding.by === "schema" && grounding.what !== "limit")) return true;
  const texts = [use.tool.description, ...outputs.map(({ binding }) => binding.spec.description)];
  return Math.abs(value) > 1 && !units.has(value) && texts.some((text) => text.includes(String(value)));
}

/** What is the same between the value and some number at the place of the output, whenever the value is passed. */
function inEvery(
  seen: readonly Seen[],
  output: OutputOrigin,
  { between, unchanged }: { readonly between: (value: number, told: number) => number; readonly unchanged: number },
): number | undefined {
  let common: ReadonlySet<number> | undefined;
  for (const one of seen) {
    const told = toldBy(output, one);
    const found = new Set(told.map((number) => precise(between(Number(one.value), number))).filter(Number.isFinite));
    common = common === undefined ? found : new Set([...common].filter((number) => found.has(number)));
    if (common.size === 0) return undefined;
  }
  const [first] = common ?? [];
  return common?.has(unchanged) ? undefined : first;
}

function toldBy({ call, path }: OutputOrigin, { run, call: until }: Seen): readonly number[] {
  const { line, column } = siteOf(call);
  return run.calls.slice(0, until).flatMap(({ answer }, index) => {
    const site = run.sites[index];
    const isIt = site?.line === line && site.column === column;
    return isIt && answer?.ok === true ? numbersAt(answer.value, path.match(/[^.[\]]+|\[\]/g) ?? []) : [];
  });
}

function numbersAt(value: Json, [step, ...more]: readonly string[]): readonly number[] {
  if (step === undefined) return typeof value === "number" ? [value] : [];
  if (step === "[]") return Array.isArray(value) ? value.flatMap((item: Json) => numbersAt(item, more)) : [];
  const below = isObject(value) ? value[step] : undefined;
  return below === undefined ? [] : numbersAt(below, more);
}
