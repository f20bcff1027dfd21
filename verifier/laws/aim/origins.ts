import ts = require("typescript");

import { isLibraryDeclaration } from "../../compiler/compiler.js";
import { inputParameter } from "../../input/parameter.js";
import type { Step } from "./aim.js";

/** Where a value of the program comes from: a few steps inside what it was given or a tool returned, or failed with. */
export interface Origin {
  /** Index of the tool; the one after the last is the input. */
  readonly root: number | "failure";
  readonly steps: readonly Step[];
  /** How many arrays of the program's own making the value is wrapped in. */
  readonly held: number;
}

const maxDepth = 40;
const maxOrigins = 12;

/** Array methods that call their argument with each element. */
const eachElement = /^(map|filter|find|findLast|findIndex|findLastIndex|some|every|forEach|flatMap|sort|toSorted)$/;
const predicates = /^(filter|find|findLast|findIndex|findLastIndex|some|every)$/;
/** What keeps to the receiver: parts of an array, texts made of a text, a promise's value. */
const keepsReceiver =
  /^(filter|slice|sort|toSorted|reverse|toReversed|concat|toSpliced|values|catch|finally|trim|trimStart|trimEnd|toLowerCase|toUpperCase|normalize|toString|valueOf|getTime|toISOString)$/;
const picksElement = /^(find|findLast|at|pop|shift)$/;
const converts =
  /^(Number|String|Boolean|parseInt|parseFloat|Number\.parseInt|Number\.parseFloat|Date\.parse|Math\.\w+)$/;
const gathers = /^(Promise\.(all|allSettled|any|race)|Array\.from|Object\.freeze)$/;

/** Numbers for where values come from. */
export interface Roots {
  readonly toolOf: (call: ts.CallExpression) => number | undefined;
  readonly input: number;
}

/**
 * Follows values through a program back to the tools they came from: through names, patterns, callbacks and the functions of
 * the program. A best effort: what it finds is used to choose worlds, and nothing is claimed from it.
 */
export class Origins {
  readonly #checker: ts.TypeChecker;
  readonly #toolOf: (call: ts.CallExpression) => number | undefined;
  readonly #input: { readonly parameter: ts.ParameterDeclaration | undefined; readonly root: number };
  readonly #assigned = new Map<ts.Symbol, ts.Expression[]>();
  readonly #pushed = new Map<ts.Symbol, ts.Expression[]>();
  readonly #mentions = new Map<ts.Symbol, ts.Identifier[]>();
  readonly #known = new Map<ts.Node, readonly Origin[]>();
  readonly #open = new Set<ts.Node>();

  constructor(file: ts.SourceFile, checker: ts.TypeChecker, roots: Roots) {
    this.#checker = checker;
    this.#toolOf = roots.toolOf;
    this.#input = { parameter: inputParameter(file), root: roots.input };
    this.#survey(file);
  }

