import ts = require("typescript");

import { unwrapped } from "../../syntax.js";
import { callLibrary, construct } from "./library.js";
import type { Machine } from "./machine.js";
import { callMethod } from "./methods.js";
import { isCallable, Patterns } from "./patterns.js";
import { picked } from "./picked.js";
import { isAssignment, literalKey } from "./syntax.js";
import { computed, type FunctionNode, implicit, join, nothing, ref, type Thing, type Value } from "./value.js";

/** What expressions may be, and what calling functions gives. `control` is what decided that they are evaluated. */
export class Expressions {
  readonly machine: Machine;
  readonly patterns: Patterns;

  constructor(machine: Machine) {
    this.machine = machine;
    this.patterns = new Patterns(machine, this);
  }

  /** What an expression may be. */
  evaluate(node: ts.Expression, control: Value): Value {
    if (this.machine.exhausted) return nothing;
    const value = this.#evaluated(node, control);
    this.machine.spend(value);
    return value;
  }

  #evaluated(node: ts.Expression, control: Value): Value {
    const { machine } = this;
    if (ts.isIdentifier(node)) return this.#name(node);
    if (ts.isStringLiteralLike(node)) return machine.literal(node, node.text);
    if (ts.isNumericLiteral(node)) return machine.literal(node, Number(node.text));
    if (ts.isRegularExpressionLiteral(node)) return ref(machine.thing(node));
    switch (node.kind) {
      case ts.SyntaxKind.TrueKeyword:
        return machine.literal(node, true);
      case ts.SyntaxKind.FalseKeyword:
        return machine.literal(node, false);
      case ts.SyntaxKind.NullKeyword:
        return machine.literal(node, null);
    }
    if (ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node) || ts.isAsExpression(node)) {
      return this.evaluate(node.expression, control);
    }
    if (ts.isAwaitExpression(node)) return this.#await(node, control);
    if (ts.isPropertyAccessExpression(node)) return this.#property(node, control);
    if (ts.isElementAccessExpression(node)) return this.#element(node, control);
    if (ts.isCallExpression(node)) return this.#call(node, control);
    if (ts.isNewExpression(node)) {
      const args = this.#arguments(node.arguments ?? [], control);
      return construct(this, node, { args, control });
    }
    if (ts.isObjectLiteralExpression(node)) return this.#object(node, control);
    if (ts.isArrayLiteralExpression(node)) return this.#array(node, control);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      if (ts.isFunctionExpression(node) && node.name !== undefined)
        this.patterns.bind(node.name, this.#functionValue(node), control);
      return this.#functionValue(node);
    }
    if (ts.isConditionalExpression(node)) {
      const test = implicit(this.evaluate(node.condition, control));
      const within = join(control, test);
      return join(this.evaluate(node.whenTrue, within), this.evaluate(node.whenFalse, within), test);
    }
    if (ts.isBinaryExpression(node)) return this.#binary(node, control);
    if (ts.isTemplateExpression(node)) return this.#template(node, control);
    if (ts.isPrefixUnaryExpression(node)) return this.#prefix(node, control);
    if (ts.isPostfixUnaryExpression(node)) {
      const value = computed(this.evaluate(node.operand, control));
      this.patterns.assign(node.operand, value, control);
      return value;
    }
    if (ts.isTypeOfExpression(node)) return computed(this.evaluate(node.expression, control));
    if (ts.isSpreadElement(node)) return this.evaluate(node.expression, control);
    if (ts.isOmittedExpression(node)) return nothing;
    // The subset lets nothing else through; should it ever, all parts count.
    const parts: Value[] = [];
    ts.forEachChild(node, (child) => {
      if (ts.isExpression(child)) parts.push(this.evaluate(child, control));
    });
    return join(computed(...parts), ...parts);
  }

  #name(node: ts.Identifier): Value {
    const cell = this.machine.variable(node);
    if (cell !== undefined) return cell.value;
    if (node.text === "undefined" || node.text === "NaN" || node.text === "Infinity") return nothing;
    return this.#libraryValue(node);
  }

  /** A function of the library as a value, handed to another or kept for later. */
  #libraryValue(node: ts.Node): Value {
    return ref(this.machine.thing(node, "library", { callable: { kind: "library", node } }));
  }

  #functionValue(node: FunctionNode): Value {
    return ref(this.machine.functionOf(node).thing);
  }

  /** Promises are told apart from what they hold nowhere; but a program can write an object with a `then` of its own. */
  #await(node: ts.AwaitExpression, control: Value): Value {
    return this.patterns.settle(this.evaluate(node.expression, control), node, control);
  }

  #property(node: ts.PropertyAccessExpression, control: Value): Value {
    const { machine } = this;
    if (isLibraryName(node.expression, machine)) return this.#libraryValue(node);
    const receiver = this.evaluate(node.expression, control);
    const plain = machine.plainness(node.expression);
    if (plain === "only") return computed(receiver);
    const read = machine.property(receiver, node.name.text);
    return plain === "maybe" && node.name.text === "length" ? join(read, computed(receiver)) : read;
  }

  #element(node: ts.ElementAccessExpression, control: Value): Value {
    const { machine } = this;
    const receiver = this.evaluate(node.expression, control);
    const key = this.evaluate(node.argumentExpression, control);
    if (machine.plainness(node.expression) === "only") return computed(receiver, key);
    const literal = literalKey(node.argumentExpression);
    if (literal !== undefined) return machine.property(receiver, literal);
    return join(machine.elements(receiver), implicit(machine.shape(receiver)), picked(receiver, key));
  }

  #call(node: ts.CallExpression, control: Value): Value {
    const { machine } = this;
    const tool = machine.tool(node);
    if (tool !== undefined) {
      const [argument = nothing] = this.#arguments(node.arguments, control);
      return machine.callTool(node, tool, { argument, control });
    }
    const callee = unwrapped(node.expression);
    if (ts.isPropertyAccessExpression(callee)) {
      if (isLibraryName(callee.expression, machine)) {
        const name = `${callee.expression.getText()}.${callee.name.text}`;
        return callLibrary(this, node, { name, args: this.#arguments(node.arguments, control), control });
      }
      return this.#methodCall(node, callee, control);
    }
    const args = this.#arguments(node.arguments, control);
    if (isLibraryName(callee, machine)) return callLibrary(this, node, { name: callee.getText(), args, control });
    return this.call(this.evaluate(callee, control), args, control, node);
  }

  #methodCall(node: ts.CallExpression, callee: ts.PropertyAccessExpression, control: Value): Value {
    const { machine } = this;
    const receiver = this.evaluate(callee.expression, control);
    const within = callee.questionDotToken === undefined ? control : join(control, implicit(receiver));
    const args = this.#arguments(node.arguments, within);
    const name = callee.name.text;
    const functions = (thing: Thing) => [...thing.written(name).things].filter(isCallable);
    const own = new Set([...receiver.things].flatMap(functions));
    const made = own.size === 0 ? nothing : this.call({ origins: receiver.origins, things: own }, args, within, node);
    // A function among the elements of a list is no method of it: only one that stands under the name is.
    const certain = [...receiver.things].every((thing) => thing.fields.has(name) || thing.bases.size > 0);
    if (own.size > 0 && certain) return made;
    const plain = machine.plainness(callee.expression);
    return join(made, callMethod(this, node, { name, receiver, plain, args, control: within }));
  }

  /** By position; a spread stands for all that follow. */
  #arguments(nodes: readonly ts.Expression[], control: Value): readonly Value[] {
    const values: Value[] = [];
    let spread: Value = nothing;
    for (const node of nodes) {
      const value = this.evaluate(node, control);
      if (ts.isSpreadElement(node)) {
        // How many there are decides which parameters get one.
        spread = join(spread, this.patterns.iterate(value, node, control), implicit(this.machine.shape(value)));
      } else values.push(value);
    }
    if (spread === nothing) return values;
    const count = Math.max(MANY, nodes.length);
    return Array.from({ length: count }, (_, index) => join(spread, ...values.slice(0, index + 1)));
  }

  /** Calls whatever functions a value may be. */
  call(callee: Value, args: readonly Value[], control: Value, site?: ts.Node): Value {
    const { machine } = this;
    const within = join(control, implicit({ origins: callee.origins, things: nothing.things }));
    const results: Value[] = [];
    for (const { callable } of callee.things) {
      if (callable?.kind === "store") machine.grow(callable.into, join(control, ...args));
      else if (callable?.kind === "program") results.push(this.#enter(callable.node, args, within));
      else if (callable?.kind === "library") {
        results.push(callLibrary(this, callable.node, { name: callable.node.getText(), args, control: within }));
      }
    }
    if (callee.things.size === 0 && site !== undefined) results.push(computed(...args), ...args);
    return join(...results, implicit({ origins: callee.origins, things: nothing.things }));
  }

  #enter(node: FunctionNode, args: readonly Value[], control: Value): Value {
    const { machine } = this;
    const facts = machine.functionOf(node);
    machine.grow(facts.control, control);
    node.parameters.forEach((parameter, index) => {
      const cell = facts.parameters[index];
      if (cell === undefined) return;
      if (parameter.dotDotDotToken === undefined) machine.grow(cell, args[index] ?? nothing);
      else machine.grow(cell, machine.list(parameter, join(...args.slice(index)), implicit(...args.slice(index))));
    });
    return facts.result.value;
  }

  #object(node: ts.ObjectLiteralExpression, control: Value): Value {
    const { machine } = this;
    const thing = machine.thing(node);
    const lastSpread = node.properties.findLastIndex(ts.isSpreadAssignment);
    node.properties.forEach((property, index) => {
      if (ts.isSpreadAssignment(property)) machine.spread(thing, this.evaluate(property.expression, control));
      else this.#objectProperty(thing, property, { certain: index > lastSpread, control });
    });
    return ref(thing);
  }

  #objectProperty(
    thing: Thing,
    property: ts.ObjectLiteralElementLike,
    { certain, control }: { readonly certain: boolean; readonly control: Value },
  ): void {
    const { machine } = this;
    if (ts.isShorthandPropertyAssignment(property)) {
      machine.grow(thing.field(property.name.text), this.#name(property.name));
      if (certain) thing.covered.add(property.name.text);
    } else if (ts.isPropertyAssignment(property)) {
      const value = this.evaluate(property.initializer, control);
      const { name } = property;
      if (ts.isComputedPropertyName(name)) {
        const key = this.evaluate(name.expression, control);
        machine.grow(thing.rest, join(value, implicit(key)));
        machine.grow(thing.shape, computed(key));
      } else {
        if (name.text === "__proto__") machine.spread(thing, value);
        machine.grow(thing.field(name.text), value);
        if (certain) thing.covered.add(name.text);
      }
    }
  }

  #array(node: ts.ArrayLiteralExpression, control: Value): Value {
    const { machine } = this;
    const thing = machine.thing(node);
    // Elements of a long list are not told apart.
    const alike = node.elements.length > MANY || node.elements.some(ts.isSpreadElement);
    node.elements.forEach((element, index) => {
      const value = this.evaluate(element, control);
      if (ts.isSpreadElement(element)) {
        const { elements, rounds } = this.patterns.rounds(value, element, control);
        machine.grow(thing.rest, join(elements, rounds));
        machine.grow(thing.shape, join(machine.shape(value), rounds));
      } else machine.grow(alike ? thing.rest : thing.field(String(index)), value);
    });
    return ref(thing);
  }

  #binary(node: ts.BinaryExpression, control: Value): Value {
    const kind = node.operatorToken.kind;
    if (kind === ts.SyntaxKind.EqualsToken) {
      const value = this.evaluate(node.right, control);
      this.patterns.assign(node.left, value, control);
      return value;
    }
    const left = this.evaluate(node.left, control);
    if (choices.has(kind)) {
      const test = implicit(left);
      const value = join(left, this.evaluate(node.right, join(control, test)), test);
      if (isAssignment(node)) this.patterns.assign(node.left, value, control);
      return value;
    }
    const value = computed(left, this.evaluate(node.right, control));
    if (isAssignment(node)) this.patterns.assign(node.left, value, control);
    return value;
  }

  #template(node: ts.TemplateExpression, control: Value): Value {
    const { machine } = this;
    const texts = [node.head, ...node.templateSpans.map(({ literal }) => literal)].filter(({ text }) => text !== "");
    const values = node.templateSpans.map(({ expression }) => this.evaluate(expression, control));
    return computed(...texts.map((piece) => machine.literal(piece, piece.text)), ...values);
  }

  #prefix(node: ts.PrefixUnaryExpression, control: Value): Value {
    const { operator, operand } = node;
    if (operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(operand)) {
      return this.machine.literal(node, -Number(operand.text));
    }
    const value = computed(this.evaluate(operand, control));
    if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken) {
      this.patterns.assign(operand, value, control);
    }
    return value;
  }
}

/** More elements of a list, or arguments of a call, than are told apart by their position. */
const MANY = 32;

const choices: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

/** Whether an expression names something of the library: `Object`, `Math`, `parseInt`. */
function isLibraryName(node: ts.Expression, machine: Machine): node is ts.Identifier {
  return ts.isIdentifier(node) && node.text !== "undefined" && machine.variable(node) === undefined;
}
