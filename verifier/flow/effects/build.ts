import ts = require("typescript");

import type { Binding } from "../../../toolspecs/index.js";
import { unwrapped } from "../../syntax.js";
import { functionOf, holdsPromise, type InlineFunction, isDirectlyNamed, symbolOf } from "./functions.js";
import { holderOf, isSettled } from "./promises.js";
import { type Argument, type Arm, type Branch, calls, type Frame, type Step, sequence } from "./steps.js";
import { negated, shortText } from "./wording.js";

export interface StepTree {
  readonly root: Step;
  /** Whether the tree holds all that the plan can do: not so when functions recurse, or are called too many times over. */
  readonly complete: boolean;
}

/** Helpers that call helpers twice each would make a tree of any size. */
const mostCalls = 200;
const mostBodies = 1000;

/** The steps of the plan, with every function of the program put where it is called. */
export function buildSteps(
  entry: ts.FunctionDeclaration,
  byCall: ReadonlyMap<ts.CallExpression, Binding>,
  checker: ts.TypeChecker,
): StepTree {
  const builder = new Builder(byCall, checker);
  const root = builder.plan(entry);
  return { root, complete: builder.complete };
}

class Builder {
  readonly #byCall: ReadonlyMap<ts.CallExpression, Binding>;
  readonly #checker: ts.TypeChecker;
  readonly #open = new Set<ts.Node>();
  readonly #loose = new Set<ts.Node>();
  #calls = 0;
  #bodies = 0;
  complete = true;

  constructor(byCall: ReadonlyMap<ts.CallExpression, Binding>, checker: ts.TypeChecker) {
    this.#byCall = byCall;
    this.#checker = checker;
  }

