import type ts from "typescript";

import { anything, type Calls, callMethod, functionsOf, type LibraryCall } from "./methods.js";
import { computed, equal, implicit, join, nothing, ref, type Value } from "./value.js";

// What functions and classes of the library do with values; `methods.ts` says how models are chosen.

/** `Object.keys(x)`, `Math.max(a, b)`, `parseInt(x)`. */
export function callLibrary(calls: Calls, site: ts.Node, call: LibraryCall): Value {
  const { machine } = calls;
  const [first = nothing, second = nothing] = call.args;
  const asMethod = (name: string, receiver: Value, args: readonly Value[]) =>
    callMethod(calls, site, { name, receiver, args, plain: "never", control: call.control });
  switch (call.name) {
    case "Object.keys":
      return machine.list(site, join(computed(machine.shape(first)), keyOrigins(first)), machine.shape(first));
    case "Object.values":
    case "Array.from":
      return fromIterable(calls, site, call);
    case "Object.entries":
      return asMethod("entries", first, []);
    case "Object.fromEntries": {
      const entries = calls.patterns.iterate(first, site, call.control);
      const values = join(machine.property(entries, "1"), implicit(machine.property(entries, "0")));
      return machine.list(site, values, join(machine.shape(first), computed(machine.property(entries, "0"))));
    }
    case "Object.assign":
      for (const target of first.things)
        for (const source of call.args.slice(1)) machine.assign(target, source, call.control);
      return first;
    case "Object.freeze":
      return first;
    case "Promise.resolve":
      return calls.patterns.settle(first, site, call.control);
    case "Promise.all": {
      const plainly = [...first.things].every(({ keys, rest }) => keys === undefined && rest.value === nothing);
      const settled = settledElements(calls, site, call);
      const more = plainly && equal(settled, machine.elements(first)) ? nothing : machine.list(site, settled, nothing);
      return join(first, more, implicit(machine.shape(first)));
    }
    case "Promise.any": {
      const error = machine.thing(site, "aggregate");
      machine.grow(error.field("errors"), machine.list(site, machine.thrown.value, machine.shape(first), "errors"));
      machine.grow(machine.thrown, ref(error));
      return join(settledElements(calls, site, call), implicit(machine.shape(first)));
    }
    case "Promise.race":
      return join(settledElements(calls, site, call), implicit(machine.shape(first)));
    case "Promise.allSettled": {
      const settled = machine.thing(site, "settled");
      machine.grow(settled.field("value"), settledElements(calls, site, call));
      machine.grow(settled.field("reason"), machine.thrown.value);
      machine.grow(settled.field("status"), implicit(machine.thrown.value));
      return machine.list(site, ref(settled), machine.shape(first));
    }
    case "Promise.reject":
      machine.grow(machine.thrown, join(first, call.control));
      machine.grow(machine.throwing, call.control);
      return nothing;
    case "Promise.withResolvers":
      return resolvers(calls, site);
    case "Object.groupBy":
    case "Map.groupBy":
      return grouped(calls, site, call);
    case "Date.now":
      return machine.ambient("clock");
    case "Math.random":
      return machine.ambient("random");
    case "JSON.parse": {
      // A syntax error's message quotes the text.
      machine.mayThrow(first, call.control);
      return second === nothing ? computed(first) : anything(calls, site, call);
    }
    case "Array.of":
      return machine.list(site, join(...call.args), nothing);
  }
  if (call.name.startsWith("console.")) return nothing;
  if (throwing.has(call.name)) machine.mayThrow(join(...call.args), call.control);
  if (functionsOf(call.args).things.size > 0) return anything(calls, site, call);
  return call.name === "Array" ? machine.list(site, nothing, computed(first)) : computed(...call.args);
}

/** Functions that throw for some arguments. */
const throwing: ReadonlySet<string> = new Set(["decodeURI", "decodeURIComponent", "String.fromCodePoint", "Array"]);

function settledElements(calls: Calls, site: ts.Node, { args: [list = nothing], control }: LibraryCall): Value {
  return calls.patterns.settle(calls.patterns.iterate(list, site, control), site, control);
}

