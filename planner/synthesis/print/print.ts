/** A sketch as a plan: every path through an array becomes a loop, and what may be absent is passed over. */
import { freeName, nounOf, resultName } from "../../search/program/names.js";
import { splitName } from "../../search/words/split.js";
import { singular } from "../../search/words/stem.js";
import type { TypeQuery } from "../query/query.js";
import { element, type Path } from "../semantics/position.js";
import type { Filter, Ref, Sketch } from "../sketch.js";
import { inputType } from "./input-type.js";
import { property, recordText } from "./text.js";

/** The program of a sketch; undefined for one that takes a thing as a whole. */
export function printSketch(sketch: Sketch, query: TypeQuery): string | undefined {
  const type = inputType(sketch, query);
  if (type === undefined) return undefined;
  return new Printer(sketch, query).module(type);
}

class Printer {
  readonly #sketch: Sketch;
  readonly #many: boolean;
  readonly #lists: number;
  readonly #lines: string[] = [];
  /** Variables, by the value they hold. */
  readonly #known = new Map<string, string>();
  readonly #taken = new Set<string>(["input", "found", "plan"]);
  #depth = 0;

  constructor(sketch: Sketch, query: TypeQuery) {
    this.#sketch = sketch;
    this.#lists = query.output.arrays;
    this.#many = query.output.arrays > 0;
    for (const { method } of sketch.calls) this.#taken.add(method.binding.namespace);
  }

  module(type: string): string {
    this.#finish();
    const open = this.#depth;
    const collects = this.#many && open > 0;
    while (this.#depth > 0) {
      this.#depth -= 1;
      this.#line("}");
    }
    if (open > 0) this.#line(this.#many ? "return found;" : "return null;");
    const head = `export default async function plan(${type === "" ? "" : `input: ${type}`}) {`;
    return [head, ...(collects ? ["  const found = [];"] : []), ...this.#lines, "}", ""].join("\n");
  }

  /** The value that is returned, and everything before it. */
  #finish(): void {
    for (const call of this.#sketch.calls.keys()) this.#call(call);
    const { root, path } = this.#sketch.result;
    const isList = path.at(-1) === element && this.#many && !this.#isBound(root, path) && !this.#isFiltered(root, path);
    const value = this.#value({ root, path: isList ? path.slice(0, -1) : path });
    if (!this.#many) this.#line(`return ${value};`);
    else if (this.#depth === 0) this.#line(`return ${isList ? value : `[${value}]`};`);
    else this.#line(`found.push(${isList && this.#lists < 2 ? "..." : ""}${value});`);
  }

  #isFiltered(root: Ref["root"], path: Path): boolean {
    return this.#sketch.filters.some(({ left, owner }) => left.root === root && owner.join(".") === path.join("."));
  }

  #isBound(root: Ref["root"], path: Path): boolean {
    return this.#known.has(keyOf(root, path));
  }

  #call(index: number): string {
    const known = this.#known.get(keyOf(index, []));
    if (known !== undefined) return known;
    const call = this.#sketch.calls[index];
    if (call === undefined) throw new Error("A sketch speaks of its own calls.");
    const values = call.args.map(({ slot, ref }) => ({ path: slot.path, value: this.#value(ref) }));
    const { binding } = call.method;
    const args = values.length === 0 ? "" : recordText(values);
    const name = resultName(binding, this.#taken);
    this.#declare(index, [], name, `await ${binding.namespace}.${binding.member}(${args})`);
    return name;
  }

  #declare(root: Ref["root"], path: Path, name: string, value: string): void {
    this.#taken.add(name);
    this.#known.set(keyOf(root, path), name);
    this.#line(`const ${name} = ${value};`);
  }

  /** An expression for a value, after the loops and checks that it takes. */
  #value({ root, path }: Ref): string {
    let text = typeof root === "number" ? this.#call(root) : `input${property(root)}`;
    for (let length = 1; length <= path.length; length += 1) {
      const here = path.slice(0, length);
      text = this.#known.get(keyOf(root, here)) ?? this.#step(text, root, here);
    }
    return text;
  }

  #step(owner: string, root: Ref["root"], path: Path): string {
    const step = path.at(-1) ?? "";
    if (step === element) return this.#loop(owner, root, path);
    const output =
      typeof root === "number"
        ? this.#sketch.calls[root]?.method.outputs.find((one) => one.path.join(".") === path.join("."))
        : undefined;
    if (output?.partial) this.#line(`if (!(${JSON.stringify(step)} in ${owner})) ${this.#leave()}`);
    const text = `${owner}${property(step)}`;
    if (output === undefined || (output.required && !output.mixed)) return text;
    const name = freeName(splitName(step), this.#taken);
    this.#declare(root, path, name, text);
    this.#line(`if (${absence(name, output)}) ${this.#leave()}`);
    return name;
  }

  #loop(list: string, root: Ref["root"], path: Path): string {
    const name = freeName(wordsOfElement(path, root, this.#sketch), this.#taken);
    this.#taken.add(name);
    this.#line(`for (const ${name} of ${list}) {`);
    this.#depth += 1;
    this.#known.set(keyOf(root, path), name);
    for (const filter of this.#sketch.filters) {
      if (filter.left.root === root && filter.owner.join(".") === path.join(".")) this.#filter(filter);
    }
    return name;
  }

  #filter({ left, right }: Filter): void {
    const inList = right.path.at(-1) === element && !this.#isBound(right.root, right.path);
    const hasList = left.path.at(-1) === element;
    const wanted = this.#value(inList ? { ...right, path: right.path.slice(0, -1) } : right);
    const found = this.#value(hasList ? { ...left, path: left.path.slice(0, -1) } : left);
    if (inList && hasList) this.#line(`if (!${found}.some((one) => ${wanted}.includes(one))) continue;`);
    else if (inList) this.#line(`if (!${wanted}.includes(${found})) continue;`);
    else if (hasList) this.#line(`if (!${found}.includes(${wanted})) continue;`);
    else this.#line(`if (${found} !== ${wanted}) continue;`);
  }

  /** Where something is missing, the next element may have it; outside of loops there is none. */
  #leave(): string {
    return this.#depth > 0 ? "continue;" : `return ${this.#many ? "[]" : "null"};`;
  }

  #line(text: string): void {
    this.#lines.push(`${"  ".repeat(this.#depth + 1)}${text}`);
  }
}

function absence(name: string, { kind, mixed }: { readonly kind: string; readonly mixed: boolean }): string {
  if (!mixed) return `${name} === undefined`;
  if (kind === "array") return `!Array.isArray(${name})`;
  return kind === "object"
    ? `typeof ${name} !== "object" || ${name} === null`
    : `typeof ${name} !== ${JSON.stringify(kind)}`;
}

function keyOf(root: Ref["root"], path: Path): string {
  return `${root}|${path.join("|")}`;
}

/** `channel` for an element of `channels`; what holds it is named `data` or the like in too many APIs. */
function wordsOfElement(path: Path, root: Ref["root"], { calls }: Sketch): readonly string[] {
  const own = splitName(path.findLast((step) => step !== element) ?? (typeof root === "string" ? root : ""));
  const plain = own.length === 1 && /^(data|items|results|objects|values|list|entries)$/u.test(own[0] ?? "");
  const call = typeof root === "number" ? calls[root] : undefined;
  const words = (plain || own.length === 0) && call !== undefined ? nounOf(call.method.binding) : own;
  const last = words.at(-1) ?? "item";
  const one = last === "ids" ? "id" : singular(last);
  return [...words.slice(0, -1), one];
}
