import ts = require("typescript");

import { unwrapped } from "../../syntax.js";
import { Aliases } from "./aliases.js";
import { constructsFakes } from "./fakes.js";
import type { Program } from "./program.js";
import { declarationOf, functionAround, isAssignment, isGlobal, isInside, methodOf } from "./syntax.js";

// A list may get longer while a loop goes through it, and then nothing is known of how often the loop runs. So every place
// that can make a list longer is found, by the names of methods and by assignments, whatever its receiver is. Such a place is
// harmless to other lists when its receiver is the only name of a list the program itself made: the usual `const found = []`.

/** A place that may make a list, set or map longer. */
interface Site {
  readonly node: ts.Node;
  /** Where the grown list is declared, when no other name can stand for it. */
  readonly owner: ts.Declaration | undefined;
}

export class Growth {
  readonly #checker: ts.TypeChecker;
  readonly #entry: ts.FunctionLikeDeclaration;
  readonly #aliases: Aliases;
  readonly #sites: readonly Site[];
  /** Whether something could pass for a list that is none, so that nothing is known of how its methods call back. */
  readonly #hasFakes: boolean;
  /** Whether objects inside other values stay as they were made: no member is replaced by another object. */
  readonly #keepsMembers: boolean;
  readonly #entryRunsOnce: boolean;
  readonly #reassigned: ReadonlySet<ts.Declaration>;
  /** Whether no list of the program can get shorter either. */
  readonly nothingShrinks: boolean;

  constructor({ entry, checker, isTool }: Program) {
    this.#checker = checker;
    this.#entry = entry;
    const file = entry.getSourceFile();
    const aliases = new Aliases({ entry, checker, isTool });
    this.#aliases = aliases;
    const found = findGrowth(file, checker);
    this.#sites = found.growing.map(({ node, receiver }) => ({ node, owner: aliases.soleOwner(receiver) }));
    this.#hasFakes = constructsFakes(file, checker);
    this.#keepsMembers = !found.replacesMembers;
    this.#reassigned = found.reassigned;
    this.nothingShrinks = !found.shrinks;
    this.#entryRunsOnce = aliases.mentions(entry) === 0;
  }

  /** Whether the methods of a list call back once for each element it had when they were called. */
  get listsAreReal(): boolean {
    return !this.#hasFakes;
  }

  /** Whether the list stays as long as it was made, or gets shorter, until the program ends. */
  staysAsMade(declaration: ts.Declaration): boolean {
    return this.#sites.every(({ owner }) => owner !== undefined && owner !== declaration);
  }

  /** Whether the name stands for the same value as long as it is known. */
  isNeverReassigned(declaration: ts.Declaration): boolean {
    return !this.#reassigned.has(declaration);
  }

  /** Whether all that tools return stays as they returned it, or gets shorter. */
  get outputsStay(): boolean {
    return this.#keepsMembers && this.#sites.every(({ owner }) => owner !== undefined);
  }

  /** Whether the list cannot get longer while the loop is on. */
  isSteady(list: ts.Expression, loop: ts.Node): boolean {
    if (this.#hasFakes) return false;
    if (this.#aliases.isFresh(list)) return true;
    const name = unwrapped(list);
    const declaration = ts.isIdentifier(name) ? declarationOf(name, this.#checker) : undefined;
    return this.#sites.every(({ node, owner }) => {
      if (owner !== undefined && owner !== declaration) return true;
      return !this.#mayRunDuring(node, loop);
    });
  }

  /** Only what stands in plan() itself, beside the loop, is known to run at another time. */
  #mayRunDuring(site: ts.Node, loop: ts.Node): boolean {
    if (isInside(site, loop)) return true;
    const apart = this.#functionRunning(site) === this.#entry && functionAround(loop) === this.#entry;
    return !(apart && this.#entryRunsOnce);
  }

  /** The function a place belongs to; callbacks that are called back on the spot belong to the function around them. */
  #functionRunning(node: ts.Node): ts.Node {
    const around = functionAround(node);
    if (!ts.isArrowFunction(around) || around.modifiers !== undefined || !ts.isCallExpression(around.parent))
      return around;
    const method = methodOf(around.parent);
    const onTheSpot = method !== undefined && callsBackOnTheSpot.has(method.name.text);
    const isList =
      method !== undefined && this.#checker.isArrayLikeType(this.#checker.getTypeAtLocation(method.expression));
    return onTheSpot && isList ? this.#functionRunning(around) : around;
  }
}

