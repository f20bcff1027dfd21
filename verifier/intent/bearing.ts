import ts = require("typescript");

import { type Acting, methodOfAdding } from "./acting.js";
import { constantOf, methodOf } from "./names.js";

/** When the plan acts: where a condition holds, or where it does not. */
export type Bearing = "holds" | "fails";

/** Which way a condition bears on tool calls; more than one where it bears both ways or nobody can tell. */
type Ways = ReadonlySet<Bearing>;

const none: Ways = new Set();
const holds: Ways = new Set(["holds"]);
const fails: Ways = new Set(["fails"]);
const either: Ways = new Set(["holds", "fails"]);

/**
 * Whether tools are called because a condition holds, or because it does not: `if (late) continue;` acts on what is not late.
 * Undefined where the text does not show it plainly.
 */
export function bearingOf(condition: ts.Expression, acting: Acting): Bearing | undefined {
  const ways = waysOf(condition, acting, new Set());
  const [way] = ways;
  return ways.size === 1 ? way : undefined;
}

function waysOf(node: ts.Expression, acting: Acting, seen: Set<ts.Node>): Ways {
  if (seen.has(node)) return none;
  seen.add(node);
  const { parent } = node;
  const up = (whole: ts.Expression) => waysOf(whole, acting, seen);
  if (ts.isParenthesizedExpression(parent)) return up(parent);
  if (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken)
    return opposite(up(parent));
  if (ts.isBinaryExpression(parent)) return ofOperand(node, parent, acting, seen);
  if (ts.isConditionalExpression(parent) && parent.condition === node) return ofArms(parent, acting);
  if (ts.isIfStatement(parent)) return ofIf(parent, acting);
  if (ts.isWhileStatement(parent) || ts.isForStatement(parent)) return acting.acts(parent.statement) ? holds : none;
  if (ts.isVariableDeclaration(parent) && constantOf(parent) === node && ts.isIdentifier(parent.name)) {
    return together(acting.names.usesOf(parent.name).map(up));
  }
  if (ts.isArrowFunction(parent) && parent.body === node) return ofPredicate(parent, acting, seen);
  if (ts.isReturnStatement(parent)) return ofReturn(parent, acting, seen);
  return either;
}

function ofOperand(node: ts.Expression, whole: ts.BinaryExpression, acting: Acting, seen: Set<ts.Node>): Ways {
  const kind = whole.operatorToken.kind;
  const isAnd = kind === ts.SyntaxKind.AmpersandAmpersandToken;
  if (!isAnd && kind !== ts.SyntaxKind.BarBarToken) return either;
  if (whole.left === node && acting.acts(whole.right)) return isAnd ? holds : fails;
  return waysOf(whole, acting, seen);
}

function ofArms({ whenTrue, whenFalse }: ts.ConditionalExpression, { acts }: Acting): Ways {
  const [yes, no] = [acts(whenTrue), acts(whenFalse)];
  return yes === no ? either : yes ? holds : fails;
}

function ofIf(node: ts.IfStatement, acting: Acting): Ways {
  const { thenStatement, elseStatement } = node;
  const yes = acting.acts(thenStatement) || collects(thenStatement, acting);
  const no = elseStatement !== undefined && acting.acts(elseStatement);
  if (yes) return no || (endsIn(thenStatement) !== undefined && actsNext(node, acting)) ? either : holds;
  if (no) return fails;
  if (!onlyLeaves(thenStatement)) return either;
  return actsAfter(node, acting) ? fails : none;
}

/** Puts things into a list that tools are called for. */
function collects(statement: ts.Statement, acting: Acting): boolean {
  return statementsOf(statement).some((one) => {
    const call = ts.isExpressionStatement(one) && ts.isCallExpression(one.expression) ? one.expression : undefined;
    return call !== undefined && methodOfAdding(call) && call.arguments.some((given) => acting.reachesCall(given));
  });
}

