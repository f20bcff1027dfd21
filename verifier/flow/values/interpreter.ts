import ts = require("typescript");

import { leaves } from "./leaving.js";
import { callLibrary, callMethod, construct } from "./library.js";
import type { Machine } from "./machine.js";
import {
  computed,
  type FunctionNode,
  implicit,
  join,
  nothing,
  presence,
  ref,
  type Thing,
  type Value,
} from "./value.js";

/**
 * Runs the program over sets of origins instead of values: every branch, every function, in any order, until nothing new is
 * found. `control` is what decided that this code runs; it marks all that is written.
 */
export class Interpreter {
  readonly machine: Machine;
  /** Of statements: whether they call functions of the program, and which conditions decide whether control leaves them. */
  readonly #calling = new Map<ts.Statement, boolean>();
  readonly #conditions = new Map<ts.Node, readonly ts.Expression[]>();
  /** The function whose body is read. */
  #within: FunctionNode | undefined;

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** Reads a function's body once, with all that is known of its arguments. */
  body(node: FunctionNode): void {
    const { machine } = this;
    const facts = machine.functionOf(node);
    const control = facts.control.value;
    node.parameters.forEach((parameter, index) => {
      const given = facts.parameters[index]?.value ?? nothing;
      this.#bind(parameter.name, this.#withDefault(given, parameter.initializer, control), control);
    });
    const outer = this.#within;
    this.#within = node;
    if (node.body === undefined) return;
    if (ts.isBlock(node.body)) this.#statements(node.body.statements, control);
    else machine.grow(facts.result, this.evaluate(node.body, control));
    this.#within = outer;
  }

  /** Reads one after the other; what may leave decides whether the rest is reached. */
  #statements(statements: readonly ts.Statement[], control: Value): void {
    let here = control;
    for (const statement of statements) {
      this.statement(statement, here);
      // A call may throw, if anything of the program does.
      const thrown = this.#mayCall(statement) ? this.machine.throwing.value : nothing;
      here = join(here, this.#leaving(statement), thrown);
    }
  }

