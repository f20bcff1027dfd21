import ts = require("typescript");

import { unwrapped } from "../../syntax.js";
import { isConst, symbolOf } from "./functions.js";
import type { Argument, Frame } from "./steps.js";

// Whether two expressions surely have the same value, told from the program alone. Whatever is not understood is not the same:
// a call, a variable that is assigned again, a property that anything in the program writes to.

/** What a program changes after it was made. Properties are known by name, so that no second name of an object hides one. */
interface Changes {
  /** Variables that are assigned after their declaration. */
  readonly variables: ReadonlySet<ts.Symbol>;
  /** Names of properties that are assigned somewhere. */
  readonly properties: ReadonlySet<string>;
  /** Whether lists, maps or sets are changed in place. */
  readonly lists: boolean;
  /** Whether properties are assigned that nobody can name, as in `counts[key] = 1`. */
  readonly unnamed: boolean;
}

/** Methods that change what they are called on. */
const mutators = new Set([
  ...["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin"],
  ...["set", "add", "delete", "clear"],
]);

function changesIn(root: ts.Node, checker: ts.TypeChecker): Changes {
  const variables = new Set<ts.Symbol>();
  const properties = new Set<string>();
  let [lists, unnamed] = [false, false];
  const target = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const symbol = symbolOf(node, checker);
      if (symbol !== undefined) variables.add(symbol);
    } else if (ts.isPropertyAccessExpression(node)) properties.add(node.name.text);
    else if (ts.isElementAccessExpression(node)) unnamed = true;
    else ts.forEachChild(node, target);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) target(node.left);
    if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && counts(node.operator)) {
      target(node.operand);
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      lists ||= mutators.has(node.expression.name.text);
      unnamed ||= node.expression.name.text === "assign";
    }
    if (ts.isForOfStatement(node) && !ts.isVariableDeclarationList(node.initializer)) target(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return { variables, properties, lists, unnamed };
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function counts(operator: ts.PrefixUnaryOperator): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}

/** Answers questions about the values of expressions in one program. */
export class Values {
  readonly #checker: ts.TypeChecker;
  readonly #changes: Changes;

  constructor(file: ts.SourceFile, checker: ts.TypeChecker) {
    this.#checker = checker;
    this.#changes = changesIn(file, checker);
  }

  /** Whether both have the same value wherever both are evaluated, in the same round of the loops they share. */
  same(a: Argument, b: Argument): boolean {
    return this.#isStable(a.value) && this.#isStable(b.value) && this.#alike(a, b);
  }

  /** Whether the value is the same in every round of the loop. */
  isConstantOver(loop: ts.Node, argument: Argument): boolean {
    return this.#isStable(argument.value) && this.#staysOver(loop, argument);
  }

  #alike(a: Argument, b: Argument): boolean {
    if (this.#isSameName(a, b)) return true;
    const [one, other] = [this.#resolved(a), this.#resolved(b)];
    const [x, y] = [one.value, other.value];
    if (ts.isIdentifier(x) || ts.isIdentifier(y)) return this.#isSameName(one, other);
    const literal = literalOf(x);
    if (literal !== undefined) return literal === literalOf(y);
    if (x.kind !== y.kind) return false;
    if (ts.isObjectLiteralExpression(x)) return this.#sameFields(one, other);
    if (!this.#isTransparent(x) || !this.#isTransparent(y) || operatorOf(x) !== operatorOf(y)) return false;
    const [left, right] = [operands(x), operands(y)];
    const isTwin = (value: ts.Expression, index: number) => {
      const twin = right[index];
      return twin !== undefined && this.#alike({ ...one, value }, { ...other, value: twin });
    };
    return left.length === right.length && left.every(isTwin);
  }

  #sameFields(a: Argument, b: Argument): boolean {
    const [left, right] = [this.fields(a), this.fields(b)];
    if (left === undefined || right === undefined || left.size !== right.size) return false;
    return [...left].every(([name, field]) => {
      const twin = right.get(name);
      return twin !== undefined && this.same(field, twin);
    });
  }

  /** The properties an object literal is written with, in any order; undefined when not all can be named. */
  fields({ value, frame }: Argument): ReadonlyMap<string, Argument> | undefined {
    const object = unwrapped(value);
    if (!ts.isObjectLiteralExpression(object)) return undefined;
    const found = new Map<string, Argument>();
    for (const property of object.properties) {
      if (ts.isShorthandPropertyAssignment(property)) found.set(property.name.text, { value: property.name, frame });
      else if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) return undefined;
      else found.set(property.name.text, { value: property.initializer, frame });
    }
    return found;
  }

  #staysOver(loop: ts.Node, argument: Argument): boolean {
    const { value, frame } = this.#resolved(argument);
    if (literalOf(value) !== undefined) return true;
    if (ts.isIdentifier(value)) {
      if (value.text === "undefined") return true;
      const declaration = symbolOf(value, this.#checker)?.valueDeclaration;
      return declaration !== undefined && !this.#isChanged(value) && !isWithin(declaration, loop);
    }
    if (ts.isObjectLiteralExpression(value)) {
      const fields = this.fields({ value, frame });
      return fields !== undefined && [...fields.values()].every((field) => this.isConstantOver(loop, field));
    }
    return this.#isTransparent(value) && operands(value).every((part) => this.#staysOver(loop, { value: part, frame }));
  }

