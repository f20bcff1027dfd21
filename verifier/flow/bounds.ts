import ts = require("typescript");

import type { Binding } from "../../toolspecs/index.js";
import { type Counts, either, maybe, none, once, repeated, sequence } from "./range.js";

/**
 * How often each tool is called in one run of `entry`, from the shape of the program alone. Sound from above: no run makes
 * more calls than `max`. `min` holds for runs in which nothing throws.
 */
export function callBounds(
  entry: ts.FunctionLikeDeclaration,
  byCall: ReadonlyMap<ts.CallExpression, Binding>,
  checker: ts.TypeChecker,
): Counts {
  const counter = new Counter(byCall, checker);
  const counts = sequence(counter.values(entry.getSourceFile()), counter.body(entry));
  if (!counter.recursive) return counts;
  return new Map([...byCall.values()].map((binding) => [binding, { min: 0, max: Number.POSITIVE_INFINITY }]));
}

class Counter {
  readonly #byCall: ReadonlyMap<ts.CallExpression, Binding>;
  readonly #checker: ts.TypeChecker;
  /** Whether functions of the program call themselves, at once or through others: then nothing is known. */
  recursive = false;
  readonly #known = new Map<ts.Node, Counts>();
  readonly #open = new Set<ts.Node>();

  constructor(byCall: ReadonlyMap<ts.CallExpression, Binding>, checker: ts.TypeChecker) {
    this.#byCall = byCall;
    this.#checker = checker;
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
    if (ts.isTypeNode(node)) return none;
    if (ts.isIdentifier(node)) return this.#mention(node);
    return this.#children(node);
  }

  #binding({ name, propertyName, initializer }: ts.BindingElement): Counts {
    const key = propertyName === undefined ? none : this.#node(propertyName);
    return sequence(key, this.#node(name), initializer === undefined ? none : maybe(this.#node(initializer)));
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
    return shortCircuits(node.operatorToken.kind) ? sequence(left, maybe(right)) : sequence(left, right);
  }

  #loop(node: ts.IterationStatement): Counts {
    if (ts.isForOfStatement(node)) {
      const source = this.#node(node.expression);
      const head = repeated(this.#node(node.initializer), Number.POSITIVE_INFINITY);
      return sequence(source, head, this.#repeat(node.statement, literalLength(node.expression)));
    }
    const head = ts.isForStatement(node) && node.initializer !== undefined ? this.#node(node.initializer) : none;
    const parts: Counts[] = [];
    ts.forEachChild(node, (child) => {
      if (!(ts.isForStatement(node) && child === node.initializer)) parts.push(this.#node(child));
    });
    return sequence(head, repeated(sequence(...parts), Number.POSITIVE_INFINITY));
  }

  #repeat(body: ts.Statement, length: number | undefined): Counts {
    const counts = this.#node(body);
    if (length === undefined) return repeated(counts, Number.POSITIVE_INFINITY);
    return mayLeave(body) ? repeated(counts, length) : sequence(...Array<Counts>(length).fill(counts));
  }

  #try(node: ts.TryStatement): Counts {
    const handler = node.catchClause === undefined ? none : maybe(this.#children(node.catchClause));
    const last = node.finallyBlock === undefined ? none : this.#node(node.finallyBlock);
    return sequence(maybe(this.#node(node.tryBlock)), handler, last);
  }

  #call(node: ts.CallExpression): Counts {
    const binding = this.#byCall.get(node);
    const optional = ts.isOptionalChain(node);
    const args = node.arguments.map((argument) => this.#argument(argument, node));
    const callee = this.#callee(node);
    const all = sequence(callee, ...args, binding === undefined ? none : once(binding));
    return optional ? maybe(all) : all;
  }

  #callee(node: ts.CallExpression): Counts {
    const expression = unwrapped(node.expression);
    if (ts.isArrowFunction(expression) || ts.isFunctionExpression(expression)) return this.body(expression);
    const local = this.#localFunction(expression);
    if (local !== undefined) return this.body(local);
    return this.#node(node.expression);
  }

  /** A function handed to another may be called any number of times; to a method of an array of known length, that often. */
  #argument(argument: ts.Expression, call: ts.CallExpression): Counts {
    const expression = unwrapped(argument);
    const isInline = ts.isArrowFunction(expression) || ts.isFunctionExpression(expression);
    const fn = isInline ? expression : this.#localFunction(expression);
    if (fn === undefined) return this.#node(argument);
    const receiver = ts.isPropertyAccessExpression(call.expression) ? call.expression : undefined;
    const length = receiver === undefined ? undefined : literalLength(receiver.expression);
    const exact = receiver !== undefined && length !== undefined && visitsEach.has(receiver.name.text);
    const body = this.body(fn);
    return exact ? sequence(...Array<Counts>(length).fill(body)) : repeated(body, Number.POSITIVE_INFINITY);
  }

  /** A function that is stored somewhere can be called from anywhere, any number of times. */
  #functionValue(node: ts.SignatureDeclaration): Counts {
    if (!("body" in node) || isDirectlyNamed(node)) return none;
    return repeated(this.body(node as ts.FunctionLikeDeclaration), Number.POSITIVE_INFINITY);
  }

  /** The name of a function as a value, neither called nor handed to a call here: the same. */
  #mention(node: ts.Identifier): Counts {
    if (ts.isVariableDeclaration(node.parent) && node.parent.name === node) return none;
    const fn = this.#localFunction(node);
    return fn === undefined ? none : repeated(this.body(fn), Number.POSITIVE_INFINITY);
  }

  /** The function a name stands for, if it is one constant of this program that never changes. */
  #localFunction(expression: ts.Expression): ts.FunctionLikeDeclaration | undefined {
    if (!ts.isIdentifier(expression)) return undefined;
    const symbol = ts.isShorthandPropertyAssignment(expression.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(expression.parent)
      : this.#checker.getSymbolAtLocation(expression);
    const declaration = symbol?.valueDeclaration;
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

function unwrapped(expression: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(expression) ? unwrapped(expression.expression) : expression;
}

/** Elements of an array that is written out, without spreads and holes. */
function literalLength(expression: ts.Expression): number | undefined {
  const array = unwrapped(expression);
  if (!ts.isArrayLiteralExpression(array)) return undefined;
  const plain = array.elements.every((element) => !ts.isSpreadElement(element) && !ts.isOmittedExpression(element));
  return plain ? array.elements.length : undefined;
}

function namedFunction(declaration: ts.VariableDeclaration): ts.FunctionLikeDeclaration | undefined {
  const constant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  if (!constant || declaration.initializer === undefined || !ts.isIdentifier(declaration.name)) return undefined;
  const value = unwrapped(declaration.initializer);
  return ts.isArrowFunction(value) || ts.isFunctionExpression(value) ? value : undefined;
}

/** Such a function is counted where its name is used. */
function isDirectlyNamed(node: ts.SignatureDeclaration): boolean {
  if (ts.isFunctionDeclaration(node)) return true;
  let { parent }: ts.Node = node;
  while (ts.isParenthesizedExpression(parent)) parent = parent.parent;
  return ts.isVariableDeclaration(parent) && namedFunction(parent) === node;
}

/** Whether control may leave the statement other than by its end. */
function mayLeave(statement: ts.Node): boolean {
  if (ts.isFunctionLike(statement)) return false;
  if (
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isBreakStatement(statement) ||
    ts.isContinueStatement(statement)
  ) {
    return true;
  }
  return ts.forEachChild(statement, (child) => mayLeave(child) || undefined) ?? false;
}
