/** A program over many things, and what is said of them all: which of them, in which order, what is computed. */
import { failure, type Outcome, success } from "../../../toolspecs/index.js";
import type { Answer, CallStep, EachStep, Program, Ranking, Reference, Step, Where } from "../program/program.js";
import { own, type Shape, shapeOf } from "../schema/shape.js";
import { splitName } from "../words/split.js";
import { singular } from "../words/stem.js";
import {
  amountField,
  comparedField,
  type Field,
  fieldsOf,
  identifiedField,
  moneyField,
  orderField,
  traitOf,
} from "./fields.js";
import type { Adjective, Aggregate, Identity, Modifier, Order, Threshold } from "./modifier.js";

/** What is said of the things, and how the goal says it. */
export interface Said {
  readonly modifiers: readonly Modifier[];
  readonly adjectives: readonly Adjective[];
  /** Stems of the goal. */
  readonly stems: ReadonlySet<string>;
  /** The words of a modifier, as they were written. */
  wordsOf(modifier: Modifier | Adjective): string;
}

/** The program with all of it, or the words that found no place. */
export function applied(program: Program, said: Said): Outcome<Program, string> {
  const list = listIn(program);
  if (list === undefined) return failure(...placeless(said));
  const fields = fieldsOf(list.element);
  const where: Where[] = [];
  const lost: string[] = [];
  for (const one of said.adjectives) {
    const trait = traitOf(fields, one.word);
    if (trait === undefined) lost.push(said.wordsOf(one));
    else
      where.push({
        key: trait.field.key,
        operator: one.negated ? "!==" : "===",
        value: trait.equals,
        day: false,
        loose: trait.field.loose,
      });
  }
  for (const one of said.modifiers.filter((modifier): modifier is Threshold => modifier.kind === "threshold")) {
    const found = comparedField(fields, one, said.stems);
    if (found === undefined) lost.push(said.wordsOf(one));
    else
      where.push({
        key: found.field.key,
        operator: one.operator,
        value: found.value,
        day: found.day,
        loose: found.field.loose,
      });
  }
  for (const one of said.modifiers.filter((modifier): modifier is Identity => modifier.kind === "identity")) {
    const field = identifiedField(fields, one);
    if (field === undefined) lost.push(said.wordsOf(one));
    else
      where.push({
        key: field.key,
        operator: one.negated ? "!==" : "===",
        value: one.text,
        day: false,
        loose: field.loose,
      });
  }
  const [first, ...others] = lost;
  if (first !== undefined) return failure(first, ...others);
  return computed(program, { ...list, fields, where }, said);
}

/** Whether a program answers with a list, or goes through one. */
export function isOfMany(program: Program): boolean {
  return listIn(program) !== undefined;
}

function placeless({ modifiers, adjectives, wordsOf }: Said): [string, ...string[]] {
  const [first = "", ...others] = [...modifiers, ...adjectives].map(wordsOf);
  return [first, ...others];
}

interface Found extends List {
  readonly fields: readonly Field[];
  readonly where: readonly Where[];
}

function computed(program: Program, found: Found, said: Said): Outcome<Program, string> {
  const [order, more] = said.modifiers.filter((modifier): modifier is Order => modifier.kind === "order");
  const [aggregate, another] = said.modifiers.filter(
    (modifier): modifier is Aggregate => modifier.kind === "aggregate",
  );
  const extra = more ?? another ?? (found.each && aggregate) ?? (order && aggregate);
  if (extra) return failure(said.wordsOf(extra));
  if (order !== undefined) return ordered(program, found, { order, said });
  if (aggregate !== undefined) return aggregated(program, found, { aggregate, said });
  if (found.each !== undefined) {
    return success(withStep(program, found.each, { ...found.each, where: found.where }));
  }
  return success(withAnswer(program, found, { kind: "filter" }));
}

