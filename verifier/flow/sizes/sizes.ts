import ts = require("typescript");

import type { Binding } from "../../../toolspecs/index.js";
import { unwrapped } from "../../syntax.js";
import {
  type Amount,
  constant,
  constantOf,
  isUnbounded,
  larger,
  plus,
  type Size,
  sized,
  smaller,
  times,
  unbounded,
  zero,
} from "../amount.js";
import { Contracts } from "./contracts.js";
import { countedMethods } from "./fakes.js";
import { Growth } from "./growth.js";
import { lengthTested } from "./guards.js";
import type { Program } from "./program.js";
import { builtinMethod, declarationOf, initialOf, isConstant, isGlobal, methodOf, returnedBy } from "./syntax.js";

/** Where the expressions that stand for a size are measured: a run can be asked for their lengths there. */
export interface Measured {
  readonly size: Size;
  readonly places: Set<ts.Expression>;
}

/**
 * How long the lists of a program can be. What is said of a list holds whenever the expression is evaluated; where nothing
 * better is known, the answer is the list's own size, which is true by definition: the largest the expression ever has there.
 */
export class Sizes {
  readonly measured = new Map<string, Measured>();
  readonly growth: Growth;
  readonly #checker: ts.TypeChecker;
  readonly #contracts: Contracts;
  /** Names whose initial value is being looked at: it may lead back to them. */
  readonly #open = new Set<ts.Declaration>();

  constructor(program: Program, byCall: ReadonlyMap<ts.CallExpression, Binding>) {
    this.#checker = program.checker;
    this.growth = new Growth(program);
    this.#contracts = new Contracts(byCall, program.checker, this.growth);
  }

