import type ts from "typescript";
import type { SchemaObject } from "../../../toolspecs/index.js";
import { schemasAt } from "../schema-at.js";
import { how, type InputOrigin, type Origin, type OutputOrigin } from "./origin.js";
import { isIndex, isPlain, mayHave } from "./shape-of.js";

/** What an expression may be, over all runs: origins of its plain part, and the objects it may refer to. Never changed. */
export interface Value {
  /** With the bits of `how`. */
  readonly origins: ReadonlyMap<Origin, number>;
  readonly things: ReadonlySet<Thing>;
}

export const nothing: Value = { origins: new Map(), things: new Set() };

/** A growing value: a variable, a property, the result of a function. It grows in place: who has read it sees more later. */
export class Cell {
  #value: { readonly origins: Map<Origin, number>; readonly things: Set<Thing> } | undefined;

  get value(): Value {
    return this.#value ?? nothing;
  }

  /** Whether anything was new. */
  add(value: Value): boolean {
    if (covers(this.value, value)) return false;
    this.#value ??= { origins: new Map(), things: new Set() };
    merge(this.#value.origins, value.origins);
    for (const thing of value.things) this.#value.things.add(thing);
    return true;
  }
}

function merge(into: Map<Origin, number>, origins: ReadonlyMap<Origin, number>): void {
  for (const [origin, bits] of origins) into.set(origin, (into.get(origin) ?? 0) | bits);
}

export type FunctionNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction;

/** What can be called: a function of the program, one that stores what it is given, or one of the library. */
export type Callable =
  | { readonly kind: "program"; readonly node: FunctionNode }
  | { readonly kind: "store"; readonly into: Cell }
  | { readonly kind: "library"; readonly node: ts.Node };

/** All objects made at one place of the program (allocation-site abstraction). */
export class Thing {
  readonly fields = new Map<string, Cell>();
  /** Elements and properties under keys that are not written out; the values of a map. */
  readonly rest = new Cell();
  /** What decided which elements there are: its length depends on these. */
  readonly shape = new Cell();
  /** Objects whose properties were spread into this one. */
  readonly bases = new Set<Thing>();
  /** Properties that no base shows through, as they are written after every spread. */
  readonly covered = new Set<string>();
  /** Whether something was spread into it after it was made: then nothing is covered. */
  open = false;
  readonly callable: Callable | undefined;
  /** Iterating gives pairs of `keys` and `rest`. */
  readonly keys: Cell | undefined;

  constructor(kind: { readonly callable?: Callable; readonly isMap?: boolean } = {}) {
    this.callable = kind.callable;
    this.keys = kind.isMap === true ? new Cell() : undefined;
  }

  field(key: string): Cell {
    const known = this.fields.get(key);
    if (known !== undefined) return known;
    const made = new Cell();
    this.fields.set(key, made);
    return made;
  }

  get(key: string): Value {
    const own = (thing: Thing) => join(thing.fields.get(key)?.value ?? nothing, thing.rest.value, thing.output(key));
    return join(...this.#withBases(key).map(own));
  }

  /** What the program itself put under `key`. */
  written(key: string): Value {
    return join(
      ...this.#withBases(key).map((thing) => join(thing.fields.get(key)?.value ?? nothing, thing.rest.value)),
    );
  }

  all(): Value {
    const own = (thing: Thing) =>
      join(thing.rest.value, thing.outputs(), ...[...thing.fields.values()].map(({ value }) => value));
    return join(...this.#withBases(undefined).map(own));
  }

  /** The part under `key` of what a tool returned. */
  output(_key: string): Value {
    return nothing;
  }

  /** Every part read so far, and those under keys that are not written out. */
  outputs(): Value {
    return nothing;
  }

  /** This and, bases of bases included, every object that shows through under `key`, or under any. */
  #withBases(key: string | undefined): readonly Thing[] {
    if (this.bases.size === 0) return [this];
    const found = new Set<Thing>([this]);
    for (const thing of found) {
      if (key === undefined || thing.open || !thing.covered.has(key)) for (const base of thing.bases) found.add(base);
    }
    return [...found];
  }
}

/** Deeper than this the parts of an output are not told apart; nor, where no schema tells them, deeper than the other. */
const MAX_DEPTH = 8;
const MAX_UNTOLD_DEPTH = 4;
/** More parts of one output are not told apart: a program that mixes outputs up can ask each for the keys of all others. */
const MAX_PARTS = 256;

/** What a tool returned or the plan was given, or a part of it. Parts come into being as they are read; the program may write over them. */
export class OutputThing extends Thing {
  readonly origin: OutputOrigin | InputOrigin;
  readonly #root: OutputThing;
  readonly #depth: number;
  readonly #untold: number;
  readonly #parts = new Map<string, OutputThing>();
  readonly #schemas: readonly SchemaObject[];
  /** Of the root: how many parts there are in all. */
  #count = 0;