const callsBackOnTheSpot = new Set(["map", "forEach", "flatMap", "filter", "some", "every", "find", "reduce"]);

/** Methods of arrays, sets and maps that add to them. */
const growingMethods = new Set(["push", "unshift", "splice", "add", "set"]);

/** Methods that take from them. */
const shrinkingMethods = new Set(["pop", "shift", "splice"]);

interface Found {
  readonly growing: readonly { readonly node: ts.Node; readonly receiver: ts.Expression | undefined }[];
  readonly replacesMembers: boolean;
  readonly shrinks: boolean;
  readonly reassigned: ReadonlySet<ts.Declaration>;
}

function findGrowth(file: ts.SourceFile, checker: ts.TypeChecker): Found {
  const growing: { readonly node: ts.Node; readonly receiver: ts.Expression | undefined }[] = [];
  let replacesMembers = false;
  let shrinks = false;
  const reassigned = new Set<ts.Declaration>();
  const visit = (node: ts.Node): void => {
    if ((ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && shrinkingMethods.has(node.text)) shrinks = true;
    if (ts.isCallExpression(node)) {
      if (methodOf(node)?.name.text === "fill")
        replacesMembers ||= !node.arguments.every((one) => isPrimitive(checker.getTypeAtLocation(one)));
      const receiver = grownByCall(node, checker);
      if (receiver !== undefined) growing.push({ node, receiver: receiver === "any" ? undefined : receiver });
    }
    for (const { target, value } of assignedBy(node)) {
      if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) {
        // A pattern on the left may write anything anywhere.
        const variable = ts.isIdentifier(target) ? declarationOf(target, checker) : undefined;
        if (variable === undefined) growing.push({ node, receiver: undefined });
        else reassigned.add(variable);
        continue;
      }
      const writes = mayWriteList(target, checker);
      shrinks ||= writes;
      if (writes) growing.push({ node, receiver: target.expression });
      if (value === undefined || !isPrimitive(checker.getTypeAtLocation(value))) replacesMembers = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { growing, replacesMembers, shrinks, reassigned };
}

/** What a call may make longer; "any" when it cannot be told. */
function grownByCall(call: ts.CallExpression, checker: ts.TypeChecker): ts.Expression | "any" | undefined {
  const callee = unwrapped(call.expression);
  if (ts.isPropertyAccessExpression(callee)) {
    if (growingMethods.has(callee.name.text)) return callee.expression;
    const [target] = call.arguments;
    const copies = isGlobal(callee.expression, "Object", checker) && callee.name.text === "assign";
    if (!copies) return undefined;
    return target !== undefined && ts.isObjectLiteralExpression(unwrapped(target)) ? undefined : "any";
  }
  if (!ts.isElementAccessExpression(callee)) return undefined;
  const key = unwrapped(callee.argumentExpression);
  if (ts.isStringLiteralLike(key)) return growingMethods.has(key.text) ? callee.expression : undefined;
  // `fs[0]()` calls an element of the program's own; only a text can name a method.
  const type = checker.getTypeAtLocation(key);
  return (type.flags & ts.TypeFlags.NumberLike) !== 0 ? undefined : "any";
}

interface Assigned {
  readonly target: ts.Expression;
  readonly value: ts.Expression | undefined;
}

function assignedBy(node: ts.Node): readonly Assigned[] {
  if (isAssignment(node)) return [{ target: unwrapped(node.left), value: node.right }];
  if (ts.isForOfStatement(node) && !ts.isVariableDeclarationList(node.initializer)) {
    return [{ target: unwrapped(node.initializer), value: undefined }];
  }
  const counts =
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken);
  return counts ? [{ target: unwrapped(node.operand), value: node.operand }] : [];
}

/** Whether the target may be an element of a list, or its length. */
function mayWriteList(
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  checker: ts.TypeChecker,
): boolean {
  if (ts.isPropertyAccessExpression(target)) return target.name.text === "length";
  const key = unwrapped(target.argumentExpression);
  if (ts.isStringLiteralLike(key) && key.text === "length") return true;
  const type = checker.getTypeAtLocation(target.expression);
  // The compiler takes no array for a record of text keys.
  const isRecord =
    checker.getIndexInfoOfType(type, ts.IndexKind.String) !== undefined && !checker.isArrayLikeType(type);
  return !isRecord && !(ts.isStringLiteralLike(key) && !/^\d+$/.test(key.text));
}

const primitive =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Void |
  ts.TypeFlags.Never;

function isPrimitive(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isPrimitive);
  return (type.flags & primitive) !== 0;
}