  /** How often `for (const x of list)` goes round. */
  ofLoop(list: ts.Expression, loop: ts.Node): Amount {
    const source = this.#sourceOf(unwrapped(list));
    const type = this.#checker.getTypeAtLocation(source);
    const isText = (type.flags & ts.TypeFlags.StringLike) !== 0;
    if (isText) return this.lengthOf(source, loop);
    if (!this.#isCollection(type) || !this.growth.isSteady(source, loop)) return unbounded;
    return this.lengthOf(source, loop);
  }

  /** How often a call calls back a function that it is given. */
  ofCallbacks(call: ts.CallExpression): Amount {
    const method = methodOf(call);
    if (method === undefined) return unbounded;
    if (builtinMethod(call, "Array", this.#checker) === "from") {
      const [source] = call.arguments;
      if (source === undefined) return unbounded;
      const steady = ts.isObjectLiteralExpression(unwrapped(source)) || this.growth.isSteady(source, call);
      return steady ? this.#madeFrom(source, call) : unbounded;
    }
    if (!countedMethods.has(method.name.text) || !this.growth.listsAreReal) return unbounded;
    const type = this.#checker.getNonNullableType(this.#checker.getTypeAtLocation(method.expression));
    if (isPromise(type)) return constant(1);
    // Each of these methods asks for the length once, before the first callback; sets and maps are gone through live.
    if (this.#isList(type)) return this.lengthOf(method.expression, call);
    return this.#isCollection(type) ? this.ofLoop(method.expression, call) : unbounded;
  }

  /** Elements written out, if that is all the list will ever hold. */
  exactLength(list: ts.Expression): number | undefined {
    const value = unwrapped(list);
    if (ts.isArrayLiteralExpression(value)) {
      const plain = value.elements.every((one) => !ts.isSpreadElement(one) && !ts.isOmittedExpression(one));
      return plain ? value.elements.length : undefined;
    }
    const declaration = ts.isIdentifier(value) ? declarationOf(value, this.#checker) : undefined;
    const initial = initialOf(declaration);
    if (declaration === undefined || initial === undefined || !ts.isArrayLiteralExpression(unwrapped(initial)))
      return undefined;
    const stays = this.growth.listsAreReal && this.growth.nothingShrinks && this.growth.staysAsMade(declaration);
    return stays ? this.exactLength(initial) : undefined;
  }

  /** At most so many elements, whenever the expression is evaluated. `loop` is what the length is wanted for. */
  lengthOf(list: ts.Expression, loop: ts.Node): Amount {
    const value = unwrapped(list);
    const known = this.#known(value, loop);
    return known === undefined || isUnbounded(known) ? this.#measure(value, loop) : known;
  }

  #known(value: ts.Expression, loop: ts.Node): Amount | undefined {
    if (ts.isArrayLiteralExpression(value)) return this.#literal(value, loop);
    if (ts.isStringLiteralLike(value)) return constant(value.text.length);
    if (ts.isConditionalExpression(value)) {
      return larger(this.lengthOf(value.whenTrue, loop), this.lengthOf(value.whenFalse, loop));
    }
    if (ts.isBinaryExpression(value) && isEither(value.operatorToken.kind)) {
      return larger(this.lengthOf(value.left, loop), this.lengthOf(value.right, loop));
    }
    if (ts.isAwaitExpression(value))
      return this.#awaited(unwrapped(value.expression), loop) ?? this.#named(value, loop);
    if (ts.isNewExpression(value)) return this.#constructed(value, loop);
    if (ts.isCallExpression(value)) return this.#called(value, loop);
    return this.#named(value, loop);
  }

  #literal({ elements }: ts.ArrayLiteralExpression, loop: ts.Node): Amount {
    return elements.reduce(
      (sum, one) => plus(sum, ts.isSpreadElement(one) ? this.#spread(one.expression, loop) : constant(1)),
      zero,
    );
  }

  #spread(source: ts.Expression, loop: ts.Node): Amount {
    const list = this.#sourceOf(unwrapped(source));
    const type = this.#checker.getTypeAtLocation(list);
    const isText = (type.flags & ts.TypeFlags.StringLike) !== 0;
    return isText || (this.#isCollection(type) && this.growth.listsAreReal) ? this.lengthOf(list, loop) : unbounded;
  }

  #awaited(value: ts.Expression, loop: ts.Node): Amount | undefined {
    if (!ts.isCallExpression(value)) return undefined;
    const all = ["all", "allSettled"].includes(builtinMethod(value, "Promise", this.#checker) ?? "");
    const [list] = value.arguments;
    return all && list !== undefined ? this.#spread(list, loop) : undefined;
  }

  #constructed({ expression, arguments: given }: ts.NewExpression, loop: ts.Node): Amount | undefined {
    if (!["Map", "Set"].some((name) => isGlobal(expression, name, this.#checker))) return undefined;
    const [source] = given ?? [];
    return source === undefined ? zero : this.#spread(source, loop);
  }

  #called(call: ts.CallExpression, loop: ts.Node): Amount | undefined {
    const method = methodOf(call);
    if (method === undefined || call.questionDotToken !== undefined || method.questionDotToken !== undefined)
      return undefined;
    const [first, second] = call.arguments;
    if (builtinMethod(call, "Array", this.#checker) === "from") {
      return first === undefined ? undefined : this.#madeFrom(first, loop);
    }
    const entries = ["keys", "values", "entries"].includes(builtinMethod(call, "Object", this.#checker) ?? "");
    if (entries && first !== undefined) return plainMembers(unwrapped(first));
    const type = this.#checker.getTypeAtLocation(method.expression);
    if (!this.#isList(type) || !this.growth.listsAreReal) return undefined;
    const whole = () => this.lengthOf(method.expression, loop);
    if (method.name.text === "slice") return smaller(this.#sliced(first, second, loop), whole());
    if (method.name.text === "concat")
      return call.arguments.reduce((sum, one) => plus(sum, this.#joined(one, loop)), whole());
    if (method.name.text === "flatMap" && first !== undefined) return this.#flattened(first, whole, loop);
    return noLonger.has(method.name.text) ? whole() : undefined;
  }

  /** `pages.flatMap((page) => page.items)`, where a tool promises how many items a page has at most. */
  #flattened(callback: ts.Expression, whole: () => Amount, loop: ts.Node): Amount | undefined {
    const made = returnedBy(callback);
    if (made === undefined || !this.#isList(this.#checker.getTypeAtLocation(made))) return undefined;
    const each = this.#named(unwrapped(made), loop);
    return each === undefined || !Number.isFinite(constantOf(each)) ? undefined : times(whole(), each);
  }

  #joined(part: ts.Expression, loop: ts.Node): Amount {
    if (ts.isSpreadElement(part)) return unbounded;
    const type = this.#checker.getTypeAtLocation(part);
    if (this.#isList(type)) return larger(constant(1), this.lengthOf(part, loop));
    const mayBeList = type.isUnion() || (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) !== 0;
    return mayBeList ? unbounded : constant(1);
  }

  /** `slice(0, 10)`, `slice(-3)`: what the numbers alone say. Below zero they count from the end, and -0 is 0. */
  #sliced(start: ts.Expression | undefined, end: ts.Expression | undefined, loop: ts.Node): Amount {
    if (end !== undefined) return this.#isNatural(end) ? this.numberOf(end, loop) : unbounded;
    const from = start && unwrapped(start);
    const last =
      from !== undefined && isNegated(from) && ts.isNumericLiteral(from.operand) ? Number(from.operand.text) : 0;
    return last >= 1 ? constant(Math.floor(last)) : unbounded;
  }

  /** Whether a number cannot be below zero. */
  #isNatural(expression: ts.Expression): boolean {
    const value = unwrapped(expression);
    if (ts.isNumericLiteral(value)) return true;
    if (ts.isPropertyAccessExpression(value)) return value.name.text === "length" || value.name.text === "size";
    if (ts.isConditionalExpression(value)) return this.#isNatural(value.whenTrue) && this.#isNatural(value.whenFalse);
    if (ts.isBinaryExpression(value)) {
      const keeps = [ts.SyntaxKind.PlusToken, ts.SyntaxKind.AsteriskToken, ts.SyntaxKind.SlashToken];
      return keeps.includes(value.operatorToken.kind) && this.#isNatural(value.left) && this.#isNatural(value.right);
    }
    if (ts.isCallExpression(value)) {
      const rounds = ["min", "max", "floor", "ceil", "round", "trunc"];
      return (
        rounds.includes(builtinMethod(value, "Math", this.#checker) ?? "") &&
        value.arguments.every((one) => this.#isNatural(one))
      );
    }
    const initial = ts.isIdentifier(value) ? initialOf(declarationOf(value, this.#checker)) : undefined;
    return initial !== undefined && this.#isNatural(initial);
  }

  /** `Array.from(list)`, `Array.from({ length: n })`. */
  #madeFrom(source: ts.Expression, loop: ts.Node): Amount {
    const value = unwrapped(source);
    if (!ts.isObjectLiteralExpression(value)) return this.#spread(source, loop);
    const [only] = value.properties;
    if (value.properties.length !== 1 || only === undefined || !ts.isPropertyAssignment(only)) return unbounded;
    return only.name.getText() === "length" ? this.numberOf(only.initializer, loop) : unbounded;
  }

  /** A name or a path: what it was made of, what a test says of it, what the tool promised of it. */
  #named(value: ts.Expression, loop: ts.Node): Amount | undefined {
    const made = this.#made(value, loop) ?? unbounded;
    if (!this.growth.outputsStay || !this.growth.listsAreReal || !this.#isFixed(value)) return made;
    const tested = lengthTested(value, this.#checker);
    const limits = [
      constant(this.#contracts.mostItems(value)),
      tested === undefined ? unbounded : this.numberOf(tested, loop),
    ];
    return limits.reduce(smaller, made);
  }

  /** Whether a path begins with a constant whose list is not made longer. */
  #isFixed(value: ts.Expression): boolean {
    if (ts.isPropertyAccessExpression(value) || ts.isElementAccessExpression(value)) {
      return this.#isFixed(unwrapped(value.expression));
    }
    if (ts.isAwaitExpression(value) || ts.isCallExpression(value)) return true;
    const declaration = ts.isIdentifier(value) ? declarationOf(value, this.#checker) : undefined;
    if (declaration === undefined || !this.growth.staysAsMade(declaration)) return false;
    return isConstant(declaration) || (ts.isParameter(declaration) && this.growth.isNeverReassigned(declaration));
  }

  #made(value: ts.Expression, loop: ts.Node): Amount | undefined {
    const declaration = ts.isIdentifier(value) ? declarationOf(value, this.#checker) : undefined;
    const initial = initialOf(declaration);
    if (declaration === undefined || initial === undefined || this.#open.has(declaration)) return undefined;
    const type = this.#checker.getTypeAtLocation(value);
    if (!this.#isCollection(type) || !this.growth.listsAreReal || !this.growth.staysAsMade(declaration))
      return undefined;
    this.#open.add(declaration);
    const made = this.#known(unwrapped(initial), loop);
    this.#open.delete(declaration);
    return made;
  }

  /** At most so much, for a number that is not below zero when it is used as a count. */
  numberOf(expression: ts.Expression, loop: ts.Node): Amount {
    const value = unwrapped(expression);
    if (ts.isNumericLiteral(value)) return constant(Math.ceil(Number(value.text)));
    if (isNegated(value)) return ts.isNumericLiteral(value.operand) ? zero : unbounded;
    if (ts.isPropertyAccessExpression(value)) return this.#lengthMember(value, loop);
    if (ts.isConditionalExpression(value)) {
      return larger(this.numberOf(value.whenTrue, loop), this.numberOf(value.whenFalse, loop));
    }
    if (ts.isBinaryExpression(value)) return this.#computed(value, loop);
    if (ts.isCallExpression(value)) return this.#rounded(value, loop);
    const declaration = ts.isIdentifier(value) ? declarationOf(value, this.#checker) : undefined;
    const initial = initialOf(declaration);
    return initial === undefined ? unbounded : this.numberOf(initial, loop);
  }

  #lengthMember(value: ts.PropertyAccessExpression, loop: ts.Node): Amount {
    if (value.name.text !== "length" && value.name.text !== "size") return unbounded;
    const type = this.#checker.getTypeAtLocation(value.expression);
    return this.#isCollection(type) && this.growth.listsAreReal ? this.lengthOf(value.expression, loop) : unbounded;
  }

  #computed({ left, right, operatorToken }: ts.BinaryExpression, loop: ts.Node): Amount {
    switch (operatorToken.kind) {
      case ts.SyntaxKind.PlusToken:
        return plus(this.numberOf(left, loop), this.numberOf(right, loop));
      case ts.SyntaxKind.MinusToken:
      case ts.SyntaxKind.SlashToken: {
        const divisor = unwrapped(right);
        const makesSmaller = ts.isNumericLiteral(divisor) && Number(divisor.text) >= 1;
        return makesSmaller ? this.numberOf(left, loop) : unbounded;
      }
      case ts.SyntaxKind.AsteriskToken: {
        const factor = unwrapped(right);
        const size = this.numberOf(left, loop);
        if (size === unbounded || !ts.isNumericLiteral(factor)) return unbounded;
        return times(size, constant(Math.ceil(Number(factor.text))));
      }
      default:
        return unbounded;
    }
  }

  #rounded(call: ts.CallExpression, loop: ts.Node): Amount {
    const numbers = call.arguments.map((argument) =>
      ts.isSpreadElement(argument) ? unbounded : this.numberOf(argument, loop),
    );
    switch (builtinMethod(call, "Math", this.#checker)) {
      case "min":
        // One that may be anything may be NaN, and then so is the least.
        return numbers.includes(unbounded) ? unbounded : numbers.reduce(smaller, unbounded);
      case "max":
        return numbers.reduce(larger, zero);
      case "floor":
      case "ceil":
      case "round":
      case "trunc":
        return numbers[0] ?? zero;
      default:
        return unbounded;
    }
  }

  /** `list.entries()` and the like hand out what the list holds. */
  #sourceOf(value: ts.Expression): ts.Expression {
    if (!ts.isCallExpression(value) || ts.isOptionalChain(value)) return value;
    const method = methodOf(value);
    if (method === undefined || !["entries", "keys", "values"].includes(method.name.text)) return value;
    const type = this.#checker.getTypeAtLocation(method.expression);
    return this.#isCollection(type) ? unwrapped(method.expression) : value;
  }

  #measure(value: ts.Expression, loop: ts.Node): Amount {
    const key = this.#keyOf(value);
    const file = value.getSourceFile();
    const text = value.getText(file).replace(/\s+/g, " ");
    const size = { key, text: text.length > 60 ? `${text.slice(0, 57)}...` : text };
    const known = this.measured.get(key);
    if (known === undefined) this.measured.set(key, { size, places: new Set([value]) });
    else known.places.add(value);
    const { line, character } = file.getLineAndCharacterOfPosition(loop.getStart(file));
    return sized(known?.size ?? size, { size: size.text, line: line + 1, column: character + 1 });
  }

  /** The same for every mention of a variable, or of the same members of it. */
  #keyOf(value: ts.Expression): string {
    if (ts.isPropertyAccessExpression(value)) return `${this.#keyOf(unwrapped(value.expression))}.${value.name.text}`;
    const declaration = ts.isIdentifier(value) ? declarationOf(value, this.#checker) : undefined;
    return declaration === undefined ? `${value.getStart()}-${value.end}` : String(declaration.getStart());
  }

  #isList(type: ts.Type): boolean {
    if (type.isUnion()) return type.types.every((part) => this.#isList(part));
    return this.#checker.isArrayType(type) || this.#checker.isTupleType(type);
  }

  #isCollection(type: ts.Type): boolean {
    if (type.isUnion()) return type.types.every((part) => this.#isCollection(part));
    return this.#isList(type) || collections.has(type.symbol?.name ?? "");
  }
}

const collections = new Set(["Map", "Set", "ReadonlyMap", "ReadonlySet"]);

/** Methods of lists whose result holds at most as many elements. */
const noLonger = new Set(["filter", "map", "toSorted", "toReversed", "with", "sort", "reverse", "splice"]);

function isPromise(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isPromise);
  return type.symbol?.name === "Promise" && (type.flags & ts.TypeFlags.Object) !== 0;
}

function isEither(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
}

function isNegated(value: ts.Expression): value is ts.PrefixUnaryExpression {
  return ts.isPrefixUnaryExpression(value) && value.operator === ts.SyntaxKind.MinusToken;
}

/** Members of an object that is written out on the spot. */
function plainMembers(value: ts.Expression): Amount | undefined {
  const plain = ts.isObjectLiteralExpression(value) && !value.properties.some(ts.isSpreadAssignment);
  return plain ? constant(value.properties.length) : undefined;
}