  #mayCall(statement: ts.Statement): boolean {
    const known = this.#calling.get(statement);
    if (known !== undefined) return known;
    const found = callsFunctions(statement, this.machine);
    this.#calling.set(statement, found);
    return found;
  }

  #leaving(statement: ts.Node): Value {
    const { machine } = this;
    const conditions = this.#conditions.get(statement) ?? leaves(statement);
    this.#conditions.set(statement, conditions);
    if (conditions.length === 0) return nothing;
    return implicit(
      ...conditions.map((condition) => {
        const value = this.evaluate(condition, nothing);
        return ts.isForOfStatement(condition.parent) ? machine.shape(value) : value;
      }),
    );
  }

  statement(node: ts.Statement, control: Value): void {
    const { machine } = this;
    if (ts.isBlock(node)) this.#statements(node.statements, control);
    else if (ts.isVariableStatement(node)) this.#declare(node.declarationList, this.#midway(node, control));
    else if (ts.isExpressionStatement(node)) this.evaluate(node.expression, this.#midway(node, control));
    else if (ts.isIfStatement(node)) {
      const within = join(control, implicit(this.evaluate(node.expression, control)));
      this.statement(node.thenStatement, within);
      if (node.elseStatement !== undefined) this.statement(node.elseStatement, within);
    } else if (ts.isForOfStatement(node)) this.#forOf(node, control);
    else if (ts.isForStatement(node)) {
      if (node.initializer !== undefined) {
        if (ts.isVariableDeclarationList(node.initializer)) this.#declare(node.initializer, control);
        else this.evaluate(node.initializer, control);
      }
      this.#loop([node.condition, node.incrementor], node.statement, control);
    } else if (ts.isWhileStatement(node) || ts.isDoStatement(node))
      this.#loop([node.expression], node.statement, control);
    else if (ts.isReturnStatement(node)) {
      const value =
        node.expression === undefined ? nothing : this.evaluate(node.expression, this.#midway(node, control));
      if (this.#within !== undefined) machine.grow(machine.functionOf(this.#within).result, join(value, control));
    } else if (ts.isThrowStatement(node)) {
      machine.grow(machine.thrown, join(this.evaluate(node.expression, control), control));
      machine.grow(machine.throwing, control);
    } else if (ts.isSwitchStatement(node)) this.#switch(node, control);
    else if (ts.isTryStatement(node)) this.#try(node, control);
    else if (ts.isFunctionDeclaration(node) && node.name !== undefined) {
      this.#bind(node.name, this.#functionValue(node), control);
    }
  }

  /** Of several calls in one statement, or a call and what its result is kept in, one may throw before the other is made. */
  #midway(node: ts.Statement, control: Value): Value {
    const { machine } = this;
    if (machine.throwing.value === nothing || !this.#mayCall(node) || !isSequence(node)) return control;
    return join(control, machine.throwing.value);
  }

  #declare(list: ts.VariableDeclarationList, control: Value): void {
    for (const { name, initializer } of list.declarations) {
      // The first value of a variable is seen only by code under the same control.
      if (initializer !== undefined) this.#bind(name, this.evaluate(initializer, control), control);
    }
  }

  #forOf(node: ts.ForOfStatement, control: Value): void {
    const source = this.evaluate(node.expression, control);
    const before = join(control, implicit(this.machine.shape(source)), this.#leaving(node.statement));
    const { elements: element, rounds } = this.rounds(source, node, before);
    const within = join(before, rounds);
    if (ts.isVariableDeclarationList(node.initializer)) {
      for (const { name } of node.initializer.declarations) this.#bind(name, element, within);
    } else this.#assign(node.initializer, element, within);
    this.statement(node.statement, within);
  }

  #loop(heads: readonly (ts.Expression | undefined)[], body: ts.Statement, control: Value): void {
    let within = join(control, this.#leaving(body));
    // Each round is decided by those before: so are the heads themselves.
    for (const head of [...heads, ...heads]) {
      if (head !== undefined) within = join(within, implicit(this.evaluate(head, within)));
    }
    this.statement(body, within);
  }

  #switch(node: ts.SwitchStatement, control: Value): void {
    const cases = node.caseBlock.clauses.map((clause) =>
      ts.isCaseClause(clause) ? this.evaluate(clause.expression, control) : nothing,
    );
    const within = join(control, implicit(this.evaluate(node.expression, control), ...cases));
    for (const { statements } of node.caseBlock.clauses) this.#statements(statements, within);
  }

  #try(node: ts.TryStatement, control: Value): void {
    const { machine } = this;
    this.statement(node.tryBlock, control);
    if (node.catchClause !== undefined) {
      const within = join(control, implicit(machine.thrown.value), machine.throwing.value);
      const { variableDeclaration, block } = node.catchClause;
      if (variableDeclaration !== undefined) this.#bind(variableDeclaration.name, machine.thrown.value, within);
      this.statement(block, within);
    }
    if (node.finallyBlock !== undefined) this.statement(node.finallyBlock, control);
  }

  /** Gives a value to the names of a declaration. */
  #bind(name: ts.BindingName, value: Value, control: Value): void {
    const { machine } = this;
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
        this.#bind(element.name, this.#withDefault(part, element.initializer, control), control);
      });
    }
  }

  #bindProperty(element: ts.BindingElement, value: Value, control: Value): void {
    const { machine } = this;
    const key = element.propertyName ?? element.name;
    let part: Value;
    if (element.dotDotDotToken !== undefined) {
      const thing = machine.thing(element);
      machine.spread(thing, value);
      part = ref(thing);
    } else if (ts.isObjectBindingPattern(key) || ts.isArrayBindingPattern(key)) part = nothing;
    else part = this.#named(value, key, control);
    this.#bind(element.name, this.#withDefault(part, element.initializer, control), control);
  }

  #withDefault(value: Value, initializer: ts.Expression | undefined, control: Value): Value {
    if (initializer === undefined) return value;
    const missing = presence(value);
    return join(value, this.evaluate(initializer, join(control, missing)), missing);
  }

  #restOf(value: Value, site: ts.Node): Value {
    return this.machine.list(site, this.iterate(value, site, nothing), this.machine.shape(value), "rest");
  }

  #at(value: Value, index: number, site: ts.Node): Value {
    const special = [...value.things].some((thing) => thing.keys !== undefined || makersOf(thing).length > 0);
    return special ? this.iterate(value, site, nothing) : this.machine.property(value, String(index));
  }

  /** Iterates; a program may have made the iterator itself. */
  iterate(value: Value, site: ts.Node, control: Value): Value {
    const { elements, rounds } = this.rounds(value, site, control);
    return join(elements, rounds);
  }

  /** What iterating gives, and what decides how often it does where the program decides that itself. */
  rounds(value: Value, site: ts.Node, control: Value): { readonly elements: Value; readonly rounds: Value } {
    const { machine } = this;
    const elements = machine.iterate(value, site);
    const makers = new Set([...value.things].flatMap(makersOf));
    if (makers.size === 0) return { elements, rounds: nothing };
    const iterator = this.call({ origins: nothing.origins, things: makers }, [], control);
    const round = this.call(machine.property(iterator, "next"), [nothing], control);
    const done = implicit(machine.property(round, "done"));
    this.call(machine.property(iterator, "return"), [nothing], join(control, done));
    return { elements: join(elements, machine.property(round, "value")), rounds: done };
  }

  /** What a promise, or an object with a `then` of the program, is settled with. */
  settle(value: Value, site: ts.Node, control: Value): Value {
    const { machine } = this;
    const settled = machine.thing(site, "settled thenable");
    const open = join(value, settled.rest.value);
    const then = new Set([...open.things].flatMap((thing) => [...thing.written("then").things]).filter(isCallable));
    if (then.size === 0) return value;
    const resolve = ref(machine.thing(site, "resolve", { callable: { kind: "store", into: settled.rest } }));
    const reject = ref(machine.thing(site, "reject", { callable: { kind: "store", into: machine.thrown } }));
    this.call({ origins: value.origins, things: then }, [resolve, reject], control);
    return join(value, settled.rest.value);
  }

  #named(value: Value, name: ts.PropertyName, control: Value): Value {
    const { machine } = this;
    if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name))
      return machine.property(value, name.text);
    const key = ts.isComputedPropertyName(name) ? this.evaluate(name.expression, control) : nothing;
    return join(machine.elements(value), implicit(key));
  }

  #assign(target: ts.Expression, value: Value, control: Value): void {
    const { machine } = this;
    const node = unwrapped(target);
    if (ts.isIdentifier(node)) {
      const cell = machine.variable(node);
      if (cell !== undefined) machine.grow(cell, join(value, control));
    } else if (ts.isPropertyAccessExpression(node)) {
      machine.write(this.evaluate(node.expression, control), node.name.text, value, control);
    } else if (ts.isElementAccessExpression(node)) {
      const key = this.evaluate(node.argumentExpression, control);
      const literal = literalKey(node.argumentExpression);
      const decided = literal === undefined ? join(control, implicit(key)) : control;
      const object = this.evaluate(node.expression, control);
      machine.write(object, literal, value, decided);
      // Its keys can be read again.
      if (literal === undefined) for (const thing of object.things) machine.grow(thing.shape, computed(key));
    } else if (ts.isArrayLiteralExpression(node)) {
      node.elements.forEach((element, index) => {
        if (ts.isSpreadElement(element)) this.#assign(element.expression, this.#restOf(value, element), control);
        else if (!ts.isOmittedExpression(element)) this.#assignPart(element, this.#at(value, index, element), control);
      });
    } else if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) this.#assignProperty(property, value, control);
    }
  }

  #assignPart(target: ts.Expression, value: Value, control: Value): void {
    if (!isAssignment(target)) this.#assign(target, value, control);
    else this.#assign(target.left, this.#withDefault(value, target.right, control), control);
  }

  #assignProperty(property: ts.ObjectLiteralElementLike, value: Value, control: Value): void {
    const { machine } = this;
    if (ts.isShorthandPropertyAssignment(property)) {
      const part = machine.property(value, property.name.text);
      this.#assign(property.name, this.#withDefault(part, property.objectAssignmentInitializer, control), control);
    } else if (ts.isPropertyAssignment(property)) {
      this.#assignPart(property.initializer, this.#named(value, property.name, control), control);
    } else if (ts.isSpreadAssignment(property)) {
      const thing = machine.thing(property);
      machine.spread(thing, value);
      this.#assign(property.expression, ref(thing), control);
    }
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
        this.#bind(node.name, this.#functionValue(node), control);
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
      this.#assign(node.operand, value, control);
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
    return this.settle(this.evaluate(node.expression, control), node, control);
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
    return join(machine.elements(receiver), implicit(key, machine.shape(receiver)));
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
        spread = join(spread, this.iterate(value, node, control), implicit(this.machine.shape(value)));
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
        const { elements, rounds } = this.rounds(value, element, control);
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
      this.#assign(node.left, value, control);
      return value;
    }
    const left = this.evaluate(node.left, control);
    if (choices.has(kind)) {
      const test = implicit(left);
      const value = join(left, this.evaluate(node.right, join(control, test)), test);
      if (isAssignment(node)) this.#assign(node.left, value, control);
      return value;
    }
    const value = computed(left, this.evaluate(node.right, control));
    if (isAssignment(node)) this.#assign(node.left, value, control);
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
      this.#assign(operand, value, control);
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

