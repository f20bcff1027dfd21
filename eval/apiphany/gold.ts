/** The authors' programs, each turned into one nested expression with its variables substituted, as they compare them. */
import { type Fields, fields, list } from "../lines.js";

type Value = string | ReadonlyMap<string, string>;

/** What a solution computes: equal for programs that differ in names, in the order of their filters and arguments alone. */
export function goldKey(solution: unknown): string {
  const { inputs, body } = fields(fields(solution, "a solution").ast, "its syntax tree");
  const known = new Map<unknown, Value>(list(inputs).map((name) => [name, String(name)]));
  const filters: string[] = [];
  let last: Value = "";
  for (const entry of list(body)) {
    const step = fields(entry, "a step");
    if (step.let !== undefined) known.set(step.let, keyFor(step.value, known));
    else if (step.bind !== undefined) known.set(step.bind, `${keyFor(step.value, known)}[]`);
    else if (step.filter_eq !== undefined)
      filters.push(filterKey(list(step.filter_eq).map((one) => String(keyFor(one, known)))));
    else last = keyFor(step, known);
  }
  return programKey(String(last), filters);
}

/** A list is the same whether it is returned as a whole or element by element. */
export function programKey(result: string, filters: readonly string[]): string {
  return [result.replace(/\[\]$/u, ""), ...[...filters].sort()].join(" ");
}

export function filterKey(sides: readonly string[]): string {
  return [...sides].sort().join("=");
}

function keyFor(expression: unknown, known: ReadonlyMap<unknown, Value>): Value {
  const { var: name, get, of, call, args, ...record } = fields(expression, "an expression");
  if (name !== undefined) return known.get(name) ?? "";
  if (get !== undefined) {
    const owner = keyFor(of, known);
    return typeof owner === "string" ? `${owner}.${String(get)}` : (owner.get(String(get)) ?? "");
  }
  if (call !== undefined) return `${String(call)}(${argumentKeys(fields(args, "arguments"), known).join(",")})`;
  const [inner] = Object.values(record);
  return new Map(Object.entries(fields(inner, "a record")).map(([key, value]) => [key, String(keyFor(value, known))]));
}

function argumentKeys(args: Fields, known: ReadonlyMap<unknown, Value>): readonly string[] {
  const keys = Object.entries(args).flatMap(([name, value]) => {
    const found = keyFor(value, known);
    const path = pathOf(name);
    return typeof found === "string" ? [`${path}=${found}`] : [...found].map(([key, part]) => `${path}.${key}=${part}`);
  });
  return keys.sort();
}

/** `items[0][price]` is `items.[].price`. */
function pathOf(name: string): string {
  const steps = name.replaceAll("]", "").split("[");
  return steps.map((step) => (/^\d+$/u.test(step) ? "[]" : step)).join(".");
}
