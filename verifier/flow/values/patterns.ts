import ts = require("typescript");

import { unwrapped } from "../../syntax.js";
import type { Machine } from "./machine.js";
import { isAssignment, literalKey } from "./syntax.js";
import { computed, implicit, join, nothing, presence, ref, type Thing, type Value } from "./value.js";

/** What patterns need of expressions, which need patterns. */
export interface Evaluator {
  evaluate(node: ts.Expression, control: Value): Value;
  call(callee: Value, args: readonly Value[], control: Value): Value;
}

/** Takes values apart: into the names of declarations, the targets of assignments, the elements of what is iterated. */
export class Patterns {
  readonly #machine: Machine;
  readonly #evaluator: Evaluator;

  constructor(machine: Machine, evaluator: Evaluator) {
    this.#machine = machine;
    this.#evaluator = evaluator;
  }

  /** Gives a value to the names of a declaration. */
  bind(name: ts.BindingName, value: Value, control: Value): void {
    const machine = this.#machine;
    if (ts.isIdentifier(name)) {
      const cell = machine.variable(name);
      if (cell !== undefined) machine.grow(cell, value);
    } else if (ts.isObjectBindingPattern(name)) {
      for (const element of name.elements) this.#bindProperty(element, value, control);
    } else {
      name.elements.forEach((element, index) => {
        if (ts.isOmittedExpression(element)) return;
        const part =
          element.dotDotDotToken !== undefined ? this.#restOf(value, element) : this.#at(value, index, element);
        this.bind(element.name, this.withDefault(part, element.initializer, control), control);
      });
    }
  }

  #bindProperty(element: ts.BindingElement, value: Value, control: Value): void {
    const machine = this.#machine;
    const key = element.propertyName ?? element.name;
    let part: Value;
    if (element.dotDotDotToken !== undefined) {
      const thing = machine.thing(element);
      machine.spread(thing, value);
      part = ref(thing);
    } else if (ts.isObjectBindingPattern(key) || ts.isArrayBindingPattern(key)) part = nothing;
    else part = this.#named(value, key, control);
    this.bind(element.name, this.withDefault(part, element.initializer, control), control);
  }

  withDefault(value: Value, initializer: ts.Expression | undefined, control: Value): Value {
    if (initializer === undefined) return value;
    const missing = presence(value);
    return join(value, this.#evaluator.evaluate(initializer, join(control, missing)), missing);
  }

  #restOf(value: Value, site: ts.Node): Value {
    return this.#machine.list(site, this.iterate(value, site, nothing), this.#machine.shape(value), "rest");
  }

  #at(value: Value, index: number, site: ts.Node): Value {
    const special = [...value.things].some((thing) => thing.keys !== undefined || makersOf(thing).length > 0);
    return special ? this.iterate(value, site, nothing) : this.#machine.property(value, String(index));
  }

  /** Iterates; a program may have made the iterator itself. */
  iterate(value: Value, site: ts.Node, control: Value): Value {
    const { elements, rounds } = this.rounds(value, site, control);
    return join(elements, rounds);
  }

  /** What iterating gives, and what decides how often it does where the program decides that itself. */
  rounds(value: Value, site: ts.Node, control: Value): { readonly elements: Value; readonly rounds: Value } {
    const machine = this.#machine;
    const elements = machine.iterate(value, site);
    const makers = new Set([...value.things].flatMap(makersOf));
    if (makers.size === 0) return { elements, rounds: nothing };
    const iterator = this.#evaluator.call({ origins: nothing.origins, things: makers }, [], control);
    const round = this.#evaluator.call(machine.property(iterator, "next"), [nothing], control);
    const done = implicit(machine.property(round, "done"));
    this.#evaluator.call(machine.property(iterator, "return"), [nothing], join(control, done));
    return { elements: join(elements, machine.property(round, "value")), rounds: done };
  }

  /** What a promise, or an object with a `then` of the program, is settled with. */
  settle(value: Value, site: ts.Node, control: Value): Value {
    const machine = this.#machine;
    const settled = machine.thing(site, "settled thenable");
    const open = join(value, settled.rest.value);
    const then = new Set([...open.things].flatMap((thing) => [...thing.written("then").things]).filter(isCallable));
    if (then.size === 0) return value;
    const resolve = ref(machine.thing(site, "resolve", { callable: { kind: "store", into: settled.rest } }));
    const reject = ref(machine.thing(site, "reject", { callable: { kind: "store", into: machine.thrown } }));
    this.#evaluator.call({ origins: value.origins, things: then }, [resolve, reject], control);
    return join(value, settled.rest.value);
  }

  #named(value: Value, name: ts.PropertyName, control: Value): Value {
    const machine = this.#machine;
    if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name))
      return machine.property(value, name.text);
    const key = ts.isComputedPropertyName(name) ? this.#evaluator.evaluate(name.expression, control) : nothing;
    return join(machine.elements(value), implicit(key));
  }

  assign(target: ts.Expression, value: Value, control: Value): void {
    const machine = this.#machine;
    const node = unwrapped(target);
    if (ts.isIdentifier(node)) {
      const cell = machine.variable(node);
      if (cell !== undefined) machine.grow(cell, join(value, control));
    } else if (ts.isPropertyAccessExpression(node)) {
      machine.write(this.#evaluator.evaluate(node.expression, control), node.name.text, value, control);
    } else if (ts.isElementAccessExpression(node)) {
      const key = this.#evaluator.evaluate(node.argumentExpression, control);
      const literal = literalKey(node.argumentExpression);
      const decided = literal === undefined ? join(control, implicit(key)) : control;
      const object = this.#evaluator.evaluate(node.expression, control);
      machine.write(object, literal, value, decided);
      // Its keys can be read again.
      if (literal === undefined) for (const thing of object.things) machine.grow(thing.shape, computed(key));
    } else if (ts.isArrayLiteralExpression(node)) {
      node.elements.forEach((element, index) => {
        if (ts.isSpreadElement(element)) this.assign(element.expression, this.#restOf(value, element), control);
        else if (!ts.isOmittedExpression(element)) this.#assignPart(element, this.#at(value, index, element), control);
      });
    } else if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) this.#assignProperty(property, value, control);
    }
  }

  #assignPart(target: ts.Expression, value: Value, control: Value): void {
    if (!isAssignment(target)) this.assign(target, value, control);
    else this.assign(target.left, this.withDefault(value, target.right, control), control);
  }

  #assignProperty(property: ts.ObjectLiteralElementLike, value: Value, control: Value): void {
    const machine = this.#machine;
    if (ts.isShorthandPropertyAssignment(property)) {
      const part = machine.property(value, property.name.text);
      this.assign(property.name, this.withDefault(part, property.objectAssignmentInitializer, control), control);
    } else if (ts.isPropertyAssignment(property)) {
      this.#assignPart(property.initializer, this.#named(value, property.name, control), control);
    } else if (ts.isSpreadAssignment(property)) {
      const thing = machine.thing(property);
      machine.spread(thing, value);
      this.assign(property.expression, ref(thing), control);
    }
  }
}

export function isCallable({ callable }: Thing): boolean {
  return callable !== undefined;
}

/** The functions of the program that may be an object's `[Symbol.iterator]`. */
function makersOf(thing: Thing): readonly Thing[] {
  return [...thing.written("[Symbol.iterator]").things].filter(({ callable }) => callable?.kind === "program");
}
