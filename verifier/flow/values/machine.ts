import ts = require("typescript");

import { type Binding, type BuiltinKind, builtinSubject } from "../../../toolspecs/index.js";
import { isChoice } from "../../builtin/choice.js";
import { type AmbientOrigin, how, type LiteralOrigin } from "./origin.js";
import { isIndex } from "./shape-of.js";
import {
  Cell,
  computed,
  type FunctionNode,
  from,
  implicit,
  join,
  nothing,
  OutputThing,
  ref,
  Thing,
  type Value,
} from "./value.js";

/** What is known of one tool call of the program. */
export interface ToolCall {
  readonly binding: Binding;
  /** Its arguments. */
  readonly argument: Cell;
  /** What decides whether it is made, and how often. */
  readonly control: Cell;
}

const EMPTY = ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void;
const PLAIN =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.ESSymbolLike;

/** What is read out of a text comes from it; where the answer can only be a choice that the plan writes out, the text decides which. */
function readOut(argument: Value, { spec }: Binding): Value {
  return isChoice(spec.output.schema) ? implicit(argument) : computed(argument);
}

interface FunctionFacts {
  readonly thing: Thing;
  readonly result: Cell;
  /** What decides whether it is called. */
  readonly control: Cell;
  /** Its arguments by position; the last cell of `rest` takes what is beyond. */
  readonly parameters: Cell[];
}

/** Parts of values handled in all. */
const MAX_EFFORT = 10_000_000;

