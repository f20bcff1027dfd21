import ts = require("typescript");

import type { DataFlow } from "../flow/values/index.js";
import { isEntry } from "../syntax.js";
import { boundNames, type Names } from "./names.js";

/** What of a program makes tool calls. */
export interface Acting {
  readonly names: Names;
  /** Whether a tool is called in it, or in a function of the program that is called in it. */
  acts(node: ts.Node): boolean;
  /**
   * Whether a value gets into a tool call, or a tool is called for each of its elements, as far as the text shows; of a plan that is asked for
   * what it returns: whether it is returned.
   */
  reachesCall(value: ts.Expression): boolean;
}

/** `returning`: what the plan returns counts like what it calls. */
export function actingOf(
  file: ts.SourceFile,
  data: DataFlow,
  names: Names,
  { returning }: { readonly returning: boolean } = { returning: false },
): Acting {
  const calls = new Set<ts.Node>(data.calls.map(({ call }) => call));
  const acting = new Set<ts.Node>();
  const acts = (node: ts.Node): boolean => {
    if (calls.has(node)) return true;
    const body = ts.isIdentifier(node) ? functionOf(names.declarationOf(node)) : undefined;
    if (body !== undefined && acting.has(body)) return true;
    return ts.forEachChild(node, (child) => acts(child) || undefined) ?? false;
  };
  const bodies = bodiesIn(file);
  for (let known = -1; known < acting.size; ) {
    known = acting.size;
    for (const body of bodies) if (!acting.has(body) && acts(body)) acting.add(body);
  }

  const reaches = (value: ts.Node, seen: Set<ts.Node>): boolean => {
    if (seen.has(value)) return false;
    seen.add(value);
    const { parent } = value;
    if (ts.isCallExpression(parent)) {
      if (parent.expression !== value && acts(parent)) return true;
      if (methodOfAdding(parent) && parent.expression !== value) {
        const list = ts.isPropertyAccessExpression(parent.expression) ? parent.expression.expression : undefined;
        return list !== undefined && ts.isIdentifier(list) && reachesByName(list, seen);
      }
      return parent.arguments.some((given) => given !== value && acts(given)) || reaches(parent, seen);
    }
    if (ts.isPropertyAccessExpression(parent)) {
      return parent.expression === value && (returning || parent.name.text !== "length") && reaches(parent, seen);
    }
    if (ts.isVariableDeclaration(parent)) return boundNames(parent.name).some((name) => reachesByName(name, seen));
    if (ts.isForOfStatement(parent)) return parent.expression === value && acts(parent.statement);
    if (ts.isArrowFunction(parent)) return parent.body === value && reaches(parent, seen);
    if (ts.isReturnStatement(parent)) return reachesFrom(functionAround(parent), seen);
    return passesOn(parent) && reaches(parent, seen);
  };
  /** What a function returns goes where it is called. */
  const reachesFrom = (fn: ts.Node | undefined, seen: Set<ts.Node>): boolean => {
    if (fn === undefined) return false;
    if (isEntry(fn)) return returning;
    if (ts.isFunctionDeclaration(fn)) return fn.name !== undefined && isCalledInto(fn.name, seen);
    const { parent } = fn;
    if (!ts.isVariableDeclaration(parent)) return reaches(fn, seen);
    return ts.isIdentifier(parent.name) && isCalledInto(parent.name, seen);
  };
  const isCalledInto = (name: ts.Identifier, seen: Set<ts.Node>) =>
    names.usesOf(name).some(({ parent }) => ts.isCallExpression(parent) && reaches(parent, seen));
  const reachesByName = (name: ts.Identifier, seen: Set<ts.Node>) =>
    names.usesOf(name).some((use) => reaches(use, seen));

  return { names, acts, reachesCall: (value) => reaches(value, new Set()) };
}

function functionAround(node: ts.Node): ts.Node | undefined {
  return ts.findAncestor(node, (one) => ts.isFunctionLike(one));
}

function bodiesIn(file: ts.SourceFile): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const body = ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) ? functionOf(node) : undefined;
    if (body !== undefined) found.push(body);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function functionOf(declaration: ts.Declaration | undefined): ts.Node | undefined {
  if (declaration === undefined) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration.body;
  const made = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return made !== undefined && (ts.isArrowFunction(made) || ts.isFunctionExpression(made)) ? made.body : undefined;
}

export function methodOfAdding(call: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(call.expression) && /^(?:push|unshift|add)$/.test(call.expression.name.text);
}

/** What has the value in it whenever its part has. */
function passesOn(node: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node)
  );
}
