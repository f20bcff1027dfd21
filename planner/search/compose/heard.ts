/** Whether a program does something about a word already. */
import { numberAt } from "../goal/numbers.js";
import type { Token } from "../goal/token.js";
import type { Program, Value } from "../program/program.js";
import { splitName } from "../words/split.js";
import { stem } from "../words/stem.js";
import { isVerb } from "../words/verbs.js";
import type { Adjective, Modifier } from "./modifier.js";

/** Whether a call is given the word as a value. What is denied is given by no value. */
export function isGiven(program: Program, { word, negated }: Adjective): boolean {
  return (
    !negated && literalsOf(program).some((value) => splitName(String(value)).join("") === splitName(word).join(""))
  );
}

/** Whether the name of a tool that is called has the word itself: of the "payment intent". */
export function isNamed({ steps }: Program, { word, negated }: Adjective): boolean {
  return !negated && steps.some((step) => step.kind === "call" && splitName(step.binding.spec.name).includes(word));
}

/** Whether a call is given what a modifier compares with, or is to a tool that does just what it says (`sum_list`). */
export function isHeard(program: Program, modifier: Modifier, tokens: readonly Token[]): boolean {
  if (modifier.kind === "identity") {
    if (modifier.negated) return false;
    const bare = (text: string) => text.replace(/^[#@]/u, "").toLowerCase();
    return literalsOf(program).some((one) => bare(String(one)).includes(bare(modifier.text)));
  }
  if (modifier.kind === "threshold") {
    const value = modifier.date ?? modifier.number;
    return literalsOf(program).some(
      (one) => one === value || (typeof one === "string" && one.startsWith(String(value))),
    );
  }
  const said = tokens.slice(modifier.first, modifier.next);
  // To return five is not to return the top five; the last five may be what a call returns first.
  const counts = modifier.kind === "order" && said[0]?.lower !== "last";
  const words = said.filter((_, index) => !(counts && isCount(said, index))).map(({ stem: word }) => word);
  const known = new Set(
    program.steps.flatMap((step) => (step.kind === "call" ? wordsOf(step.binding.spec.name, step.args) : [])),
  );
  const given = new Set(literalsOf(program).flatMap((value) => splitName(String(value)).map(stem)));
  return words.some((word) => known.has(word) || given.has(word));
}

function isCount(tokens: readonly Token[], index: number): boolean {
  return numberAt(tokens, index) !== undefined;
}

const looking = new Set(
  "find list show get read give tell count search look display fetch see return print".split(" "),
);

/** Whether a goal that opens with a deed has a call for it: "verify the newest backup" wants more than to see it. */
export function doesIt({ steps }: Program, [opening]: readonly Token[]): boolean {
  if (opening === undefined || looking.has(opening.lower) || !isVerb(opening.lower)) return true;
  return steps.some((step) => {
    if (step.kind !== "call") return false;
    const { name, effect } = step.binding.spec;
    return effect !== "read" || splitName(name).map(stem).includes(opening.stem);
  });
}

function wordsOf(name: string, args: Value): readonly string[] {
  const keys = args.kind === "record" ? args.entries.map(({ key }) => key) : [];
  return [name, ...keys].flatMap(splitName).map(stem);
}

function literalsOf({ steps }: Program): readonly unknown[] {
  return steps.flatMap((step) => {
    if (step.kind === "call") return literalsIn(step.args);
    return step.kind === "pick" && step.where !== undefined ? [step.where.equals] : [];
  });
}

function literalsIn(value: Value): readonly unknown[] {
  switch (value.kind) {
    case "literal":
      return Array.isArray(value.value) ? value.value : [value.value];
    case "reference":
      return [];
    case "record":
      return value.entries.flatMap((entry) => literalsIn(entry.value));
  }
}