/** The memory of the analysis: it only ever grows, and `changed` tells whether it did. */
export class Machine {
  changed = false;
  #effort = 0;
  readonly toolCalls = new Map<ts.CallExpression, ToolCall>();
  /** What the program throws, and what decides that it does. */
  readonly thrown = new Cell();
  readonly throwing = new Cell();
  readonly #checker: ts.TypeChecker;
  readonly #byCall: ReadonlyMap<ts.CallExpression, Binding>;
  readonly #variables = new Map<ts.Symbol, Cell>();
  readonly #symbols = new Map<ts.Identifier, ts.Symbol | undefined>();
  readonly #things = new Map<ts.Node, Map<string, Thing>>();
  readonly #functions = new Map<FunctionNode, FunctionFacts>();
  readonly #outputs = new Map<ts.CallExpression, OutputThing>();
  readonly #failures = new Map<ts.CallExpression, Value>();
  readonly #literals = new Map<ts.Node, LiteralOrigin>();
  readonly #plainness = new Map<ts.Expression, "only" | "maybe" | "never">();
  readonly #ambient: { readonly [K in AmbientOrigin["kind"]]: AmbientOrigin } = {
    clock: { kind: "clock" },
    random: { kind: "random" },
  };

  constructor(checker: ts.TypeChecker, byCall: ReadonlyMap<ts.CallExpression, Binding>) {
    this.#checker = checker;
    this.#byCall = byCall;
  }

  /** Whether more work was done than any sensible program takes: what is known then is not all. */
  get exhausted(): boolean {
    return this.#effort > MAX_EFFORT;
  }

  /** Notes that a value was worked out. */
  spend(value: Value): void {
    this.#effort += 1 + value.origins.size + value.things.size;
  }

  grow(cell: Cell, value: Value): void {
    if (cell.add(value)) this.changed = true;
  }

  /** The variable a name stands for; `undefined` for what the library declares. */
  variable(name: ts.Identifier): Cell | undefined {
    const symbol = this.#symbolOf(name);
    if (symbol === undefined) return undefined;
    const known = this.#variables.get(symbol);
    if (known !== undefined) return known;
    if (!symbol.declarations?.some((declaration) => declaration.getSourceFile() === name.getSourceFile()))
      return undefined;
    const cell = new Cell();
    this.#variables.set(symbol, cell);
    return cell;
  }

  #symbolOf(name: ts.Identifier): ts.Symbol | undefined {
    if (this.#symbols.has(name)) return this.#symbols.get(name);
    const shorthand = ts.isShorthandPropertyAssignment(name.parent) && name.parent.name === name;
    const symbol = shorthand
      ? this.#checker.getShorthandAssignmentValueSymbol(name.parent)
      : this.#checker.getSymbolAtLocation(name);
    this.#symbols.set(name, symbol);
    return symbol;
  }

  /** Whether a value may be a string, number or boolean; `only` when it can be nothing else. */
  plainness(node: ts.Expression): "only" | "maybe" | "never" {
    const known = this.#plainness.get(node);
    if (known !== undefined) return known;
    const type = this.#checker.getTypeAtLocation(node);
    const parts = (type.isUnion() ? type.types : [type]).filter(({ flags }) => (flags & EMPTY) === 0);
    const plain = parts.filter(({ flags }) => (flags & PLAIN) !== 0);
    const objects = parts.filter(({ flags }) => (flags & ts.TypeFlags.Object) !== 0);
    const answer = objects.length === parts.length ? "never" : plain.length === parts.length ? "only" : "maybe";
    this.#plainness.set(node, answer);
    return answer;
  }

  /** Whether an expression is a set: to its callbacks, the second argument is the element again. */
  isSet(node: ts.Expression): boolean {
    return /^(Readonly)?Set$/.test(this.#checker.getTypeAtLocation(node).symbol?.name ?? "");
  }

  /** The object made at a place; `role` tells several at one place apart. */
  thing(site: ts.Node, role = "", kind: ConstructorParameters<typeof Thing>[0] = {}): Thing {
    let roles = this.#things.get(site);
    if (roles === undefined) {
      roles = new Map();
      this.#things.set(site, roles);
    }
    const known = roles.get(role);
    if (known !== undefined) return known;
    const made = new Thing(kind);
    roles.set(role, made);
    return made;
  }

  /** A list made at a place. */
  list(site: ts.Node, elements: Value, shape: Value, role = ""): Value {
    const thing = this.thing(site, role);
    this.grow(thing.rest, elements);
    this.grow(thing.shape, shape);
    return ref(thing);
  }

  literal(node: ts.Node, value: LiteralOrigin["value"]): Value {
    const known = this.#literals.get(node);
    if (known !== undefined) return from(known);
    const made: LiteralOrigin = { kind: "literal", node, value };
    this.#literals.set(node, made);
    return from(made);
  }

  ambient(kind: AmbientOrigin["kind"]): Value {
    return from(this.#ambient[kind]);
  }

  functionOf(node: FunctionNode): FunctionFacts {
    const known = this.#functions.get(node);
    if (known !== undefined) return known;
    const thing = new Thing({ callable: { kind: "program", node } });
    const parameters = node.parameters.map(() => new Cell());
    // What reads all of a function object (to print it, say) may call it: so its result is part of it.
    const made = { thing, result: thing.rest, control: new Cell(), parameters };
    this.#functions.set(node, made);
    return made;
  }

  /** The binding of a tool call, if it is one. */
  tool(call: ts.CallExpression): Binding | undefined {
    return this.#byCall.get(call);
  }

  /** Notes a tool call and gives what it returns. */
  callTool(
    call: ts.CallExpression,
    binding: Binding,
    made: { readonly argument: Value; readonly control: Value },
  ): Value {
    let facts = this.toolCalls.get(call);
    if (facts === undefined) {
      facts = { binding, argument: new Cell(), control: new Cell() };
      this.toolCalls.set(call, facts);
      this.changed = true;
    }
    const { builtin } = binding.spec;
    // The schema of a builtin tool is not passed on: what stands in it was read off the program, and says what the tool is.
    const argument = builtin === undefined ? made.argument : this.#subject(call, builtin, made.argument);
    this.grow(facts.argument, argument);
    this.grow(facts.control, made.control);
    let output = this.#outputs.get(call);
    if (output === undefined) {
      output = new OutputThing({ kind: "output", call, binding, path: "" });
      this.#outputs.set(call, output);
      const failure = from({ kind: "output", call, binding, path: "(error)" }, how.computed);
      this.#failures.set(call, implicit(failure));
      this.grow(this.thrown, failure);
    }
    if (builtin !== "extract") return ref(output);
    // Whether something can be read out of it is for the text to decide.
    const decides = implicit(argument);
    this.#failures.set(call, join(this.failure(call), decides));
    this.grow(this.thrown, decides);
    return join(ref(output), readOut(argument, binding));
  }

  /** The argument of a builtin tool, less its schema. */
  #subject(call: ts.CallExpression, kind: BuiltinKind, argument: Value): Value {
    const thing = this.thing(call, "subject");
    const key = builtinSubject[kind];
    this.grow(thing.field(key), this.property(argument, key));
    return ref(thing);
  }

  /** That a tool call failed, or did not. */
  failure(call: ts.CallExpression): Value {
    return this.#failures.get(call) ?? nothing;
  }

  /** What the elements of a value may be; of a map, its values. */
  elements(value: Value): Value {
    const own = [...value.things].map((thing) => thing.all());
    return join({ origins: value.origins, things: nothing.things }, ...own);
  }

  /** What decides how many elements there are. An output's own length is part of the output. */
  shape(value: Value): Value {
    const own = [...value.things].map((thing) =>
      thing instanceof OutputThing ? join(thing.shape.value, from(thing.origin, how.computed)) : thing.shape.value,
    );
    return join(computed({ origins: value.origins, things: nothing.things }), ...own);
  }

  /** What iterating gives: elements, of a map pairs. */
  iterate(value: Value, site: ts.Node): Value {
    const maps = [...value.things].filter((thing) => thing.keys !== undefined);
    if (maps.length === 0) return this.elements(value);
    const pair = this.thing(site, "pair");
    for (const map of maps) {
      if (map.keys !== undefined) this.grow(pair.field("0"), map.keys.value);
      this.grow(pair.field("1"), map.all());
    }
    const others = [...value.things].filter((thing) => thing.keys === undefined);
    return join(ref(pair), this.elements({ origins: value.origins, things: new Set(others) }));
  }

  /** Reads a property whose name is known. */
  property(value: Value, key: string): Value {
    const plain: Value = { origins: value.origins, things: nothing.things };
    const own = [...value.things].map((thing) =>
      key === "length" || key === "size" ? this.#length(thing) : join(thing.get(key), this.#existence(thing, key)),
    );
    return join(plain, ...own);
  }

  /** What decides whether a property or an element is there, where that is not written out. */
  #existence(thing: Thing, key: string): Value {
    return isIndex(key) || thing.rest.value !== nothing ? implicit(this.shape(ref(thing))) : nothing;
  }

  #length(thing: Thing): Value {
    return join(
      this.shape(ref(thing)),
      thing.fields.get("length")?.value ?? nothing,
      thing.fields.get("size")?.value ?? nothing,
    );
  }

  /** Writes a property of every object the value may be; which of them it is may have been decided by `control`. */
  write(target: Value, key: string | undefined, value: Value, control: Value): void {
    const written = join(value, control);
    for (const thing of target.things) {
      this.grow(key === undefined ? thing.rest : thing.field(key), written);
      this.grow(thing.shape, control);
      if (key !== "length") continue;
      // A shorter list has lost elements, and how many there are can be counted.
      this.grow(thing.rest, join(implicit(value), control));
      this.grow(thing.shape, computed(value));
    }
  }

  /** Writes the properties of an object over those of another, which is there already. */
  assign(target: Thing, source: Value, control: Value): void {
    if (!target.open) this.changed = true;
    target.open = true;
    this.spread(target, source);
    this.grow(target.rest, control);
    this.grow(target.shape, control);
  }

  /** Something of the library may throw, as `cause` decides. */
  mayThrow(cause: Value, control: Value): void {
    this.grow(this.thrown, computed(cause));
    this.grow(this.throwing, join(implicit(cause), control));
  }

  /** Spreads the properties of `source` into `target`. */
  spread(target: Thing, source: Value): void {
    for (const base of source.things) {
      if (target.bases.has(base)) continue;
      target.bases.add(base);
      this.changed = true;
    }
    this.grow(target.rest, { origins: source.origins, things: nothing.things });
    this.grow(target.shape, this.shape(source));
  }
}
