import ts = require("typescript");

import type { Binding } from "../../toolspecs/index.js";
import { unwrapped } from "../syntax.js";
import { type Amount, constant, constantOf, type Loop, loopsOf, plus, smaller, textOf, unbounded } from "./amount.js";
import { type Counts, either, exactly, maybe, none, once, type Range, repeated, sequence } from "./range.js";
import { conditionOf, roundsOf } from "./sizes/rounds.js";
import { type Measured, Sizes } from "./sizes/sizes.js";
import { builtinMethod, declarationOf, initialOf, mayLeave, methodOf, parentOf } from "./sizes/syntax.js";

/** How often one tool is called in a run. Plain data but for `most`, from which the rest is made. */
export interface CallBound extends Range {
  /** `1 + 2 * |orders.items|`; `unbounded` where nothing is known. */
  readonly bound: string;
  /** Loops whose sizes are in it. */
  readonly loops: readonly Loop[];
  readonly most: Amount;
}

export interface CallBounds {
  readonly bounds: ReadonlyMap<Binding, CallBound>;
  /** The sizes that bounds may speak of, and where a run could be asked for them. */
  readonly measured: ReadonlyMap<string, Measured>;
}

/**
 * How often each tool is called in one run of `entry`, from the shape of the program alone. Sound from above: no run makes
 * more calls than `most` with the sizes it met, as long as the tools keep the `maxItems` of their output schemas. `min` holds
 * for runs that end well. `max` is Infinity where the bound is no constant.
 */
export function callBounds(
  entry: ts.FunctionLikeDeclaration,
  byCall: ReadonlyMap<ts.CallExpression, Binding>,
  checker: ts.TypeChecker,
): CallBounds {
  const sizes = new Sizes({ entry, checker, isTool: (call) => byCall.has(call) }, byCall);
  const counter = new Counter({ byCall, checker, sizes });
  const counts = sequence(counter.values(entry.getSourceFile()), counter.body(entry));
  const every = [...new Set(byCall.values())];
  const known: Counts = counter.recursive ? new Map(every.map((tool) => [tool, { min: 0, max: unbounded }])) : counts;
  const bounds = [...known].map(([tool, { min, max }]): [Binding, CallBound] => [tool, boundOf(min, max)]);
  return { bounds: new Map(bounds), measured: sizes.measured };
}

function boundOf(min: number, most: Amount): CallBound {
  return {
    min,
    max: constantOf(most) ?? Number.POSITIVE_INFINITY,
    bound: textOf(most),
    loops: loopsOf(most),
    most,
  };
}

interface Program {
  readonly byCall: ReadonlyMap<ts.CallExpression, Binding>;
  readonly checker: ts.TypeChecker;
  readonly sizes: Sizes;
}

class Counter {
  readonly #byCall: ReadonlyMap<ts.CallExpression, Binding>;
  readonly #checker: ts.TypeChecker;
  readonly #sizes: Sizes;
  /** Whether functions of the program call themselves, at once or through others: then nothing is known. */
  recursive = false;
  readonly #known = new Map<ts.Node, Counts>();
  readonly #open = new Set<ts.Node>();

  constructor({ byCall, checker, sizes }: Program) {
    this.#byCall = byCall;
    this.#checker = checker;
    this.#sizes = sizes;
  }

