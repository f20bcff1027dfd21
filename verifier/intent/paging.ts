import ts = require("typescript");

import type { DataFlow } from "../flow/values/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { boundNames, type Names, placeOf } from "./names.js";

interface Program {
  readonly file: ts.SourceFile;
  readonly data: DataFlow;
  readonly names: Names;
}

/** Loops over pages that leave pages out: that count by more than one, or stop at the last page before anything is done with it. */
export function findPagesLeftOut({ file, data, names }: Program): readonly Issue[] {
  const issues: Issue[] = [];
  const calls = new Set<ts.Node>(data.calls.map(({ call }) => call));
  const visit = (node: ts.Node): void => {
    if (ts.isForStatement(node)) {
      const step = stepOf(node);
      if (step !== undefined && isPage(step.counter, names)) issues.push(stepIssue(step.by));
    }
    if (ts.isBlock(node) && ts.isIterationStatement(node.parent, false)) {
      const early = leftEarly(node, calls, names);
      if (early !== undefined) issues.push(earlyIssue(early));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

function stepIssue(by: ts.NumericLiteral): Issue {
  const message = `The pages are counted by ${by.text}, so those between are never looked at. Count by 1.`;
  return issueAt("pages_left_out", placeOf(by), message);
}

function earlyIssue(statement: ts.Statement): Issue {
  const message = `The loop ends here when there are no more pages, before anything is done with this one: the last page is left out. Use it first.`;
  return issueAt("pages_left_out", placeOf(statement), message);
}

/** `page += 4` */
function stepOf({ incrementor }: ts.ForStatement): { counter: ts.Identifier; by: ts.NumericLiteral } | undefined {
  if (incrementor === undefined || !ts.isBinaryExpression(incrementor)) return undefined;
  const { left, right, operatorToken } = incrementor;
  const isStep =
    operatorToken.kind === ts.SyntaxKind.PlusEqualsToken && ts.isNumericLiteral(right) && Number(right.text) > 1;
  return isStep && ts.isIdentifier(left) ? { counter: left, by: right } : undefined;
}

/** Whether it is given to a parameter that is called a page, as it is. */
function isPage(counter: ts.Identifier, names: Names): boolean {
  return names.usesOf(counter).some(({ parent }) => {
    const isProperty = ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAssignment(parent);
    return isProperty && /^page(?:_?(?:no|num|number|index))?$/i.test(parent.name.getText());
  });
}

const saysMore = /^(?:has_?more|more|next|has_?next(?:_?page)?|next_?(?:page|cursor|token|page_?token))$/i;

/** `const { items, more } = await list(…); if (!more) break;` with the items, and what is looked up in them, used only behind it. */
function leftEarly(
  { statements, parent: loop }: ts.Block,
  calls: ReadonlySet<ts.Node>,
  names: Names,
): ts.Statement | undefined {
  for (const [index, statement] of statements.entries()) {
    const taken = ts.isVariableStatement(statement) ? takenBy(statement, calls) : undefined;
    const sign = taken?.find(({ field }) => saysMore.test(field));
    if (taken === undefined || sign === undefined) continue;
    const rest = statements.slice(index + 1);
    const at = rest.findIndex((one) => !ts.isVariableStatement(one) || hasCall(one, calls));
    const leave = rest[at];
    if (leave === undefined || !leavesWithout(leave, sign.name, names)) continue;
    const looked = rest.slice(0, at).flatMap((one) => (ts.isVariableStatement(one) ? boundIn(one) : []));
    const uses = [...taken.filter((one) => one !== sign).map(({ name }) => name), ...looked].flatMap((name) =>
      names.usesOf(name).filter((use) => !rest.slice(0, at).some((one) => one.pos <= use.pos && use.end <= one.end)),
    );
    if (uses.length > 0 && uses.every((use) => leave.end <= use.pos && use.end <= loop.end)) return leave;
  }
  return undefined;
}

function boundIn({ declarationList }: ts.VariableStatement): readonly ts.Identifier[] {
  return declarationList.declarations.flatMap(({ name }) => boundNames(name));
}

function hasCall(node: ts.Node, calls: ReadonlySet<ts.Node>): boolean {
  return calls.has(node) || (ts.forEachChild(node, (child) => hasCall(child, calls) || undefined) ?? false);
}

interface Taken {
  readonly field: string;
  readonly name: ts.Identifier;
}

/** The fields of what a tool returned that a declaration takes out. */
function takenBy({ declarationList }: ts.VariableStatement, calls: ReadonlySet<ts.Node>): readonly Taken[] | undefined {
  const [only, ...more] = declarationList.declarations;
  if (only?.initializer === undefined || more.length > 0 || !ts.isObjectBindingPattern(only.name)) return undefined;
  const made = ts.isAwaitExpression(only.initializer) ? only.initializer.expression : undefined;
  if (made === undefined || !calls.has(made)) return undefined;
  return only.name.elements.flatMap(({ name, propertyName }) =>
    ts.isIdentifier(name) ? [{ field: (propertyName ?? name).getText(), name }] : [],
  );
}

/** `if (!more) break;`, `if (next === null) break;` */
function leavesWithout(statement: ts.Statement, sign: ts.Identifier, names: Names): boolean {
  if (!ts.isIfStatement(statement) || statement.elseStatement !== undefined) return false;
  const { thenStatement, expression } = statement;
  const [only, ...more] = ts.isBlock(thenStatement) ? thenStatement.statements : [thenStatement];
  if (only === undefined || more.length > 0 || !ts.isBreakStatement(only)) return false;
  const isNot = ts.isPrefixUnaryExpression(expression) && expression.operator === ts.SyntaxKind.ExclamationToken;
  const isNone =
    ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken &&
    /^(?:null|undefined|"")$/.test(expression.right.getText());
  const asked = isNot ? expression.operand : isNone ? expression.left : undefined;
  return asked !== undefined && names.usesOf(sign).some((use) => use === asked);
}