/** Leaves, at most after taking notes. */
function onlyLeaves(statement: ts.Statement): boolean {
  const notes = statementsOf(statement).slice(0, -1);
  return (
    endsIn(statement) !== undefined && notes.every((one) => ts.isExpressionStatement(one) && isNote(one.expression))
  );
}

function isNote(node: ts.Expression): boolean {
  if (ts.isPostfixUnaryExpression(node)) return true;
  if (ts.isBinaryExpression(node)) return node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken;
  return ts.isCallExpression(node) && (methodOfAdding(node) || /^console\./.test(node.expression.getText()));
}

function endsIn(statement: ts.Statement): ts.Statement | undefined {
  const last = statementsOf(statement).at(-1);
  const leaves =
    last !== undefined &&
    (ts.isReturnStatement(last) ||
      ts.isThrowStatement(last) ||
      ts.isContinueStatement(last) ||
      ts.isBreakStatement(last));
  return leaves ? last : undefined;
}

function statementsOf(statement: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(statement) ? statement.statements : [statement];
}

/** Whether a tool is called in the statements that follow in the same list. */
function actsNext(node: ts.Statement, { acts }: Acting): boolean {
  const { parent } = node;
  if (!ts.isBlock(parent) && !ts.isCaseOrDefaultClause(parent)) return false;
  return parent.statements.slice(parent.statements.indexOf(node) + 1).some((one) => acts(one));
}

/** Whether a tool is called later in the same function, or in the next round. */
function actsAfter(node: ts.Statement, acting: Acting): boolean {
  for (let at: ts.Node = node; !ts.isFunctionLike(at) && !ts.isSourceFile(at); at = at.parent) {
    if (ts.isIterationStatement(at, false) && acting.acts(at.statement)) return true;
    if (ts.isStatement(at) && actsNext(at, acting)) return true;
  }
  return false;
}

type FunctionNode = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration;

/** What a function says is the condition: its only `return`. */
function ofReturn(node: ts.ReturnStatement, acting: Acting, seen: Set<ts.Node>): Ways {
  const body = node.parent;
  const fn = ts.isBlock(body) ? body.parent : undefined;
  const only = ts.isBlock(body) && body.statements.every((one) => one === node || ts.isVariableStatement(one));
  if (!only || fn === undefined) return either;
  const isFunction = ts.isArrowFunction(fn) || ts.isFunctionExpression(fn) || ts.isFunctionDeclaration(fn);
  return isFunction ? ofPredicate(fn, acting, seen) : either;
}

/** A predicate: given to `filter` and the like, or called by its name. */
function ofPredicate(fn: FunctionNode, acting: Acting, seen: Set<ts.Node>): Ways {
  const { parent } = fn;
  if (ts.isCallExpression(parent) && !ts.isFunctionDeclaration(fn)) return ofArgument(fn, parent, acting, seen);
  const name = ts.isFunctionDeclaration(fn) ? fn.name : ts.isVariableDeclaration(parent) ? parent.name : undefined;
  if (name === undefined || !ts.isIdentifier(name)) return either;
  return together(
    acting.names.usesOf(name).map((use) => {
      if (!ts.isCallExpression(use.parent)) return either;
      return use.parent.expression === use
        ? waysOf(use.parent, acting, seen)
        : ofArgument(use, use.parent, acting, seen);
    }),
  );
}

const keepers: ReadonlySet<string> = new Set(["filter", "find", "findLast"]);
const quantifiers: ReadonlySet<string> = new Set(["some", "every"]);

function ofArgument(predicate: ts.Expression, call: ts.CallExpression, acting: Acting, seen: Set<ts.Node>): Ways {
  const method = methodOf(call) ?? "";
  if (call.arguments[0] !== predicate) return either;
  if (quantifiers.has(method)) return waysOf(call, acting, seen);
  return keepers.has(method) && acting.reachesCall(call) ? holds : either;
}

function opposite(ways: Ways): Ways {
  return ways.size === 1 ? (ways.has("holds") ? fails : holds) : ways;
}

function together(all: readonly Ways[]): Ways {
  return new Set(all.flatMap((ways) => [...ways]));
}