  /** The origins of the value itself. */
  of(node: ts.Expression): readonly Origin[] {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    if (this.#open.has(node) || this.#open.size > maxDepth) return [];
    this.#open.add(node);
    const found = this.#find(node).slice(0, maxOrigins);
    this.#open.delete(node);
    // What was cut short inside a loop of names may be more when asked from outside.
    if (this.#open.size === 0) this.#known.set(node, found);
    return found;
  }

  /** The origins of everything that the value was computed from. */
  within(node: ts.Expression): readonly Origin[] {
    const found: Origin[] = [];
    const seen = new Set<ts.Node>();
    const visit = (one: ts.Node): void => {
      if (seen.has(one) || found.length >= maxOrigins) return;
      seen.add(one);
      if (ts.isExpression(one)) {
        const own = this.of(one).filter(({ held }) => held === 0);
        found.push(...own);
        if (own.length > 0 && !ts.isCallExpression(one)) return;
      }
      if (ts.isIdentifier(one)) for (const source of this.#sourcesOf(one)) visit(source);
      if (isPredicateCall(one)) visit(one.expression);
      else ts.forEachChild(one, visit);
    };
    visit(node);
    return found;
  }

  /** What a name that never changes was set to. */
  initializerOf(name: ts.Identifier): ts.Expression | undefined {
    const symbol = this.#symbolOf(name);
    const declaration = symbol?.valueDeclaration;
    if (symbol === undefined || declaration === undefined || this.#assigned.has(symbol)) return undefined;
    return ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  }

  /** Whether it is a member of every text, list, … and no part of the data. */
  isBuiltIn(node: ts.PropertyAccessExpression): boolean {
    return this.#checker.getSymbolAtLocation(node.name)?.declarations?.some(isLibraryDeclaration) ?? false;
  }

  #find(node: ts.Expression): readonly Origin[] {
    if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node)) return this.of(node.expression);
    if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node)) return this.of(node.expression);
    if (ts.isIdentifier(node)) return this.#name(node);
    if (ts.isPropertyAccessExpression(node)) {
      const whole = this.of(node.expression);
      const parts = this.isBuiltIn(node) ? whole.filter(({ root }) => root === "failure") : whole;
      return inside(parts, { member: node.name.text });
    }
    if (ts.isElementAccessExpression(node)) {
      const key = node.argumentExpression;
      return inside(this.of(node.expression), ts.isStringLiteralLike(key) ? { member: key.text } : "item");
    }
    if (ts.isConditionalExpression(node)) return [...this.of(node.whenTrue), ...this.of(node.whenFalse)];
    if (ts.isBinaryExpression(node) && isChoice(node.operatorToken.kind)) {
      return [...this.of(node.left), ...this.of(node.right)];
    }
    if (ts.isArrayLiteralExpression(node)) {
      return node.elements.flatMap((element) =>
        ts.isSpreadElement(element) ? this.of(element.expression) : held(this.of(element)),
      );
    }
    if (ts.isNewExpression(node)) return (node.arguments ?? []).slice(0, 1).flatMap((argument) => this.of(argument));
    return ts.isCallExpression(node) ? this.#call(node) : [];
  }

  #call(node: ts.CallExpression): readonly Origin[] {
    const tool = this.#toolOf(node);
    if (tool !== undefined) return [{ root: tool, steps: [], held: 0 }];
    const callee = node.expression;
    const [first] = node.arguments;
    const text = callee.getText();
    if (first !== undefined) {
      if (text === "JSON.parse") return inside(this.of(first), "parsed");
      if (text === "Object.values") return held(inside(this.of(first), "item"));
      if (converts.test(text) || gathers.test(text)) return this.of(first);
    }
    if (ts.isIdentifier(callee)) return this.#functionOf(callee).flatMap((fn) => this.#returned(fn));
    if (!ts.isPropertyAccessExpression(callee)) return [];
    const method = callee.name.text;
    if (picksElement.test(method)) return inside(this.of(callee.expression), "item");
    if (keepsReceiver.test(method)) return this.of(callee.expression);
    if (first === undefined || !/^(map|flatMap|then)$/.test(method)) return [];
    const made = this.#functionOf(first).flatMap((fn) => this.#returned(fn));
    return method === "map" ? held(made) : made;
  }

  #name(node: ts.Identifier): readonly Origin[] {
    const symbol = this.#symbolOf(node);
    if (symbol === undefined) return [];
    const declared = symbol.valueDeclaration === undefined ? [] : this.#declared(symbol.valueDeclaration);
    const assigned = (this.#assigned.get(symbol) ?? []).flatMap((value) => this.of(value));
    const pushed = (this.#pushed.get(symbol) ?? []).flatMap((value) => held(this.of(value)));
    return [...declared, ...assigned, ...pushed];
  }

  #declared(node: ts.Declaration): readonly Origin[] {
    if (ts.isVariableDeclaration(node)) {
      if (node.initializer !== undefined) return this.of(node.initializer);
      const statement = node.parent.parent;
      if (ts.isForOfStatement(statement)) return inside(this.of(statement.expression), "item");
      return ts.isCatchClause(node.parent) ? [{ root: "failure", steps: [], held: 0 }] : [];
    }
    if (ts.isBindingElement(node)) return this.#bound(node);
    return ts.isParameter(node) ? this.#parameter(node) : [];
  }

  #bound(node: ts.BindingElement): readonly Origin[] {
    const pattern = node.parent;
    const whole = pattern.parent;
    if (node.dotDotDotToken !== undefined) return this.#declared(whole);
    if (ts.isObjectBindingPattern(pattern)) {
      const key = node.propertyName ?? node.name;
      return ts.isIdentifier(key) ? inside(this.#declared(whole), { member: key.text }) : [];
    }
    const index = pattern.elements.indexOf(node);
    const listed = ts.isVariableDeclaration(whole) ? literalElement(whole.initializer, index) : undefined;
    return listed === undefined ? inside(this.#declared(whole), "item") : this.of(listed);
  }

  #parameter(node: ts.ParameterDeclaration): readonly Origin[] {
    if (node === this.#input.parameter) return [{ root: this.#input.root, steps: [], held: 0 }];
    const fn = node.parent;
    const index = fn.parameters.indexOf(node);
    const direct = this.#handedTo(fn, index);
    const name = nameOfFunction(fn);
    const symbol = name === undefined ? undefined : this.#symbolOf(name);
    if (symbol === undefined) return direct;
    const named = (this.#mentions.get(symbol) ?? []).flatMap((use) => {
      if (ts.isCallExpression(use.parent) && use.parent.expression === use) {
        const argument = use.parent.arguments[index];
        return argument === undefined ? [] : this.of(argument);
      }
      return this.#handedTo(use, index);
    });
    return [...direct, ...named];
  }

  /** What a function gets as its n-th argument when it is itself an argument of a method. */
  #handedTo(fn: ts.Node, index: number): readonly Origin[] {
    const call = fn.parent;
    if (call === undefined || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return [];
    const { name, expression } = call.expression;
    if (name.text === "then" && index === 0) return this.of(expression);
    if (name.text === "catch" && index === 0) return [{ root: "failure", steps: [], held: 0 }];
    const [first, second] = call.arguments;
    if (expression.getText() === "Array" && name.text === "from" && first !== undefined && index === 0) {
      return inside(this.of(first), "item");
    }
    if (name.text === "reduce") {
      if (index === 1) return inside(this.of(expression), "item");
      return second === undefined ? inside(this.of(expression), "item") : this.of(second);
    }
    const element = index === 0 || (index === 1 && /sort/i.test(name.text));
    return eachElement.test(name.text) && element ? inside(this.of(expression), "item") : [];
  }

  #functionOf(node: ts.Expression): readonly ts.FunctionLikeDeclaration[] {
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return [node];
    if (!ts.isIdentifier(node)) return [];
    const declaration = this.#symbolOf(node)?.valueDeclaration;
    if (declaration === undefined) return [];
    if (ts.isFunctionDeclaration(declaration)) return [declaration];
    if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return [];
    return ts.isIdentifier(declaration.initializer) ? [] : this.#functionOf(declaration.initializer);
  }

  #returned({ body }: ts.FunctionLikeDeclaration): readonly Origin[] {
    if (body === undefined) return [];
    if (!ts.isBlock(body)) return this.of(body);
    const found: Origin[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node)) return;
      if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(...this.of(node.expression));
      ts.forEachChild(node, visit);
    };
    visit(body);
    return found;
  }

  /** The expressions that a name got its values from. */
  #sourcesOf(name: ts.Identifier): readonly ts.Node[] {
    const symbol = this.#symbolOf(name);
    const declaration = symbol?.valueDeclaration;
    if (symbol === undefined || declaration === undefined) return [];
    const own = ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined;
    return [
      ...(own && declaration.initializer !== undefined ? [declaration.initializer] : []),
      ...(this.#assigned.get(symbol) ?? []),
      ...(this.#pushed.get(symbol) ?? []),
    ];
  }

  #symbolOf(name: ts.Identifier): ts.Symbol | undefined {
    if (ts.isShorthandPropertyAssignment(name.parent)) {
      return this.#checker.getShorthandAssignmentValueSymbol(name.parent);
    }
    return this.#checker.getSymbolAtLocation(name);
  }

  /** Notes every assignment, every `push`, `add` and `set`, and every mention of a name. */
  #survey(node: ts.Node): void {
    if (ts.isIdentifier(node)) this.#note(this.#mentions, node, node);
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && ts.isIdentifier(node.left)) {
      this.#note(this.#assigned, node.left, node.right);
    }
    if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && ts.isIdentifier(node.operand)) {
      const steps = node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
      if (steps) this.#note(this.#assigned, node.operand, node.operand);
    }
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      ts.isIdentifier(node.expression.expression) &&
      /^(push|unshift|add|set)$/.test(node.expression.name.text)
    ) {
      for (const argument of node.arguments) {
        this.#note(
          this.#pushed,
          node.expression.expression,
          ts.isSpreadElement(argument) ? argument.expression : argument,
        );
      }
    }
    ts.forEachChild(node, (child) => this.#survey(child));
  }

  #note<T>(notes: Map<ts.Symbol, T[]>, name: ts.Identifier, what: T): void {
    const symbol = this.#symbolOf(name);
    if (symbol === undefined) return;
    const known = notes.get(symbol);
    if (known === undefined) notes.set(symbol, [what]);
    else known.push(what);
  }
}

function inside(origins: readonly Origin[], step: Step): readonly Origin[] {
  return origins.flatMap((origin) => {
    if (origin.held === 0) return [{ ...origin, steps: [...origin.steps, step] }];
    return step === "item" ? [{ ...origin, held: origin.held - 1 }] : [];
  });
}

function held(origins: readonly Origin[]): readonly Origin[] {
  return origins.map((origin) => ({ ...origin, held: origin.held + 1 }));
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isChoice(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.QuestionQuestionToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandToken
  );
}

function isPredicateCall(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    predicates.test(node.expression.name.text)
  );
}

/** The n-th element of an array that is written out, also as `await Promise.all([…])`. */
function literalElement(node: ts.Expression | undefined, index: number): ts.Expression | undefined {
  if (node === undefined) return undefined;
  if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node)) return literalElement(node.expression, index);
  if (ts.isCallExpression(node) && gathers.test(node.expression.getText())) {
    return literalElement(node.arguments[0], index);
  }
  return ts.isArrayLiteralExpression(node) ? node.elements[index] : undefined;
}

function nameOfFunction(fn: ts.SignatureDeclaration): ts.Identifier | undefined {
  if (ts.isFunctionDeclaration(fn)) return fn.name;
  const { parent } = fn;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined;
}
