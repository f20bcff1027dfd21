import type { Binding, Catalogue, Json } from "../../../toolspecs/index.js";
import { checkArguments, outputOf } from "./fits.js";
import { type GoldRow, type GoldValue, Unusable } from "./row.js";

/** The calls of a row as a program in the plan form: `const step1 = await …`, in the order of the row. */
export function render(row: GoldRow, names: Catalogue): string {
  const made = row.calls.map((call) => ({ ...call, binding: bindingOf(call.tool, names) }));
  const bindings = made.map(({ binding }) => binding);
  for (const { args, binding } of made) checkArguments(args, binding, bindings);
  const used = new Set([...row.calls.flatMap(({ args }) => callsIn(args)), ...callsIn(row.returns ?? {})]);
  const returned = row.returns ?? leaves(row, used);
  for (const call of callsIn(returned)) used.add(call);
  const elements = new Elements();
  const lines = made.flatMap(({ args, binding }, index) => {
    const given = objectText(args, elements);
    const call = `await ${binding.namespace}.${binding.member}(${given});`;
    return [...elements.take(), used.has(index) ? `const ${stepName(index)} = ${call}` : call];
  });
  const result = resultText(returned, elements, bindings);
  const body = [...lines, ...elements.take(), `return ${result};`].map((line) => `  ${line}\n`).join("");
  return `export default async function plan() {\n${body}}\n`;
}

function bindingOf(tool: string, names: Catalogue): Binding {
  const binding = names.bindings.find(({ spec }) => spec.name === tool);
  if (binding === undefined) throw new Unusable("unknown tool");
  return binding;
}

/** What may be missing is returned as null: JSON has no undefined. */
function resultText(
  returned: { readonly [name: string]: GoldValue },
  elements: Elements,
  bindings: readonly Binding[],
): string {
  const parts = Object.entries(returned).map(([name, value]) => {
    const missing = outputOf(value, bindings)?.optional ? " ?? null" : "";
    return `${key(name)}: ${textOf(value, elements)}${missing}`;
  });
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

function leaves({ calls }: GoldRow, used: ReadonlySet<number>): { readonly [name: string]: GoldValue } {
  const last = calls.flatMap((_, call) => (used.has(call) ? [] : [call]));
  return Object.fromEntries(last.map((call) => [stepName(call), { kind: "output", call, path: [] }]));
}

/** An element of a list may not be there: it is taken out before it is used, and without it there is nothing to go on with. */
class Elements {
  readonly #names = new Map<string, string>();
  #lines: string[] = [];

  element(list: string, index: number): string {
    const written = `${list}[${index}]`;
    const known = this.#names.get(written);
    if (known !== undefined) return known;
    const name = `element${this.#names.size + 1}`;
    this.#names.set(written, name);
    this.#lines.push(`const ${name} = ${written};`, `if (${name} === undefined) return { missing: "${name}" };`);
    return name;
  }

  /** The lines that have to stand before whatever was written since. */
  take(): readonly string[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }
}

function textOf(value: GoldValue, elements: Elements): string {
  switch (value.kind) {
    case "literal":
      return literal(value.value);
    case "list":
      return `[${value.items.map((item) => textOf(item, elements)).join(", ")}]`;
    case "record":
      return objectText(value.entries, elements);
    case "output":
      return value.path.reduce<string>(
        (base, step) => (typeof step === "number" ? elements.element(base, step) : member(base, step)),
        stepName(value.call),
      );
  }
}

function objectText(entries: { readonly [name: string]: GoldValue }, elements: Elements): string {
  const parts = Object.entries(entries).map(([name, value]) => `${key(name)}: ${textOf(value, elements)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

function literal(value: Json): string {
  return JSON.stringify(value);
}

function stepName(call: number): string {
  return `step${call + 1}`;
}

function key(name: string): string {
  return isIdentifier(name) ? name : JSON.stringify(name);
}

function member(base: string, name: string): string {
  return isIdentifier(name) ? `${base}.${name}` : `${base}[${JSON.stringify(name)}]`;
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

function callsIn(entries: { readonly [name: string]: GoldValue }): readonly number[] {
  return Object.values(entries).flatMap((value): readonly number[] => {
    if (value.kind === "output") return [value.call];
    if (value.kind === "list") return callsIn(Object.fromEntries(value.items.entries()));
    return value.kind === "record" ? callsIn(value.entries) : [];
  });
}
