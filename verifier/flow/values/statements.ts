import ts = require("typescript");

import { isEntry, unwrapped } from "../../syntax.js";
import type { Expressions } from "./expressions.js";
import { leaves, tries } from "./leaving.js";
import type { Machine } from "./machine.js";
import type { Patterns } from "./patterns.js";
import { isAssignment } from "./syntax.js";
import { type FunctionNode, implicit, join, nothing, ref, type Value } from "./value.js";

/**
 * Runs the program over sets of origins instead of values: every branch, every function, in any order, until nothing new is
 * found. `control` is what decided that this code runs; it marks all that is written.
 */
export class Statements {
  readonly #machine: Machine;
  readonly #expressions: Expressions;
  readonly #patterns: Patterns;
  /** Of statements: whether they call functions of the program, and what decides whether control leaves them. */
  readonly #calling = new Map<ts.Statement, boolean>();
  readonly #conditions = new Map<ts.Node, readonly ts.Expression[]>();
  readonly #tried = new Map<ts.Node, readonly ts.Block[]>();
  /** The function whose body is read. */
  #within: FunctionNode | undefined;
  /** Whether the plan goes on where what is read fails: then what follows tells that it did not. */
  #caught = false;
  /** Whether the program handles any failure. */
  #catches: boolean | undefined;
  readonly #failing = new Map<ts.Statement, readonly ts.CallExpression[]>();

  constructor(expressions: Expressions) {
    this.#machine = expressions.machine;
    this.#expressions = expressions;
    this.#patterns = expressions.patterns;
  }

