/** Whether a program does something about a word already. */
import { numberAt } from "../goal/numbers.js";
import type { Token } from "../goal/token.js";
import type { Program, Value } from "../program/program.js";
import { splitName } from "../words/split.js";
import { stem } from "../words/stem.js";
import { isVerb } from "../words/verbs.js";
import type { Adjective, Identity, Modifier } from "./modifier.js";

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

/** What is known of the goal, and of the names of fields that things have. */
export interface Hearing {
  readonly tokens: readonly Token[];
  readonly fields: ReadonlySet<string>;
}

/** Whether a call is given what a modifier compares with, or is to a tool that does just what it says (`sum_list`). */
export function isHeard(program: Program, modifier: Modifier, { tokens, fields }: Hearing): boolean {
  if (modifier.kind === "identity") return isTold(program, modifier);
  if (modifier.kind === "threshold") {
    const value = modifier.date ?? modifier.number;
    const unit = stem(modifier.unit);
    // Four guests are no four stars.
    const isOwn = (key: string) => !fields.has(unit) || splitName(key).map(stem).includes(unit);
    return argumentsOf(program).some(
      ({ key, one }) => isOwn(key) && (one === value || (typeof one === "string" && one.startsWith(String(value)))),
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

/** Whether a call is given what singles a thing out. */
export function isTold(program: Program, { text, negated }: Identity): boolean {
  const bare = (one: string) => one.replace(/^[#@]/u, "").toLowerCase();
  return !negated && literalsOf(program).some((one) => bare(String(one)).includes(bare(text)));
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

/** The values that the calls of a program are given. */
export function literalsOf(program: Program): readonly unknown[] {
  return argumentsOf(program).map(({ one }) => one);
}

interface Argument {
  readonly key: string;
  readonly one: unknown;
}

function argumentsOf({ steps }: Program): readonly Argument[] {
  return steps.flatMap((step): readonly Argument[] => {
    if (step.kind === "call") return step.args.entries.flatMap(({ key, value }) => argumentsIn(key, value));
    return step.kind === "pick" && step.where !== undefined ? [{ key: "", one: step.where.equals }] : [];
  });
}

function argumentsIn(key: string, value: Value): readonly Argument[] {
  switch (value.kind) {
    case "literal":
      return [value.value].flat().map((one) => ({ key, one }));
    case "reference":
      return [];
    case "record":
      return value.entries.flatMap((entry) => argumentsIn(entry.key, entry.value));
  }
}