  /** Through parentheses, parameters and constants, to where a value is written. */
  #resolved({ value, frame }: Argument): Argument {
    const plain = unwrapped(value);
    if (!ts.isIdentifier(plain)) return { value: plain, frame };
    const symbol = symbolOf(plain, this.#checker);
    if (symbol === undefined || this.#isChanged(plain)) return { value: plain, frame };
    for (let at: Frame | undefined = frame; at !== undefined; at = at.caller) {
      const given = at.args.get(symbol);
      if (given !== undefined) return this.#resolved(given);
    }
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return { value: plain, frame };
    const { name, initializer } = declaration;
    if (!isConst(declaration) || initializer === undefined || !ts.isIdentifier(name)) return { value: plain, frame };
    return this.#isPure(initializer) ? this.#resolved({ value: initializer, frame }) : { value: plain, frame };
  }

  #isSameName(a: Argument, b: Argument): boolean {
    const [x, y] = [unwrapped(a.value), unwrapped(b.value)];
    if (!ts.isIdentifier(x) || !ts.isIdentifier(y)) return false;
    const symbol = symbolOf(x, this.#checker);
    if (symbol === undefined || symbol !== symbolOf(y, this.#checker) || this.#isChanged(x)) return false;
    const declaration = symbol.valueDeclaration;
    return declaration === undefined || home(declaration, a.frame) === home(declaration, b.frame);
  }

  /** Whether what is in the value stays what it is: an object that is passed on whole could be changed in between. */
  #isStable(value: ts.Expression): boolean {
    const { lists, unnamed, properties } = this.#changes;
    const isFresh = ts.isObjectLiteralExpression(unwrapped(value)) || ts.isArrayLiteralExpression(unwrapped(value));
    return isFresh || (!lists && !unnamed && properties.size === 0) || this.#isPrimitive(value);
  }

  /** Whether what an expression says may depend on what earlier rounds of the loop did. */
  mayChange(node: ts.Node, loop: ts.Node): boolean {
    if (ts.isIdentifier(node)) {
      const declaration = symbolOf(node, this.#checker)?.valueDeclaration;
      if (this.#isChanged(node)) return true;
      if (declaration === undefined || declaration.getSourceFile() !== loop.getSourceFile()) return false;
      return !isWithin(declaration, loop) && ts.isVariableDeclaration(declaration) && !this.#isStable(node);
    }
    return ts.forEachChild(node, (child) => this.mayChange(child, loop) || undefined) ?? false;
  }

  #isPrimitive(value: ts.Expression): boolean {
    const primitive =
      ts.TypeFlags.StringLike |
      ts.TypeFlags.NumberLike |
      ts.TypeFlags.BooleanLike |
      ts.TypeFlags.Null |
      ts.TypeFlags.Undefined;
    const isOne = (type: ts.Type): boolean =>
      type.isUnion() ? type.types.every(isOne) : (type.flags & primitive) !== 0;
    return isOne(this.#checker.getTypeAtLocation(value));
  }

  #isChanged(name: ts.Identifier): boolean {
    const symbol = symbolOf(name, this.#checker);
    return symbol !== undefined && this.#changes.variables.has(symbol);
  }

  /** Whether a constant can be read as what it was made from. What is in an object may change, so it is known by its name. */
  #isPure(value: ts.Expression): boolean {
    const plain = unwrapped(value);
    if (ts.isIdentifier(plain) || literalOf(plain) !== undefined) return true;
    if (ts.isObjectLiteralExpression(plain) || ts.isArrayLiteralExpression(plain)) return false;
    return this.#isTransparent(plain) && operands(plain).every((part) => this.#isPure(part));
  }

  /** Whether equal operands make equal values. */
  #isTransparent(node: ts.Expression): boolean {
    const { properties, lists, unnamed } = this.#changes;
    if (ts.isPropertyAccessExpression(node)) {
      const isSize = node.name.text === "length" || node.name.text === "size";
      return !unnamed && !properties.has(node.name.text) && !(lists && isSize);
    }
    if (ts.isElementAccessExpression(node)) return !lists && !unnamed && properties.size === 0;
    if (ts.isBinaryExpression(node)) return !isAssignment(node.operatorToken.kind);
    if (ts.isPrefixUnaryExpression(node)) return !counts(node.operator);
    if (ts.isArrayLiteralExpression(node)) return node.elements.every((element) => this.#isStable(element));
    return ts.isTemplateExpression(node) || ts.isConditionalExpression(node);
  }
}

/** What an expression does with its operands, beside its kind. */
function operatorOf(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isBinaryExpression(node)) return String(node.operatorToken.kind);
  if (ts.isPrefixUnaryExpression(node)) return String(node.operator);
  if (!ts.isTemplateExpression(node)) return "";
  return JSON.stringify([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]);
}

function operands(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isPropertyAccessExpression(node)) return [node.expression];
  if (ts.isElementAccessExpression(node)) return [node.expression, node.argumentExpression];
  if (ts.isBinaryExpression(node)) return [node.left, node.right];
  if (ts.isPrefixUnaryExpression(node)) return [node.operand];
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (ts.isConditionalExpression(node)) return [node.condition, node.whenTrue, node.whenFalse];
  return ts.isArrayLiteralExpression(node) ? node.elements : [];
}

/** The value of a literal, as text that says its type. */
function literalOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return JSON.stringify(node.text);
  if (ts.isNumericLiteral(node)) return node.text;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return "true";
  if (node.kind === ts.SyntaxKind.FalseKeyword) return "false";
  return node.kind === ts.SyntaxKind.NullKeyword ? "null" : undefined;
}

/** The call of the function in which a declaration came to be. */
function home(declaration: ts.Node, frame: Frame): Frame | undefined {
  for (let at: Frame | undefined = frame; at !== undefined; at = at.caller) {
    if (isWithin(declaration, at.fn)) return at;
  }
  return undefined;
}

export function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;
}