  constructor(origin: OutputOrigin | InputOrigin, above?: OutputThing) {
    super();
    this.origin = origin;
    const whole = origin.kind === "input" ? origin.schema : origin.binding.spec.output.schema;
    this.#schemas = schemasAt(whole, origin.path);
    this.#root = above === undefined ? this : above.#root;
    this.#depth = above === undefined ? 0 : above.#depth + 1;
    this.#untold = above === undefined || this.#schemas.length > 0 ? 0 : above.#untold + 1;
  }

  override output(key: string): Value {
    if (!mayHave(this.#schemas, key)) return nothing;
    // What was written under a key that is only known in a run may have been written here.
    const any = this.#parts.get(stepOf("0", this.origin.path === ""));
    return refs(any !== undefined && hasWrites(any) ? [this.#part(key), any] : [this.#part(key)]);
  }

  override outputs(): Value {
    return refs([this.#part("0"), ...this.#parts.values()]);
  }

  parts(): Iterable<OutputThing> {
    return this.#parts.values();
  }

  #part(key: string): OutputThing {
    const step = stepOf(key, this.origin.path === "");
    const known = this.#parts.get(step);
    if (known !== undefined) return known;
    const deep = this.#depth >= MAX_DEPTH || this.#untold >= MAX_UNTOLD_DEPTH || this.#root.#count >= MAX_PARTS;
    if (deep || isPlain(this.#schemas)) return this;
    const made = new OutputThing({ ...this.origin, path: this.origin.path + step }, this);
    this.#parts.set(step, made);
    this.#root.#count += 1;
    return made;
  }
}

/** Elements of an array are not told apart. */
function stepOf(key: string, first: boolean): string {
  if (isIndex(key)) return "[]";
  return first ? key : `.${key}`;
}

export function ref(thing: Thing): Value {
  return { origins: nothing.origins, things: new Set([thing]) };
}

function refs(things: readonly Thing[]): Value {
  return { origins: nothing.origins, things: new Set(things) };
}

export function from(origin: Origin, bits: number = how.direct): Value {
  return { origins: new Map([[origin, bits]]), things: nothing.things };
}

export function join(...values: readonly Value[]): Value {
  const parts = values.filter((value) => value.origins.size > 0 || value.things.size > 0);
  const [first = nothing, ...others] = parts;
  if (others.every((other) => covers(first, other))) return first;
  const origins = new Map(first.origins);
  const things = new Set(first.things);
  for (const other of others) {
    merge(origins, other.origins);
    for (const thing of other.things) things.add(thing);
  }
  return { origins, things };
}

/** Whether two values are of the same, in the same ways. */
export function equal(one: Value, other: Value): boolean {
  return covers(one, other) && covers(other, one);
}

function covers(large: Value, small: Value): boolean {
  if (large === small) return true;
  for (const [origin, bits] of small.origins) {
    if (((large.origins.get(origin) ?? 0) & bits) !== bits) return false;
  }
  for (const thing of small.things) if (!large.things.has(thing)) return false;
  return true;
}

/** All origins within a value, however deep. */
export function deep(value: Value): ReadonlyMap<Origin, number> {
  const origins = new Map<Origin, number>();
  const seen = new Set<Thing>();
  const add = (more: ReadonlyMap<Origin, number>) => merge(origins, more);
  const open: Value[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    add(next.origins);
    for (const thing of next.things) {
      if (seen.has(thing)) continue;
      seen.add(thing);
      add(thing.shape.value.origins);
      open.push(thing.rest.value, ...[...thing.fields.values()].map((cell) => cell.value));
      for (const base of thing.bases) open.push(ref(base));
      if (thing.keys !== undefined) open.push(thing.keys.value);
      if (thing instanceof OutputThing) {
        add(new Map([[thing.origin, how.direct]]));
        for (const part of thing.parts()) if (hasWrites(part)) open.push(ref(part));
      }
    }
  }
  return origins;
}

/** Whether the program wrote over a part of an output: else the whole stands for its parts. */
function hasWrites(thing: OutputThing): boolean {
  if (thing.fields.size > 0 || thing.rest.value !== nothing) return true;
  for (const part of thing.parts()) if (part !== thing && hasWrites(part)) return true;
  return false;
}

/** The plain value that is computed from all of a value. */
export function computed(...values: readonly Value[]): Value {
  return recast(values, (bits) => (bits & how.direct ? (bits & ~how.direct) | how.computed : bits));
}

/** What decides whether there is a value at all: of an object of the program, nothing within it does. */
export function presence(value: Value): Value {
  const origins = new Map([...value.origins.keys()].map((origin) => [origin, how.implicit]));
  for (const thing of value.things) if (thing instanceof OutputThing) origins.set(thing.origin, how.implicit);
  return origins.size === 0 ? nothing : { origins, things: nothing.things };
}

/** What only decides whether or which. */
export function implicit(...values: readonly Value[]): Value {
  return recast(values, () => how.implicit);
}

function recast(values: readonly Value[], change: (bits: number) => number): Value {
  const origins = new Map<Origin, number>();
  for (const value of values) {
    for (const [origin, bits] of deep(value)) origins.set(origin, (origins.get(origin) ?? 0) | change(bits));
  }
  return origins.size === 0 ? nothing : { origins, things: nothing.things };
}
