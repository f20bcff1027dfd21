import ts = require("typescript");

import { type Binding, type Catalogue, catalogue, type ToolSpec } from "../../toolspecs/index.js";

/** A plan that does the same in fewer waves. It is a new plan: nothing is known of it until it is judged. */
export interface Widened {
  readonly source: string;
  /** Reads that are made together now, by the line that the first of each group stood on. */
  readonly groups: readonly { readonly line: number; readonly calls: number }[];
}

/**
 * Makes reads together that stand one after the other and need nothing of each other (W&D, arXiv 2602.07359): statements
 * `const x = await server.read(…);` in a row become one `Promise.all`. What changes something keeps its place. Nothing where no
 * two such reads follow each other.
 */
export function widen(source: string, tools: readonly ToolSpec[]): Widened | undefined {
  const file = ts.createSourceFile("plan.ts", source, ts.ScriptTarget.ES2022, true);
  const names = catalogue(tools);
  const groups = groupsIn(file, names);
  if (groups.length === 0) return undefined;
  const edited = groups.toReversed().reduce((text, group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (first === undefined || last === undefined) return text;
    return text.slice(0, first.statement.getStart()) + together(group) + text.slice(last.statement.getEnd());
  }, source);
  const lineOf = (read: Read) => file.getLineAndCharacterOfPosition(read.statement.getStart()).line + 1;
  return {
    source: edited,
    groups: groups.flatMap((group) =>
      group[0] === undefined ? [] : [{ line: lineOf(group[0]), calls: group.length }],
    ),
  };
}

/** `const name = await server.tool(args);` */
interface Read {
  readonly statement: ts.Statement;
  /** Absent where nobody takes the answer. */
  readonly name?: ts.BindingName;
  readonly call: ts.CallExpression;
}

function groupsIn(file: ts.SourceFile, names: Catalogue): readonly (readonly Read[])[] {
  const groups: Read[][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || ts.isSourceFile(node)) groups.push(...groupsOf(node.statements, names));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return groups.toSorted((one, other) => (one[0]?.statement.pos ?? 0) - (other[0]?.statement.pos ?? 0));
}

function groupsOf(statements: readonly ts.Statement[], names: Catalogue): Read[][] {
  const groups: Read[][] = [];
  let group: Read[] = [];
  for (const statement of statements) {
    const read = readIn(statement, names);
    if (read === undefined || isApart(group.at(-1), read) || group.some((before) => needs(read.call, before.name))) {
      groups.push(group);
      group = [];
    }
    if (read !== undefined) group.push(read);
  }
  return [...groups, group].filter(({ length }) => length > 1);
}

/** A comment stands between them, and would be lost. */
function isApart(before: Read | undefined, { statement }: Read): boolean {
  if (before === undefined) return false;
  return statement.getSourceFile().text.slice(before.statement.getEnd(), statement.getStart()).trim() !== "";
}

function readIn(statement: ts.Statement, names: Catalogue): Read | undefined {
  const [name, value] = taken(statement);
  if (value === undefined || !ts.isAwaitExpression(value) || !ts.isCallExpression(value.expression)) return undefined;
  const call = value.expression;
  const binding = toolOf(call, names);
  if (binding?.spec.effect !== "read" || !call.arguments.every(isStill)) return undefined;
  // A default in a pattern could call something.
  if (name !== undefined && !ts.isIdentifier(name) && !isStill(name)) return undefined;
  return { statement, call, ...(name === undefined ? {} : { name }) };
}

function taken(statement: ts.Statement): readonly [ts.BindingName | undefined, ts.Expression | undefined] {
  if (ts.isExpressionStatement(statement)) return [undefined, statement.expression];
  if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0)
    return [undefined, undefined];
  const [only, more] = statement.declarationList.declarations;
  // What a type says of one answer would have to be said of the list.
  if (only === undefined || more !== undefined || only.type !== undefined) return [undefined, undefined];
  return [only.name, only.initializer];
}

function toolOf({ expression }: ts.CallExpression, names: Catalogue): Binding | undefined {
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  return names.find(expression.expression.text, expression.name.text);
}

/** Nothing is called, awaited or changed in it, so that it does not matter when it is looked at. */
function isStill(node: ts.Node): boolean {
  const moves =
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isPostfixUnaryExpression(node) ||
    (ts.isPrefixUnaryExpression(node) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)) ||
    (ts.isBinaryExpression(node) &&
      node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastAssignment);
  return !moves && ts.forEachChild(node, (child) => (isStill(child) ? undefined : true)) === undefined;
}

/** Whether the call uses what the name stands for. By the letters, so that a name of an inner function counts too. */
function needs(call: ts.CallExpression, name: ts.BindingName | undefined): boolean {
  if (name === undefined) return false;
  const declared = namesIn(name);
  const uses = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && declared.has(node.text)) ||
    ts.forEachChild(node, (child) => uses(child) || undefined) === true;
  return call.arguments.some(uses);
}

function namesIn(name: ts.BindingName): ReadonlySet<string> {
  if (ts.isIdentifier(name)) return new Set([name.text]);
  return new Set(name.elements.flatMap((element) => (ts.isBindingElement(element) ? [...namesIn(element.name)] : [])));
}

function together(group: readonly Read[]): string {
  const last = group.findLastIndex(({ name }) => name !== undefined);
  const names = group.slice(0, last + 1).map(({ name }) => name?.getText() ?? "");
  const calls = group.map(({ call }) => call.getText()).join(", ");
  const all = `await Promise.all([${calls}]);`;
  return last === -1 ? all : `const [${names.join(", ")}] = ${all}`;
}