/** Keys of an output are part of it. */
function keyOrigins(value: Value): Value {
  return computed({ origins: value.origins, things: nothing.things });
}

function fromIterable(calls: Calls, site: ts.Node, { name, args, control }: LibraryCall): Value {
  const { machine } = calls;
  const [source = nothing, make] = args;
  const elements = name === "Object.values" ? machine.elements(source) : calls.patterns.iterate(source, site, control);
  const length = machine.property(source, "length");
  const shape = join(machine.shape(source), computed(length));
  if (make === undefined) return machine.list(site, elements, shape);
  return machine.list(site, calls.call(make, [elements, shape], join(control, implicit(shape))), shape);
}

function grouped(calls: Calls, site: ts.Node, { name, args, control }: LibraryCall): Value {
  const { machine } = calls;
  const [source = nothing, key = nothing] = args;
  const elements = calls.patterns.iterate(source, site, control);
  const keys = calls.call(key, [elements, machine.shape(source)], join(control, implicit(machine.shape(source))));
  const group = machine.list(
    site,
    join(elements, implicit(keys)),
    join(machine.shape(source), implicit(keys)),
    "group",
  );
  const groups = machine.thing(site, "groups", { isMap: name === "Map.groupBy" });
  machine.grow(groups.rest, group);
  machine.grow(groups.shape, computed(keys));
  if (groups.keys !== undefined) machine.grow(groups.keys, keys);
  return ref(groups);
}

function resolvers(calls: Calls, site: ts.Node): Value {
  const { machine } = calls;
  const made = machine.thing(site, "resolvers");
  const { resolve, reject, promise } = promiseOf(calls, site);
  machine.grow(made.field("promise"), promise);
  machine.grow(made.field("resolve"), resolve);
  machine.grow(made.field("reject"), reject);
  return ref(made);
}

function promiseOf({ machine }: Calls, site: ts.Node): { resolve: Value; reject: Value; promise: Value } {
  const settled = machine.thing(site, "settled");
  const resolve = ref(machine.thing(site, "resolve", { callable: { kind: "store", into: settled.rest } }));
  const reject = ref(machine.thing(site, "reject", { callable: { kind: "store", into: machine.thrown } }));
  return { resolve, reject, promise: settled.rest.value };
}

/** `new Map(…)`, `new Error(…)`, `new Date(…)`. */
export function construct(
  calls: Calls,
  node: ts.NewExpression,
  { args, control }: { readonly args: readonly Value[]; readonly control: Value },
): Value {
  const { machine } = calls;
  const [first = nothing] = args;
  const name = node.expression.getText();
  if (name === "Map") {
    const map = machine.thing(node, "map", { isMap: true });
    const entries = calls.patterns.iterate(first, node.expression, control);
    const keys = machine.property(entries, "0");
    if (map.keys !== undefined) machine.grow(map.keys, keys);
    machine.grow(map.rest, join(machine.property(entries, "1"), implicit(keys)));
    machine.grow(map.shape, machine.shape(first));
    return ref(map);
  }
  if (name === "Set" || name === "Array") {
    return machine.list(
      node,
      calls.patterns.iterate(first, node.expression, control),
      join(machine.shape(first), computed(first)),
    );
  }
  if (name === "Promise") {
    const { resolve, reject, promise } = promiseOf(calls, node);
    calls.call(first, [resolve, reject], control);
    return promise;
  }
  if (name.endsWith("Error")) {
    const error = machine.thing(node, "error");
    const [, second = nothing, third = nothing] = args;
    machine.grow(error.field("message"), computed(...args));
    machine.grow(error.field("cause"), machine.property(join(second, third), "cause"));
    if (name === "AggregateError") {
      const errors = calls.patterns.iterate(first, node.expression, control);
      machine.grow(error.field("errors"), machine.list(node, errors, machine.shape(first), "errors"));
    }
    machine.grow(error.rest, join(...args));
    return ref(error);
  }
  if (name === "RegExp") machine.mayThrow(join(...args), control);
  const made = machine.thing(node, "made");
  machine.grow(made.rest, computed(...args));
  if (name === "Date" && args.length === 0) machine.grow(made.rest, machine.ambient("clock"));
  return ref(made);
}
