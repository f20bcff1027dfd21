import ts = require("typescript");

import { unwrapped } from "../../syntax.js";
import type { Program } from "./program.js";
import { builtinMethod, declarationOf, functionAround, initialOf, isGlobal, methodOf, parentOf } from "./syntax.js";

/** Knows by which names a list can be reached. */
export class Aliases {
  readonly #program: Program;
  readonly #uses = new Map<ts.Declaration, ts.Identifier[]>();
  readonly #owners = new Map<ts.Declaration, boolean>();

  constructor(program: Program) {
    this.#program = program;
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) this.#note(node);
      ts.forEachChild(node, visit);
    };
    visit(program.entry.getSourceFile());
  }

  #note(name: ts.Identifier): void {
    const declaration = declarationOf(name, this.#program.checker);
    if (declaration === undefined || ts.getNameOfDeclaration(declaration) === name) return;
    const known = this.#uses.get(declaration);
    if (known === undefined) this.#uses.set(declaration, [name]);
    else known.push(name);
  }

  /** How often a declared thing is named. */
  mentions(declaration: ts.Declaration): number {
    return this.#uses.get(declaration)?.length ?? 0;
  }

  /** The declaration of the constant that is the only way to the list an expression stands for, if there is one. */
  soleOwner(receiver: ts.Expression | undefined): ts.Declaration | undefined {
    const name = receiver && unwrapped(receiver);
    if (name === undefined || !ts.isIdentifier(name)) return undefined;
    const declaration = declarationOf(name, this.#program.checker);
    const made = initialOf(declaration);
    if (declaration === undefined || made === undefined || !this.isFresh(made)) return undefined;
    const known = this.#owners.get(declaration);
    const alone = known ?? this.#isSoleName(declaration);
    this.#owners.set(declaration, alone);
    return alone ? declaration : undefined;
  }

  /** Whether the expression makes a list that nothing else holds yet. */
  isFresh(expression: ts.Expression): boolean {
    const made = unwrapped(expression);
    if (ts.isArrayLiteralExpression(made)) return true;
    if (ts.isNewExpression(made)) {
      return ["Map", "Set"].some((name) => isGlobal(made.expression, name, this.#program.checker));
    }
    if (!ts.isCallExpression(made)) return false;
    const { checker } = this.#program;
    const by = (object: string) => builtinMethod(made, object, checker) ?? "";
    if (["from", "of"].includes(by("Array")) || ["keys", "values", "entries"].includes(by("Object"))) return true;
    const method = methodOf(made);
    return (
      method !== undefined &&
      copyingMethods.has(method.name.text) &&
      checker.isArrayLikeType(checker.getTypeAtLocation(method.expression))
    );
  }

  #isSoleName(declaration: ts.Declaration): boolean {
    const uses = this.#uses.get(declaration) ?? [];
    // While its own function runs, a list that is returned can only be held by whoever is returned to, and that is later.
    const growsAtHome = uses.every((use) => functionAround(use) === functionAround(declaration));
    return uses.every((use) => this.#keeps(use, declaration, growsAtHome));
  }

  /** Whether this use of the name lets nobody else have the list. */
  #keeps(use: ts.Identifier, declaration: ts.Declaration, growsAtHome: boolean): boolean {
    const parent = parentOf(use);
    if (ts.isPropertyAccessExpression(parent)) return this.#isPlainMember(parent);
    if (ts.isElementAccessExpression(parent)) return unwrapped(parent.expression) === use || isKeyOf(parent, use);
    if (ts.isForOfStatement(parent)) return unwrapped(parent.expression) === use;
    if (ts.isSpreadElement(parent) || ts.isTemplateSpan(parent) || ts.isTypeOfExpression(parent)) return true;
    return this.#isHandedOver(use, declaration, growsAtHome);
  }

  /** `list.length`, or a call of a method that neither returns the list nor shows it to a callback. */
  #isPlainMember(access: ts.PropertyAccessExpression): boolean {
    const call = parentOf(access);
    if (!ts.isCallExpression(call) || unwrapped(call.expression) !== access) {
      return access.name.text === "length" || access.name.text === "size";
    }
    if (returningItself.has(access.name.text) && !ts.isExpressionStatement(parentOf(call))) return false;
    if (liveIterators.has(access.name.text)) {
      const around = parentOf(call);
      return ts.isSpreadElement(around) || (ts.isForOfStatement(around) && unwrapped(around.expression) === call);
    }
    return call.arguments.every((argument) => !this.#isShownTheList(argument, access.name.text));
  }

  /** Callbacks get the list as their last parameter. */
  #isShownTheList(argument: ts.Expression, method: string): boolean {
    const given = unwrapped(argument);
    const declared = ts.isIdentifier(given) ? declarationOf(given, this.#program.checker) : undefined;
    const fn = ts.isArrowFunction(given) || ts.isFunctionExpression(given) ? given : (initialOf(declared) ?? declared);
    if (fn !== undefined && ts.isFunctionLike(fn)) {
      const harmless = method.startsWith("reduce") ? 3 : 2;
      return fn.parameters.length > harmless || fn.parameters.some((one) => one.dotDotDotToken !== undefined);
    }
    // `xs.filter(Boolean)` and the like look at the element alone; a function that came from elsewhere may do anything.
    const isOwn = declared?.getSourceFile() !== this.#program.entry.getSourceFile();
    if (declared !== undefined && isOwn) return false;
    return this.#program.checker.getTypeAtLocation(argument).getCallSignatures().length > 0;
  }

  /** Into a call that copies, or out of the plan: up through the objects and lists it is put in. */
  #isHandedOver(use: ts.Identifier, declaration: ts.Declaration, growsAtHome: boolean): boolean {
    let child: ts.Node = use;
    for (let node = use.parent; ; child = node, node = node.parent) {
      if (ts.isCallExpression(node)) return node.expression !== child && this.#copies(node);
      if (ts.isNewExpression(node)) {
        return child === use && ["Map", "Set"].some((name) => isGlobal(node.expression, name, this.#program.checker));
      }
      if (ts.isReturnStatement(node)) {
        const from = functionAround(node);
        if (from === this.#program.entry) return true;
        return growsAtHome && from === functionAround(declaration);
      }
      const holds =
        ts.isObjectLiteralExpression(node) ||
        ts.isArrayLiteralExpression(node) ||
        ts.isPropertyAssignment(node) ||
        ts.isShorthandPropertyAssignment(node) ||
        ts.isConditionalExpression(node) ||
        (ts.isExpression(node) && parentOf(child) !== node);
      if (!holds) return false;
    }
  }

  #copies(call: ts.CallExpression): boolean {
    const { checker, isTool } = this.#program;
    if (isTool(call)) return true;
    const method = (object: string) => builtinMethod(call, object, checker) ?? "";
    return (
      method("JSON") === "stringify" ||
      method("console") !== "" ||
      method("Array") === "from" ||
      ["all", "allSettled", "race", "any"].includes(method("Promise")) ||
      ["keys", "values", "entries", "fromEntries"].includes(method("Object"))
    );
  }
}

function isKeyOf(access: ts.ElementAccessExpression, use: ts.Identifier): boolean {
  return unwrapped(access.argumentExpression) === use;
}

const copyingMethods = new Set([
  ...["map", "filter", "slice", "concat", "flat", "flatMap", "toSorted", "toReversed", "toSpliced", "with", "splice"],
]);

/** Methods whose result is the list itself. */
const returningItself = new Set(["sort", "reverse", "fill", "copyWithin", "add", "set"]);

/** Methods whose result goes through the list later. */
const liveIterators = new Set(["entries", "keys", "values"]);
