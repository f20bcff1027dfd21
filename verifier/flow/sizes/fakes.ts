import ts = require("typescript");

import { unwrapped } from "../../syntax.js";
import { builtinMethod, isAssignment, isGlobal } from "./syntax.js";

// Types are structural: an object that is no array can pass for one, with a `map` that calls back as often as it likes. Nobody
// writes such a thing by accident, so a program with anything like it gets no sizes at all.

/** Methods whose callbacks are counted by the length of their list, or by what a promise does. */
export const countedMethods: ReadonlySet<string> = new Set([
  ...["map", "forEach", "flatMap", "filter", "some", "every", "find", "findIndex", "findLast", "findLastIndex"],
  ...["reduce", "reduceRight", "then", "catch", "finally"],
]);

/** Further members that decide how long a list is, or what a copy of it holds. */
const measuringMethods: ReadonlySet<string> = new Set([
  ...countedMethods,
  ...[
    "length",
    "size",
    "slice",
    "concat",
    "toSorted",
    "toReversed",
    "with",
    "entries",
    "keys",
    "values",
    "sort",
    "reverse",
  ],
]);

/** Whether the program puts a function under such a name, or where only a run knows the name. */
export function constructsFakes(file: ts.SourceFile, checker: ts.TypeChecker): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isExpression(node) && isGlobal(node, "Symbol", checker)) return true;
    if (ts.isSpreadAssignment(node) && mayBeList(checker.getTypeAtLocation(node.expression), checker)) return true;
    if (ts.isCallExpression(node) && writesMembers(node, checker)) return true;
    const given = memberGiven(node);
    if (given !== undefined && isTelling(given.name) && mayBeCalled(checker.getTypeAtLocation(given.value), checker)) {
      return true;
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(file);
}

/** `Object.assign(list, …)`: anything may be written over anything. */
function writesMembers(call: ts.CallExpression, checker: ts.TypeChecker): boolean {
  const [target] = call.arguments;
  if (builtinMethod(call, "Object", checker) !== "assign" || target === undefined) return false;
  return !ts.isObjectLiteralExpression(unwrapped(target));
}

function mayBeList(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.isUnion()) return type.types.some((part) => mayBeList(part, checker));
  return checker.isArrayLikeType(type) || (type.flags & ts.TypeFlags.TypeParameter) !== 0;
}

interface Member {
  /** Absent when it is computed. */
  readonly name: string | undefined;
  readonly value: ts.Expression;
}

function memberGiven(node: ts.Node): Member | undefined {
  if (ts.isPropertyAssignment(node)) return { name: fixedName(node.name), value: node.initializer };
  if (ts.isShorthandPropertyAssignment(node)) return { name: node.name.text, value: node.name };
  if (!isAssignment(node)) return undefined;
  const target = unwrapped(node.left);
  if (ts.isPropertyAccessExpression(target)) return { name: target.name.text, value: node.right };
  if (!ts.isElementAccessExpression(target)) return undefined;
  const key = unwrapped(target.argumentExpression);
  return { name: ts.isStringLiteralLike(key) ? key.text : undefined, value: node.right };
}

function fixedName(name: ts.PropertyName): string | undefined {
  if (!ts.isComputedPropertyName(name)) return name.text;
  const key = unwrapped(name.expression);
  return ts.isStringLiteralLike(key) ? key.text : undefined;
}

function isTelling(name: string | undefined): boolean {
  return name === undefined || measuringMethods.has(name);
}

function mayBeCalled(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.isUnionOrIntersection()) return type.types.some((part) => mayBeCalled(part, checker));
  const bound = (type.flags & ts.TypeFlags.TypeParameter) !== 0 ? checker.getBaseConstraintOfType(type) : undefined;
  return (bound ?? type).getCallSignatures().length > 0;
}
