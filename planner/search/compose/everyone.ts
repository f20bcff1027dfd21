/**
 * "Remind every customer with an overdue invoice", where no tool lists customers: then whoever runs the plan says which ones
 * there are. The goal is solved for one of them, by a stand-in; the plan takes a list of them as its input and does it for each.
 */
import type { Token } from "../goal/token.js";
import { freeName } from "../program/names.js";
import type { EachStep, Program, Step, Value } from "../program/program.js";
import type { ToolEntry } from "../tools/entry.js";
import { splitName } from "../words/split.js";
import type { Found } from "./found.js";

/** Never a value of anybody: the domain is reserved (RFC 2606), and the plan that holds it is rewritten. */
const standIn = "stand-in@input.invalid";

/** Programs that take the people or things a goal is for as their input; none where the goal is not of that form. */
export function forEveryone(
  { text, tokens }: { readonly text: string; readonly tokens: readonly Token[] },
  entries: readonly ToolEntry[],
  solve: (goal: string) => Found,
): readonly Program[] {
  const at = tokens.findIndex((token, index) => isEvery(token) && isWith(tokens[index + 2]));
  const [thing, next] = [tokens[at + 1], tokens[at + 3]];
  if (at < 0 || thing === undefined || next === undefined) return [];
  const key = lookUpOf(thing, entries);
  if (key === undefined) return [];
  const before = text.slice(0, tokens[at]?.start ?? 0);
  const what = text
    .slice(isArticle(next) ? next.end : next.start)
    .trim()
    .replace(/[.!]$/u, "");
  const { programs } = solve(`${before}every ${what} of the ${thing.lower} ${standIn}`);
  return programs.flatMap((program) => overInput(program, key) ?? []);
}

function isEvery({ lower }: Token): boolean {
  return lower === "every" || lower === "each";
}

function isWith(token: Token | undefined): boolean {
  return token?.lower === "with";
}

function isArticle({ lower }: Token): boolean {
  return lower === "an" || lower === "a" || lower === "any";
}

/** The parameter by which a tool that only looks finds one of the things; it must be an address, as the stand-in is. */
function lookUpOf({ stem }: Token, entries: readonly ToolEntry[]): string | undefined {
  for (const { acts, things, slots } of entries) {
    const [slot, ...others] = slots.filter(({ required }) => required);
    if (acts || !things.includes(stem) || slot === undefined || others.length > 0) continue;
    if (slot.shape.schema.format === "email") return slot.path.at(-1);
  }
  return undefined;
}

/** The program with a loop over the input around it, and an element of it where the stand-in was. */
function overInput(program: Program, key: string): Program | undefined {
  if (program.answer !== undefined) return undefined;
  const taken = new Set(["input", ...program.steps.map(({ name }) => name)]);
  const one = freeName(splitName(key), taken);
  const list = { kind: "reference", name: "input", path: [{ key: `${key}s`, optional: false }] } as const;
  const loop: EachStep = { kind: "each", name: one, inside: undefined, list };
  const steps = program.steps.map((step) => insideOf(one, step));
  if (!JSON.stringify(steps.map((step) => (step.kind === "call" ? step.args : null))).includes(`"name":"${one}"`))
    return undefined;
  if (JSON.stringify(steps.map(withoutSpecs)).includes(standIn)) return undefined;
  return { ...program, input: { key: `${key}s` }, steps: [loop, ...steps] };
}

function withoutSpecs(step: Step): unknown {
  return step.kind === "call" ? step.args : step;
}

function insideOf(one: string, step: Step): Step {
  const placed = { ...step, inside: step.inside ?? one };
  if (placed.kind !== "call") return placed;
  const entries = placed.args.entries.map(({ key, value }) => ({ key, value: replaced(value, one) }));
  return { ...placed, args: { ...placed.args, entries } };
}

function replaced(value: Value, one: string): Value {
  if (value.kind === "literal") return value.value === standIn ? { kind: "reference", name: one, path: [] } : value;
  if (value.kind === "reference") return value;
  return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: replaced(entry.value, one) })) };
}
