import ts = require("typescript");

import type { Machine } from "./machine.js";
import type { Patterns } from "./patterns.js";
import { picked } from "./picked.js";
import { computed, implicit, join, nothing, ref, type Thing, type Value } from "./value.js";

// What methods of the library do with values. Every one has a model only where one is sharper than the general one: "the result
// may be or hold anything of the receiver and the arguments, which may now hold each other, and callbacks see it all".

/** What the models need of the expressions that call them. */
export interface Calls {
  readonly machine: Machine;
  readonly patterns: Patterns;
  call(callee: Value, args: readonly Value[], control: Value): Value;
}

export interface LibraryCall {
  readonly name: string;
  readonly args: readonly Value[];
  readonly control: Value;
}

export interface MethodCall extends LibraryCall {
  readonly receiver: Value;
  /** Whether the receiver may be a string, number or boolean. */
  readonly plain: "only" | "maybe" | "never";
}

/** A method call with what most models ask for. */
interface Round extends MethodCall {
  readonly calls: Calls;
  readonly site: ts.Node;
  readonly first: Value;
  readonly elements: Value;
  readonly shape: Value;
}

type Model = (round: Round) => Value;

export function callMethod(calls: Calls, site: ts.Node, call: MethodCall): Value {
  const { machine } = calls;
  if (call.plain === "only") return plainMethod(calls, call);
  const [first = nothing] = call.args;
  const elements = machine.elements(call.receiver);
  const round: Round = { ...call, calls, site, first, elements, shape: machine.shape(call.receiver) };
  if (throwers.has(call.name)) machine.mayThrow(join(...call.args), call.control);
  const model = Object.hasOwn(methods, call.name) ? methods[call.name] : undefined;
  const result = model === undefined ? anything(calls, site, call) : model(round);
  return call.plain === "maybe" ? join(result, plainMethod(calls, call)) : result;
}

/** A method of a string or number: something computed from all of it. */
function plainMethod(calls: Calls, { name, receiver, args, control }: MethodCall): Value {
  if (throwers.has(name)) calls.machine.mayThrow(join(...args), control);
  const value = computed(receiver, ...args);
  // A pattern remembers how far it has come: `lastIndex`.
  calls.machine.write(join(...args), undefined, value, control);
  return join(value, computed(calls.call(functionsOf(args), anyArguments(value), join(control, implicit(receiver)))));
}

/** Of a callback whose arguments are not told apart. */
function anyArguments(value: Value): readonly Value[] {
  return Array.from({ length: 16 }, () => value);
}

/** Methods that throw for some arguments; what they were asked for decides it. */
const throwers: ReadonlySet<string> = new Set([
  ...["repeat", "padEnd", "padStart", "normalize", "toFixed", "toPrecision", "toExponential", "with", "toSpliced"],
  ...["match", "matchAll", "search"],
]);

/** The model for everything without one. */
export function anything(calls: Calls, site: ts.Node, call: LibraryCall & { readonly receiver?: Value }): Value {
  const { machine } = calls;
  const all = join(call.receiver ?? nothing, ...call.args);
  const seen = join(all, machine.elements(all), computed(all));
  const result = calls.call(functionsOf(call.args), anyArguments(seen), join(call.control, implicit(all)));
  const every = join(seen, result, call.control);
  if (call.receiver !== undefined) machine.write(call.receiver, undefined, every, call.control);
  return join(every, machine.list(site, every, computed(all), "anything"));
}

export function functionsOf(args: readonly Value[]): Value {
  return { origins: nothing.origins, things: new Set(args.flatMap(({ things }) => [...things].filter(isCallable))) };
}

function isCallable({ callable }: Thing): boolean {
  return callable !== undefined;
}

/** Hands each element to the callback; how often depends on how many there are. */
function visit({ calls, first, elements, shape, receiver, control }: Round): Value {
  return calls.call(first, [elements, shape, receiver], join(control, implicit(shape)));
}

function listOf({ calls, site }: Round, elements: Value, shape: Value): Value {
  return calls.machine.list(site, elements, shape, "list");
}

/** The same elements, or some of them, as another list. */
function copy(round: Round): Value {
  const taken = implicit(...round.args);
  return listOf(round, join(round.elements, taken), join(round.shape, taken));
}

function copyWith(round: Round): Value {
  const { machine } = round.calls;
  const added = join(...round.args, ...round.args.map((arg) => machine.elements(arg)));
  return listOf(round, join(round.elements, added), join(round.shape, ...round.args.map((arg) => machine.shape(arg))));
}

function select(round: Round): Value {
  const test = implicit(visit(round));
  return listOf(round, join(round.elements, test), join(round.shape, test));
}

function pick(round: Round): Value {
  const test = round.args.length === 0 ? nothing : implicit(visit(round));
  return join(round.elements, test, implicit(round.shape));
}

function test(round: Round): Value {
  return computed(visit(round), round.shape);
}

function fold(round: Round): Value {
  const { calls, site, first, args, elements, shape, receiver, control } = round;
  const { machine } = calls;
  if (args[1] === undefined) machine.mayThrow(implicit(shape), control);
  const sum = machine.thing(site, "sum").rest;
  machine.grow(sum, args[1] ?? elements);
  const within = join(control, implicit(shape));
  machine.grow(sum, calls.call(first, [sum.value, elements, shape, receiver], within));
  return join(sum.value, implicit(shape));
}

function sort(round: Round): Value {
  const { calls, first, elements, control, shape } = round;
  const order = join(
    implicit(calls.call(first, [elements, elements], control)),
    first === nothing ? implicit(elements) : nothing,
  );
  return listOf(round, join(elements, order), join(shape, order));
}