  /** Reads a function's body once, with all that is known of its arguments. */
  body(node: FunctionNode): void {
    const machine = this.#machine;
    const facts = machine.functionOf(node);
    const control = facts.control.value;
    node.parameters.forEach((parameter, index) => {
      const given = facts.parameters[index]?.value ?? nothing;
      this.#patterns.bind(parameter.name, this.#patterns.withDefault(given, parameter.initializer, control), control);
    });
    if (node.body === undefined) return;
    const outer = this.#within;
    this.#within = node;
    // Whoever calls it may catch what it throws.
    this.#catches ??= catches(node.getSourceFile());
    this.#caught = this.#catches && !isEntry(node);
    if (ts.isBlock(node.body)) this.#statements(node.body.statements, control);
    else machine.grow(facts.result, this.#expressions.evaluate(node.body, control));
    this.#within = outer;
    this.#caught = false;
  }

  /** Reads one after the other; what may leave decides whether the rest is reached. */
  #statements(statements: readonly ts.Statement[], control: Value): void {
    let here = control;
    for (const statement of statements) {
      this.statement(statement, here);
      // A call may throw, if anything of the program does.
      const thrown = this.#mayCall(statement) ? this.#machine.throwing.value : nothing;
      here = join(here, this.#leaving(statement), thrown, this.#caught ? this.#failures(statement) : nothing);
    }
  }

  /** What of a statement may have failed, where it was left by its end. */
  #failures(statement: ts.Statement): Value {
    const calls = this.#failing.get(statement) ?? toolCallsIn(statement, this.#machine);
    this.#failing.set(statement, calls);
    const own = calls.map((call) => this.#machine.failure(call));
    return join(...own, this.#mayCall(statement) ? implicit(this.#machine.thrown.value) : nothing);
  }

  #mayCall(statement: ts.Statement): boolean {
    const known = this.#calling.get(statement);
    if (known !== undefined) return known;
    const found = callsFunctions(statement, this.#machine);
    this.#calling.set(statement, found);
    return found;
  }

  #leaving(statement: ts.Node): Value {
    const conditions = this.#conditions.get(statement) ?? leaves(statement);
    this.#conditions.set(statement, conditions);
    const tried = this.#tried.get(statement) ?? tries(statement);
    this.#tried.set(statement, tried);
    if (conditions.length === 0 && tried.length === 0) return nothing;
    return join(...tried.map((block) => this.#decidedBy(block)), this.#conditionsOf(conditions));
  }

  /** That something failed, where that makes the plan leave. */
  #decidedBy(block: ts.Block): Value {
    return join(this.#failures(block), this.#mayCall(block) ? this.#machine.throwing.value : nothing);
  }

  #conditionsOf(conditions: readonly ts.Expression[]): Value {
    const machine = this.#machine;
    return implicit(
      ...conditions.map((condition) => {
        const value = this.#expressions.evaluate(condition, nothing);
        return ts.isForOfStatement(condition.parent) ? machine.shape(value) : value;
      }),
    );
  }

  statement(node: ts.Statement, control: Value): void {
    const machine = this.#machine;
    if (ts.isBlock(node)) this.#statements(node.statements, control);
    else if (ts.isVariableStatement(node)) this.#declare(node.declarationList, this.#midway(node, control));
    else if (ts.isExpressionStatement(node)) this.#expressions.evaluate(node.expression, this.#midway(node, control));
    else if (ts.isIfStatement(node)) {
      const within = join(control, implicit(this.#expressions.evaluate(node.expression, control)));
      this.statement(node.thenStatement, within);
      if (node.elseStatement !== undefined) this.statement(node.elseStatement, within);
    } else if (ts.isForOfStatement(node)) this.#forOf(node, control);
    else if (ts.isForStatement(node)) {
      if (node.initializer !== undefined) {
        if (ts.isVariableDeclarationList(node.initializer)) this.#declare(node.initializer, control);
        else this.#expressions.evaluate(node.initializer, control);
      }
      this.#loop([node.condition, node.incrementor], node.statement, control);
    } else if (ts.isWhileStatement(node) || ts.isDoStatement(node))
      this.#loop([node.expression], node.statement, control);
    else if (ts.isReturnStatement(node)) {
      const value =
        node.expression === undefined
          ? nothing
          : this.#expressions.evaluate(node.expression, this.#midway(node, control));
      if (this.#within !== undefined) machine.grow(machine.functionOf(this.#within).result, join(value, control));
    } else if (ts.isThrowStatement(node)) {
      machine.grow(machine.thrown, join(this.#expressions.evaluate(node.expression, control), control));
      machine.grow(machine.throwing, control);
    } else if (ts.isSwitchStatement(node)) this.#switch(node, control);
    else if (ts.isTryStatement(node)) this.#try(node, control);
    else if (ts.isFunctionDeclaration(node) && node.name !== undefined) {
      this.#patterns.bind(node.name, ref(machine.functionOf(node).thing), control);
    }
  }

  /** Of several calls in one statement, or a call and what its result is kept in, one may throw before the other is made. */
  #midway(node: ts.Statement, control: Value): Value {
    const machine = this.#machine;
    if (machine.throwing.value === nothing || !this.#mayCall(node) || !isSequence(node)) return control;
    return join(control, machine.throwing.value);
  }

  #declare(list: ts.VariableDeclarationList, control: Value): void {
    for (const { name, initializer } of list.declarations) {
      // The first value of a variable is seen only by code under the same control.
      if (initializer !== undefined)
        this.#patterns.bind(name, this.#expressions.evaluate(initializer, control), control);
    }
  }

  #forOf(node: ts.ForOfStatement, control: Value): void {
    const source = this.#expressions.evaluate(node.expression, control);
    const before = join(control, implicit(this.#machine.shape(source)), this.#leaving(node.statement));
    const { elements: element, rounds } = this.#patterns.rounds(source, node, before);
    const within = join(before, rounds);
    if (ts.isVariableDeclarationList(node.initializer)) {
      for (const { name } of node.initializer.declarations) this.#patterns.bind(name, element, within);
    } else this.#patterns.assign(node.initializer, element, within);
    this.statement(node.statement, within);
  }

  #loop(heads: readonly (ts.Expression | undefined)[], body: ts.Statement, control: Value): void {
    let within = join(control, this.#leaving(body));
    // Each round is decided by those before: so are the heads themselves.
    for (const head of [...heads, ...heads]) {
      if (head !== undefined) within = join(within, implicit(this.#expressions.evaluate(head, within)));
    }
    this.statement(body, within);
  }

  #switch(node: ts.SwitchStatement, control: Value): void {
    const cases = node.caseBlock.clauses.map((clause) =>
      ts.isCaseClause(clause) ? this.#expressions.evaluate(clause.expression, control) : nothing,
    );
    const within = join(control, implicit(this.#expressions.evaluate(node.expression, control), ...cases));
    for (const { statements } of node.caseBlock.clauses) this.#statements(statements, within);
  }

  #try(node: ts.TryStatement, control: Value): void {
    const machine = this.#machine;
    const outer = this.#caught;
    this.#caught ||= node.catchClause !== undefined;
    this.statement(node.tryBlock, control);
    this.#caught = outer;
    if (node.catchClause !== undefined) {
      const within = join(control, implicit(machine.thrown.value), machine.throwing.value);
      const { variableDeclaration, block } = node.catchClause;
      if (variableDeclaration !== undefined)
        this.#patterns.bind(variableDeclaration.name, machine.thrown.value, within);
      this.statement(block, within);
    }
    if (node.finallyBlock !== undefined) this.statement(node.finallyBlock, control);
  }
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

/** The tool calls that are made while a statement is read: functions written in it run when they are called. */
function toolCallsIn(node: ts.Node, machine: Machine): readonly ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (at: ts.Node): void => {
    if (ts.isCallExpression(at) && machine.tool(at) !== undefined) found.push(at);
    if (!ts.isFunctionLike(at)) ts.forEachChild(at, visit);
  };
  visit(node);
  return found;
}

/** Whether a program handles any failure. */
function catches(node: ts.Node): boolean {
  if (ts.isCatchClause(node)) return true;
  const method =
    ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : "";
  if (/^(?:catch|allSettled|any)$/.test(method)) return true;
  if (ts.isCallExpression(node) && method === "then" && node.arguments.length > 1) return true;
  return ts.forEachChild(node, (child) => catches(child) || undefined) ?? false;
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