  plan(entry: ts.FunctionDeclaration): Step {
    const frame: Frame = { fn: entry.getSourceFile(), args: new Map() };
    const values = entry.getSourceFile().statements.filter(ts.isVariableStatement);
    const kept = values.flatMap((statement) => this.#node(statement, frame));
    return sequence([...kept, ...this.#body(entry, undefined, frame)]);
  }

  /** A call of a function of the program. */
  #body(fn: InlineFunction, at: ts.CallExpression | undefined, caller: Frame): readonly Step[] {
    this.#bodies += 1;
    if (this.#open.has(fn) || this.#bodies > mostBodies || this.#calls > mostCalls) {
      this.complete = false;
      return [];
    }
    if (fn.body === undefined) return [];
    this.#open.add(fn);
    const args = this.#arguments(fn, at?.arguments ?? [], caller);
    const frame: Frame = { fn, args, caller, ...(at && { at }) };
    const defaults = fn.parameters.flatMap((parameter) => this.#children(parameter, frame));
    const steps = [...defaults, ...this.#node(fn.body, frame)];
    this.#open.delete(fn);
    return steps.length === 0 ? [] : [{ kind: "body", step: sequence(steps) }];
  }

  #arguments(fn: InlineFunction, args: readonly ts.Expression[], frame: Frame): ReadonlyMap<ts.Symbol, Argument> {
    const found = new Map<ts.Symbol, Argument>();
    for (const [index, { name, dotDotDotToken }] of fn.parameters.entries()) {
      const value = args[index];
      if (value === undefined || ts.isSpreadElement(value) || dotDotDotToken !== undefined) break;
      const symbol = ts.isIdentifier(name) ? this.#checker.getSymbolAtLocation(name) : undefined;
      if (symbol !== undefined) found.set(symbol, { value, frame });
    }
    return found;
  }

  #node(node: ts.Node, frame: Frame): readonly Step[] {
    if (ts.isTypeNode(node)) return [];
    const steps = this.#plain(node, frame);
    if (!ts.isExpression(node) || !steps.some(calls) || isSettled(node)) return steps;
    const isPromise = holdsPromise(this.#checker.getTypeAtLocation(node), this.#checker);
    return isPromise ? [{ kind: "open", holder: holderOf(node, this.#checker), step: sequence(steps) }] : steps;
  }

  #plain(node: ts.Node, frame: Frame): readonly Step[] {
    if (ts.isCallExpression(node)) return this.#call(node, frame);
    if (ts.isFunctionLike(node)) return this.#functionValue(node, frame);
    if (ts.isIdentifier(node)) return this.#mention(node, frame);
    if (ts.isIfStatement(node)) return this.#if(node, frame);
    if (ts.isConditionalExpression(node)) {
      const arms = [this.#arm(node.whenTrue, frame), this.#arm(node.whenFalse, frame)] as const;
      return [...this.#node(node.condition, frame), ...branch(node, node.condition, arms)];
    }
    if (ts.isBinaryExpression(node)) return this.#binary(node, frame);
    if (ts.isIterationStatement(node, false)) return this.#loop(node, frame);
    if (ts.isSwitchStatement(node)) return this.#switch(node, frame);
    if (ts.isTryStatement(node)) return this.#try(node, frame);
    if (ts.isArrayLiteralExpression(node)) return this.#array(node, frame);
    if (ts.isAwaitExpression(node)) return [...this.#node(node.expression, frame), ...this.#settle(node.expression)];
    return this.#leave(node, frame);
  }

  #leave(node: ts.Node, frame: Frame): readonly Step[] {
    if (ts.isReturnStatement(node)) {
      const settled = node.expression === undefined ? [] : this.#settle(node.expression);
      return [...this.#children(node, frame), ...settled, { kind: "exit", how: "return", node }];
    }
    if (ts.isThrowStatement(node)) return [...this.#children(node, frame), { kind: "exit", how: "throw", node }];
    if (ts.isBreakStatement(node)) return [{ kind: "exit", how: "break", node }];
    if (ts.isContinueStatement(node)) return [{ kind: "exit", how: "continue", node }];
    return this.#children(node, frame);
  }

  #children(node: ts.Node, frame: Frame): readonly Step[] {
    const steps: Step[] = [];
    ts.forEachChild(node, (child) => {
      steps.push(...this.#node(child, frame));
    });
    return steps;
  }

  #arm(node: ts.Node | undefined, frame: Frame): Step {
    return sequence(node === undefined ? [] : this.#node(node, frame));
  }

  #if(node: ts.IfStatement, frame: Frame): readonly Step[] {
    const arms = [this.#arm(node.thenStatement, frame), this.#arm(node.elseStatement, frame)] as const;
    return [...this.#node(node.expression, frame), ...branch(node, node.expression, arms)];
  }

  #binary(node: ts.BinaryExpression, frame: Frame): readonly Step[] {
    const left = this.#node(node.left, frame);
    const right = this.#node(node.right, frame);
    const when = shortCircuit(node);
    if (when === undefined || right.length === 0) return [...left, ...right];
    const arms: readonly Arm[] = [
      { when, step: sequence(right) },
      { when: "", step: sequence([]) },
    ];
    return [...left, { kind: "branch", node, condition: node.left, arms }];
  }

  #loop(node: ts.IterationStatement, frame: Frame): readonly Step[] {
    if (ts.isForOfStatement(node)) {
      const label = `for each ${shortText(node.initializer).replace(/^(const|let) /, "")} of ${shortText(node.expression)}`;
      const body = sequence([...this.#node(node.initializer, frame), ...this.#node(node.statement, frame)]);
      const before = [...this.#node(node.expression, frame), ...this.#settle(node.expression)];
      return [...before, { kind: "loop", node, label, list: node.expression, parallel: false, body }];
    }
    if (ts.isForStatement(node)) {
      const part = (child: ts.Node | undefined) => (child === undefined ? [] : this.#node(child, frame));
      const body = [...part(node.condition), ...part(node.statement), ...part(node.incrementor)];
      const label = node.condition === undefined ? "again and again" : `while ${shortText(node.condition)}`;
      return [...part(node.initializer), { kind: "loop", node, label, parallel: false, body: sequence(body) }];
    }
    if (!ts.isWhileStatement(node) && !ts.isDoStatement(node)) return this.#children(node, frame);
    const asked = this.#node(node.expression, frame);
    const done = this.#node(node.statement, frame);
    const body = sequence(ts.isDoStatement(node) ? [...done, ...asked] : [...asked, ...done]);
    const label = `${ts.isDoStatement(node) ? "once, and again " : ""}while ${shortText(node.expression)}`;
    return [{ kind: "loop", node, label, parallel: false, body }];
  }

  /** A clause that holds statements does not run on into the next: the compiler refuses that. */
  #switch(node: ts.SwitchStatement, frame: Frame): readonly Step[] {
    const subject = shortText(node.expression);
    const arms: Arm[] = [];
    let asked: string[] = [];
    for (const clause of node.caseBlock.clauses) {
      asked = [...asked, ts.isCaseClause(clause) ? `${subject} === ${shortText(clause.expression)}` : ""];
      const isLast = clause === node.caseBlock.clauses.at(-1);
      if (clause.statements.length === 0 && !isLast) continue;
      const steps = clause.statements.flatMap((statement) => this.#node(statement, frame));
      arms.push({ when: asked.includes("") ? "" : asked.join(" || "), step: sequence(steps) });
      asked = [];
    }
    const isTotal = node.caseBlock.clauses.some(ts.isDefaultClause);
    if (!isTotal) arms.push({ when: "", step: sequence([]) });
    return [...this.#node(node.expression, frame), { kind: "branch", node, condition: node.expression, arms }];
  }

  #try(node: ts.TryStatement, frame: Frame): readonly Step[] {
    const part = (child: ts.Node | undefined) => (child === undefined ? undefined : sequence(this.#node(child, frame)));
    const handler = part(node.catchClause?.block);
    const last = part(node.finallyBlock);
    const body = sequence(this.#node(node.tryBlock, frame));
    return [{ kind: "try", node, body, ...(handler && { handler }), ...(last && { last }) }];
  }

  /** Promises in a list are all under way before anybody waits. */
  #array(node: ts.ArrayLiteralExpression, frame: Frame): readonly Step[] {
    const arms = node.elements.map((element) => this.#node(element, frame));
    const busy = arms.filter((arm) => arm.some(calls));
    const isPromise = (element: ts.Expression) => {
      const value = ts.isSpreadElement(element) ? element.expression : element;
      return holdsPromise(this.#checker.getTypeAtLocation(value), this.#checker);
    };
    if (busy.length < 2 || !node.elements.some(isPromise)) return arms.flat();
    return [{ kind: "parallel", node, arms: arms.map(sequence) }];
  }

  #settle(expression: ts.Expression): readonly Step[] {
    const holders = new Set<ts.Symbol>();
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) {
        const symbol = symbolOf(node, this.#checker);
        const type = this.#checker.getTypeAtLocation(node);
        if (symbol !== undefined && holdsPromise(type, this.#checker)) holders.add(symbol);
      }
      ts.forEachChild(node, visit);
    };
    visit(expression);
    return holders.size === 0 ? [] : [{ kind: "settle", holders }];
  }

  #call(node: ts.CallExpression, frame: Frame): readonly Step[] {
    const binding = this.#byCall.get(node);
    if (binding !== undefined) {
      this.#calls += 1;
      return [...this.#all(node.arguments, frame), { kind: "call", node, binding, frame }];
    }
    const callee = functionOf(node.expression, this.#checker);
    const steps =
      callee === undefined
        ? this.#method(node, frame)
        : [...this.#all(node.arguments, frame), ...this.#body(callee, node, frame)];
    return ts.isOptionalChain(node) && steps.some(calls)
      ? [...branch(node, node.expression, [sequence(steps), sequence([])])]
      : steps;
  }

  #all(nodes: readonly ts.Node[], frame: Frame): readonly Step[] {
    return nodes.flatMap((node) => this.#node(node, frame));
  }

  /** A function handed to a method, or to anything else that is not of the program, runs once for each of something. */
  #method(node: ts.CallExpression, frame: Frame): readonly Step[] {
    const before = this.#node(node.expression, frame);
    const access = ts.isPropertyAccessExpression(node.expression) ? node.expression : undefined;
    const handed = node.arguments.map((argument) => ({ argument, fn: functionOf(argument, this.#checker) }));
    const plain = handed.flatMap(({ argument, fn }) => (fn === undefined ? this.#node(argument, frame) : []));
    const bodies = handed.flatMap(({ fn }) =>
      fn === undefined ? [] : [{ fn, steps: this.#body(fn, undefined, frame) }],
    );
    if (access !== undefined && chains.has(access.name.text))
      return [
        ...chained(
          node,
          before,
          bodies.map(({ steps }) => steps),
        ),
      ];
    const loops = bodies
      .filter(({ steps }) => steps.some(calls))
      .map(({ fn, steps }): Step => {
        const [item] = fn.parameters;
        const label =
          access === undefined || item === undefined
            ? `in a function given to ${shortText(node.expression)}`
            : `for each ${shortText(item.name)} of ${shortText(access.expression)}`;
        const parallel = holdsPromise(this.#checker.getTypeAtLocation(node), this.#checker);
        const list = access === undefined ? {} : { list: access.expression };
        return { kind: "loop", node: fn, label, ...list, parallel, body: sequence(steps) };
      });
    return [...before, ...plain, ...loops];
  }

  #functionValue(node: ts.SignatureDeclaration, frame: Frame): readonly Step[] {
    if (isDirectlyNamed(node)) return [];
    const isBody = ts.isArrowFunction(node) || ts.isFunctionExpression(node);
    return isBody ? this.#kept(node, frame) : [];
  }

  /** The name of a function as a value, neither called nor handed to a method here. */
  #mention(node: ts.Identifier, frame: Frame): readonly Step[] {
    const isName = "name" in node.parent && node.parent.name === node;
    if (isName && !ts.isShorthandPropertyAssignment(node.parent)) return [];
    const fn = functionOf(node, this.#checker);
    return fn === undefined ? [] : this.#kept(fn, frame);
  }

  #kept(fn: InlineFunction, frame: Frame): readonly Step[] {
    if (this.#loose.has(fn)) return [];
    this.#loose.add(fn);
    const steps = this.#body(fn, undefined, frame);
    return steps.some(calls) ? [{ kind: "loose", step: sequence(steps) }] : [];
  }
}

/** Methods of promises that go on when the promise is settled. */
const chains = new Set(["then", "catch", "finally"]);

function chained(
  node: ts.CallExpression,
  before: readonly Step[],
  bodies: readonly (readonly Step[])[],
): readonly Step[] {
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : "";
  const [first = [], second] = bodies;
  const handled: Step = { kind: "try", node, body: sequence(before), handler: sequence(first) };
  if (name === "catch") return [handled];
  if (name === "then" && second !== undefined) {
    return [{ kind: "try", node, body: sequence([...before, ...first]), handler: sequence(second) }];
  }
  return [...before, ...first];
}

/** A branch in which nothing is done and nothing is left is none. */
function branch(node: ts.Node, condition: ts.Expression, [yes, no]: readonly [Step, Step]): readonly Branch[] {
  const isEmpty = (step: Step) => step.kind === "sequence" && step.steps.length === 0;
  if (isEmpty(yes) && isEmpty(no)) return [];
  const arms = [
    { when: shortText(unwrapped(condition)), step: yes },
    { when: negated(condition), step: no },
  ];
  return [{ kind: "branch", node, condition, arms }];
}

/** When the right side of `&&`, `||` or `??` is evaluated. */
function shortCircuit({ operatorToken, left }: ts.BinaryExpression): string | undefined {
  switch (operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
      return shortText(unwrapped(left));
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.BarBarEqualsToken:
      return negated(left);
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
      return `${shortText(left)} == null`;
    default:
      return undefined;
  }
}