function sortInPlace(round: Round): Value {
  const { calls, receiver, control } = round;
  const sorted = calls.machine.elements(sort(round));
  calls.machine.write(receiver, undefined, sorted, control);
  return receiver;
}

function append(round: Round): Value {
  const { calls, receiver, args, control, shape } = round;
  calls.machine.write(receiver, undefined, join(...args), control);
  return join(receiver, computed(shape));
}

/** Whatever moves or takes away elements: any of them may stand anywhere afterwards. */
function move(round: Round): Value {
  const { calls, receiver, elements, args, control } = round;
  const decided = join(control, implicit(...args));
  calls.machine.write(receiver, undefined, join(elements, ...args), decided);
  return receiver;
}

function splice(round: Round): Value {
  move(round);
  return copy(round);
}

function takeOut(round: Round): Value {
  move(round);
  return take(round);
}

function take({ receiver, elements, shape, args }: Round): Value {
  return join(elements, implicit(shape), picked(receiver, ...args));
}

function setEntry(round: Round): Value {
  const { calls, receiver, args, first, control } = round;
  for (const { keys } of receiver.things) if (keys !== undefined) calls.machine.grow(keys, join(first, control));
  calls.machine.write(receiver, undefined, args[1] ?? nothing, join(control, implicit(first)));
  return receiver;
}

function keysOf(value: Value): Value {
  return join(...[...value.things].map(({ keys }) => keys?.value ?? nothing));
}

function has({ receiver, elements, shape, args }: Round): Value {
  return computed(elements, shape, keysOf(receiver), ...args);
}

function pairs(round: Round, keys: Value): Value {
  const pair = round.calls.machine.thing(round.site, "pair");
  round.calls.machine.grow(pair.field("0"), keys);
  round.calls.machine.grow(pair.field("1"), round.elements);
  return listOf(round, ref(pair), round.shape);
}

function then(round: Round): Value {
  const { calls, receiver, args, control } = round;
  const [done, failed] = args;
  const thrown = calls.machine.thrown.value;
  return join(
    done === undefined ? receiver : calls.call(done, [receiver], control),
    failed === undefined ? nothing : calls.call(failed, [thrown], join(control, implicit(thrown))),
    receiver,
  );
}

const methods: { readonly [name: string]: Model } = {
  map: (round) => listOf(round, visit(round), round.shape),
  flatMap: (round) => {
    const { machine } = round.calls;
    const made = visit(round);
    return listOf(
      round,
      join(made, round.calls.patterns.iterate(made, round.site, round.control)),
      join(round.shape, machine.shape(made)),
    );
  },
  forEach: (round) => {
    const keys = keysOf(round.receiver);
    const within = join(round.control, implicit(round.shape));
    const second = isOfSet(round) ? round.elements : join(round.shape, keys);
    round.calls.call(round.first, [round.elements, second, round.receiver], within);
    return nothing;
  },
  filter: select,
  find: pick,
  findLast: pick,
  findIndex: test,
  findLastIndex: test,
  some: test,
  every: test,
  reduce: fold,
  reduceRight: fold,
  sort: sortInPlace,
  toSorted: sort,
  reverse: move,
  toReversed: copy,
  slice: copy,
  take: copy,
  drop: copy,
  toArray: copy,
  values: copy,
  flat: (round) => {
    const { machine } = round.calls;
    let elements = round.elements;
    let size = -1;
    // To any depth: an element of an element, until that gives nothing new.
    while (size < elements.things.size) {
      size = elements.things.size;
      elements = join(elements, machine.elements(elements));
    }
    return listOf(round, elements, join(round.shape, machine.shape(elements)));
  },
  concat: copyWith,
  with: copyWith,
  toSpliced: copyWith,
  union: copyWith,
  intersection: copyWith,
  difference: copyWith,
  symmetricDifference: copyWith,
  push: append,
  unshift: (round) => join(move(round), computed(round.shape)),
  add: append,
  fill: move,
  copyWithin: move,
  splice,
  pop: takeOut,
  shift: takeOut,
  clear: (round) => {
    move(round);
    return nothing;
  },
  at: take,
  get: take,
  set: setEntry,
  has,
  includes: has,
  indexOf: has,
  lastIndexOf: has,
  isSubsetOf: has,
  isSupersetOf: has,
  isDisjointFrom: has,
  delete: (round) => {
    round.calls.machine.write(round.receiver, undefined, nothing, join(round.control, implicit(round.first)));
    return has(round);
  },
  keys: (round) => {
    const keys = keysOf(round.receiver);
    const own = [...round.receiver.things].every((thing) => thing.keys !== undefined);
    return listOf(round, join(keys, own ? nothing : round.elements, round.shape), round.shape);
  },
  entries: (round) => pairs(round, join(keysOf(round.receiver), round.shape, round.elements)),
  join: ({ receiver, args }) => computed(receiver, ...args),
  next: (round) => {
    const result = round.calls.machine.thing(round.site, "next");
    round.calls.machine.grow(result.field("value"), round.elements);
    round.calls.machine.grow(result.field("done"), computed(round.shape));
    return ref(result);
  },
  then,
  catch: (round) => then({ ...round, args: [...(round.args.length === 0 ? [] : [nothing]), ...round.args] }),
  finally: (round) => {
    round.calls.call(round.first, [], round.control);
    return round.receiver;
  },
};

function isOfSet({ calls, site }: Round): boolean {
  if (!ts.isCallExpression(site) || !ts.isPropertyAccessExpression(site.expression)) return false;
  return calls.machine.isSet(site.expression.expression);
}