function isAssignment(node: ts.Expression): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** Whether a statement may run code of the program that stands elsewhere. */
function callsFunctions(node: ts.Node, machine: Machine): boolean {
  if (ts.isCallExpression(node) && machine.tool(node) === undefined) return true;
  if (ts.isNewExpression(node) || ts.isAwaitExpression(node)) {
    const inner = unwrapped(node.expression);
    if (!(ts.isCallExpression(inner) && machine.tool(inner) !== undefined)) return true;
  }
  return ts.forEachChild(node, (child) => callsFunctions(child, machine) || undefined) ?? false;
}

/** Whether a statement makes more than one call, or keeps what a call gives. */
function isSequence(statement: ts.Statement): boolean {
  let calls = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || isAssigning(node)) calls += 1;
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return calls > 1;
}

function isAssigning(node: ts.Node): boolean {
  return ts.isExpression(node) && isAssignment(node);
}

function isCallable({ callable }: Thing): boolean {
  return callable !== undefined;
}

/** The functions of the program that may be an object's `[Symbol.iterator]`. */
function makersOf(thing: Thing): readonly Thing[] {
  return [...thing.written("[Symbol.iterator]").things].filter(({ callable }) => callable?.kind === "program");
}

/** Whether an expression names something of the library: `Object`, `Math`, `parseInt`. */
function isLibraryName(node: ts.Expression, machine: Machine): node is ts.Identifier {
  return ts.isIdentifier(node) && node.text !== "undefined" && machine.variable(node) === undefined;
}

function unwrapped(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node) || ts.isAsExpression(node)
    ? unwrapped(node.expression)
    : node;
}

function literalKey(node: ts.Expression): string | undefined {
  const key = unwrapped(node);
  return ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : undefined;
}