function ordered(
  program: Program,
  found: Found,
  { order, said }: { order: Order; said: Said },
): Outcome<Program, string> {
  const ordering = orderField(found.fields, order, said.stems);
  // What has no date is neither the earliest nor the cheapest.
  if (ordering === undefined || (ordering.field.loose && ordering.direction === "least"))
    return failure(said.wordsOf(order));
  const { field, direction } = ordering;
  const ranking: Ranking = {
    key: field.key,
    numeric: field.shape.type !== "string",
    most: direction === "most",
    loose: field.loose,
  };
  const { each, where } = found;
  const { count, rank } = order;
  if (each === undefined)
    return success(
      withAnswer(program, found, { kind: "best", ranking, ...(count && { count }), ...(rank && { rank }) }),
    );
  if (count !== undefined)
    return success(withStep(program, each, { ...each, where, ...(count && { first: { ranking, count } }) }));
  const otherwise = `${found.call.binding.spec.name} returned no fitting ${splitName(each.name).join(" ")}`;
  const { name, list } = each;
  const best: Step = {
    kind: "best",
    name,
    inside: undefined,
    list,
    where,
    ranking,
    otherwise,
    ...(rank && { rank }),
  };
  const { steps } = withStep(program, each, best);
  return success({
    ...program,
    steps: steps.map((step): Step => (step.inside === name ? { ...step, inside: undefined } : step)),
  });
}

function withStep(program: Program, old: Step, made: Step): Program {
  return { ...program, steps: program.steps.map((step) => (step === old ? made : step)) };
}

function aggregated(
  program: Program,
  found: Found,
  { aggregate: { how, ...words }, said }: { aggregate: Aggregate; said: Said },
): Outcome<Program, string> {
  if (how === "count") return success(withAnswer(program, found, { kind: "count" }));
  const field = (how === "money" ? moneyField : amountField)(found.fields, said.stems);
  if (field === undefined || (field.loose && how === "average")) return failure(said.wordsOf({ how, ...words }));
  const kind = how === "money" ? "sum" : how;
  return success(withAnswer(program, found, { kind, key: field.key, loose: field.loose }));
}

function withAnswer(program: Program, { list, where }: Found, how: Answer["how"]): Program {
  const words = splitName(list.path.at(-1)?.key ?? list.name);
  const element = [...words.slice(-1).map(singular)].join("");
  const taken = program.steps.some(({ name }) => name === element) || /^(sum|chosen|a|b|item)$/u.test(element);
  return { ...program, answer: { list, element: taken ? "one" : element, where, how } };
}

interface List {
  readonly list: Reference;
  readonly element: Shape;
  readonly call: CallStep;
  /** The loop over it, in a program that does something for each. */
  readonly each: EachStep | undefined;
}

/** The list that a program goes through, or that its only result holds. */
function listIn(program: Program): List | undefined {
  const loops = program.steps.filter((step) => step.kind === "each");
  const [each, another] = loops;
  if (another !== undefined) return undefined;
  if (each !== undefined) return listAt(program, each.list, each);
  const [result, second] = program.results;
  const call = second === undefined ? callNamed(program, result) : undefined;
  if (call === undefined) return undefined;
  const whole = outputOf(call);
  if (whole.type === "array") return listAt(program, { kind: "reference", name: call.name, path: [] }, undefined);
  const arrays = Object.keys(whole.schema.properties ?? {}).filter(
    (key) => shapeOf(own(whole.schema.properties, key) ?? true, whole.root).type === "array",
  );
  const [key, other] = arrays;
  if (key === undefined || other !== undefined || !(whole.schema.required?.includes(key) ?? false)) return undefined;
  return listAt(program, { kind: "reference", name: call.name, path: [{ key, optional: false }] }, undefined);
}

function listAt(program: Program, list: Reference, each: EachStep | undefined): List | undefined {
  const call = callNamed(program, list.name);
  if (call === undefined || list.path.some(({ optional }) => optional)) return undefined;
  const shape = list.path.reduce<Shape>(
    (at, { key }) => shapeOf(own(at.schema.properties, key) ?? true, at.root),
    outputOf(call),
  );
  if (shape.type !== "array" || shape.nullable) return undefined;
  return { list, element: shapeOf(shape.schema.items ?? true, shape.root), call, each };
}

function callNamed(program: Program, name: string | undefined): CallStep | undefined {
  const step = program.steps.find((one) => one.name === name);
  return step?.kind === "call" && step.inside === undefined ? step : undefined;
}

function outputOf({ binding }: CallStep): Shape {
  const { schema } = binding.spec.output;
  return shapeOf(schema, typeof schema === "boolean" ? {} : schema);
}