  body(fn: ts.FunctionLikeDeclaration): Counts {
    const known = this.#known.get(fn);
    if (known !== undefined) return known;
    const { body } = fn;
    if (body === undefined) return none;
    if (this.#open.has(fn)) {
      this.recursive = true;
      return none;
    }
    this.#open.add(fn);
    const defaults = fn.parameters.map((parameter) => maybe(this.#children(parameter)));
    const counts = sequence(...defaults, this.#node(body));
    this.#open.delete(fn);
    this.#known.set(fn, counts);
    return counts;
  }

  /** Functions that are kept in values while the program loads: any of them may be called by any function, any time. */
  values(file: ts.SourceFile): Counts {
    return sequence(...file.statements.filter(ts.isVariableStatement).map((statement) => this.#node(statement)));
  }

  #node(node: ts.Node): Counts {
    if (ts.isCallExpression(node)) return this.#call(node);
    if (ts.isNewExpression(node)) return this.#children(node);
    if (ts.isFunctionLike(node)) return this.#functionValue(node);
    if (ts.isBlock(node) || ts.isSourceFile(node)) return this.#statements(node.statements);
    if (ts.isIfStatement(node)) {
      const otherwise = node.elseStatement === undefined ? none : this.#node(node.elseStatement);
      return sequence(this.#node(node.expression), either(this.#node(node.thenStatement), otherwise));
    }
    if (ts.isConditionalExpression(node)) {
      return sequence(this.#node(node.condition), either(this.#node(node.whenTrue), this.#node(node.whenFalse)));
    }
    if (ts.isBinaryExpression(node)) return this.#binary(node);
    if (ts.isIterationStatement(node, false)) return this.#loop(node);
    if (ts.isSwitchStatement(node)) {
      const clauses = node.caseBlock.clauses.map((clause) => maybe(this.#children(clause)));
      return sequence(this.#node(node.expression), ...clauses);
    }
    if (ts.isTryStatement(node)) return this.#try(node);
    if (ts.isBindingElement(node)) return this.#binding(node);
    if (ts.isShorthandPropertyAssignment(node)) return this.#shorthand(node);
    if (ts.isElementAccessExpression(node) && ts.isOptionalChain(node)) return maybe(this.#children(node));
    if (ts.isTypeNode(node)) return none;
    if (ts.isIdentifier(node)) return this.#mention(node);
    return this.#children(node);
  }

  #binding({ name, propertyName, initializer }: ts.BindingElement): Counts {
    const key = propertyName === undefined ? none : this.#node(propertyName);
    return sequence(key, this.#node(name), initializer === undefined ? none : maybe(this.#node(initializer)));
  }

  #shorthand({ name, objectAssignmentInitializer: initial }: ts.ShorthandPropertyAssignment): Counts {
    return sequence(this.#node(name), initial === undefined ? none : maybe(this.#node(initial)));
  }

  #children(node: ts.Node): Counts {
    const parts: Counts[] = [];
    ts.forEachChild(node, (child) => {
      parts.push(this.#node(child));
    });
    return sequence(...parts);
  }

  /** What follows a statement that may leave the block happens at most as often as it is written. */
  #statements(statements: readonly ts.Statement[]): Counts {
    const parts: Counts[] = [];
    let certain = true;
    for (const statement of statements) {
      const counts = this.#node(statement);
      parts.push(certain ? counts : maybe(counts));
      if (mayLeave(statement)) certain = false;
    }
    return sequence(...parts);
  }

  #binary(node: ts.BinaryExpression): Counts {
    const left = this.#node(node.left);
    const right = this.#node(node.right);
    return shortCircuits(node.operatorToken.kind) || isDefault(node)
      ? sequence(left, maybe(right))
      : sequence(left, right);
  }

  #loop(node: ts.IterationStatement): Counts {
    const byCounter = roundsOf(node, this.#sizes, this.#checker);
    if (ts.isForOfStatement(node)) return this.#forOf(node, byCounter);
    const body = repeated(this.#node(node.statement), byCounter);
    const condition = conditionOf(node);
    // What ends a loop is asked once more than the loop goes round.
    const test = condition === undefined ? none : repeated(this.#node(condition), plus(byCounter, constant(1)));
    if (!ts.isForStatement(node)) return sequence(body, test);
    const head = node.initializer === undefined ? none : this.#node(node.initializer);
    const step = node.incrementor === undefined ? none : repeated(this.#node(node.incrementor), byCounter);
    return sequence(head, body, step, test);
  }

  #forOf(node: ts.ForOfStatement, byCounter: Amount): Counts {
    const body = this.#node(node.statement);
    const exact = mayLeave(node.statement) ? undefined : this.#sizes.exactLength(node.expression);
    const source = this.#node(node.expression);
    const head = this.#node(node.initializer);
    if (exact !== undefined) return sequence(source, repeated(head, constant(exact)), exactly(body, exact));
    const all = sequence(head, body);
    const rounds = all.size === 0 ? unbounded : smaller(byCounter, this.#sizes.ofLoop(node.expression, node));
    return sequence(source, repeated(all, rounds));
  }

  #try(node: ts.TryStatement): Counts {
    const handler = node.catchClause === undefined ? none : maybe(this.#children(node.catchClause));
    const last = node.finallyBlock === undefined ? none : this.#node(node.finallyBlock);
    return sequence(maybe(this.#node(node.tryBlock)), handler, last);
  }

  #call(node: ts.CallExpression): Counts {
    const binding = this.#byCall.get(node);
    const args = node.arguments.map((_, index) => this.#argument(node, index));
    const all = sequence(this.#callee(node), ...args, binding === undefined ? none : once(binding));
    return ts.isOptionalChain(node) ? maybe(all) : all;
  }

  #callee(node: ts.CallExpression): Counts {
    const fn = this.#functionOf(node.expression);
    if (fn === undefined) return this.#node(node.expression);
    const certain = !this.#promises(fn) || this.#isWaitedFor(node);
    return certain ? this.body(fn) : maybe(this.body(fn));
  }

  /** Whether a function gives a promise back, so that it can fail, or be left behind, without anybody noticing. */
  #promises(fn: ts.FunctionLikeDeclaration): boolean {
    const type = this.#checker.getSignatureFromDeclaration(fn)?.getReturnType();
    return type === undefined || mayHoldPromise(type);
  }

  /** Whether the plan goes on only when the promise is settled, and not at all if it is rejected. */
  #isWaitedFor(call: ts.CallExpression): boolean {
    const parent = parentOf(call);
    if (ts.isAwaitExpression(parent) || ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return true;
    const list = ts.isArrayLiteralExpression(parent) ? parentOf(parent) : parent;
    return ts.isCallExpression(list) && this.#isAll(list) && this.#isWaitedFor(list);
  }

  #isAll(call: ts.CallExpression): boolean {
    return builtinMethod(call, "Promise", this.#checker) === "all";
  }

  /** A function handed to another may be called any number of times; to a method of a list, as often as the list is long. */
  #argument(call: ts.CallExpression, index: number): Counts {
    const [argument] = call.arguments.slice(index);
    const fn = argument && this.#functionOf(argument);
    if (fn === undefined) return argument === undefined ? none : this.#node(argument);
    const body = this.body(fn);
    if (body.size === 0) return none;
    // What stands elsewhere, like the first value of a `reduce`, is handed on to whoever may call it as often as it likes.
    if (index !== callbackIndex(call, index)) return repeated(body, unbounded);
    const exact = this.#exactVisits(call);
    if (exact === undefined) return repeated(body, this.#sizes.ofCallbacks(call));
    const certain = !this.#promises(fn) || (methodOf(call)?.name.text === "map" && this.#isWaitedFor(call));
    return certain ? exactly(body, exact) : repeated(body, constant(exact));
  }

  #exactVisits(call: ts.CallExpression): number | undefined {
    const method = methodOf(call);
    if (method === undefined || !visitsEach.has(method.name.text) || !this.#sizes.growth.listsAreReal) return undefined;
    return this.#sizes.exactLength(method.expression);
  }

  #functionOf(expression: ts.Expression): ts.FunctionLikeDeclaration | undefined {
    const value = unwrapped(expression);
    return ts.isArrowFunction(value) || ts.isFunctionExpression(value) ? value : this.#localFunction(value);
  }

  /** A function that is stored somewhere can be called from anywhere, any number of times. */
  #functionValue(node: ts.SignatureDeclaration): Counts {
    if (!("body" in node) || isDirectlyNamed(node)) return none;
    return repeated(this.body(node as ts.FunctionLikeDeclaration), unbounded);
  }

  /** The name of a function as a value, neither called nor handed to a call here: the same. */
  #mention(node: ts.Identifier): Counts {
    if (ts.isVariableDeclaration(node.parent) && node.parent.name === node) return none;
    const fn = this.#localFunction(node);
    return fn === undefined ? none : repeated(this.body(fn), unbounded);
  }

  /** The function a name stands for, if it is one constant of this program that never changes. */
  #localFunction(expression: ts.Expression): ts.FunctionLikeDeclaration | undefined {
    if (!ts.isIdentifier(expression)) return undefined;
    const declaration = declarationOf(expression, this.#checker);
    if (declaration === undefined) return undefined;
    if (ts.isFunctionDeclaration(declaration) || ts.isFunctionExpression(declaration)) return declaration;
    return ts.isVariableDeclaration(declaration) ? namedFunction(declaration) : undefined;
  }
}

/** Array methods that call their argument once for each element, whatever it returns. */
const visitsEach = new Set(["map", "forEach", "flatMap", "filter"]);

function shortCircuits(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken ||
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken
  );
}

/** `[a = 1] = list`: what a pattern takes when there is nothing else. */
function isDefault(node: ts.BinaryExpression): boolean {
  const { parent } = node;
  return ts.isArrayLiteralExpression(parent) || ts.isPropertyAssignment(parent);
}

function namedFunction(declaration: ts.VariableDeclaration): ts.FunctionLikeDeclaration | undefined {
  const initial = initialOf(declaration);
  const value = initial && unwrapped(initial);
  return value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined;
}

/** Such a function is counted where its name is used. */
function isDirectlyNamed(node: ts.SignatureDeclaration): boolean {
  if (ts.isFunctionDeclaration(node)) return true;
  const parent = parentOf(node);
  return ts.isVariableDeclaration(parent) && namedFunction(parent) === node;
}

/** Which argument of a method is its callback; `then` has two. */
function callbackIndex(call: ts.CallExpression, index: number): number {
  const name = methodOf(call)?.name.text;
  if (name === "then") return index;
  return name === "from" ? 1 : 0;
}

function mayHoldPromise(type: ts.Type): boolean {
  if (type.isUnionOrIntersection()) return type.types.some(mayHoldPromise);
  const open = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive | ts.TypeFlags.TypeParameter;
  return (type.flags & open) !== 0 || type.getProperty("then") !== undefined;
}
