import ts = require("typescript");

import { wordsIn } from "../field-names.js";
import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { placeOf, withoutParentheses } from "./names.js";

/** Which of two the plan keeps: the one with more, or the one with less. */
type Keeps = "greatest" | "least";

export interface Superlative {
  readonly words: RegExp;
  readonly keeps: Keeps;
  /** Names of fields that it is said of; absent: of any. */
  readonly of?: RegExp;
}

const times = /^(?:days?|hours?|minutes?|seconds?|ms|latency|duration|time|delay|eta|wait)$/;
const dates =
  /^(?:date|year|month|day|on|at|created|updated|modified|taken|published|released|started|issued|version|timestamp)$/;
const ages = /^age$/;
const prices = /^(?:price|cost|costs|fee|amount|total|cents|eur|usd|fare|rate)$/;

export const superlatives: readonly Superlative[] = [
  {
    words:
      /(?<!at )(?:the )?most(?! (?:recent|expensive))|highest|largest|biggest|greatest|longest|heaviest|busiest|maximum/,
    keeps: "greatest",
  },
  { words: /(?<!at )least(?! recent)|fewest|lowest|smallest|shortest|lightest|idlest|minimum/, keeps: "least" },
  { words: /newest|latest|most recent/, keeps: "greatest", of: dates },
  { words: /oldest|earliest|soonest|least recent/, keeps: "least", of: dates },
  { words: /oldest/, keeps: "greatest", of: ages },
  { words: /newest|youngest|latest/, keeps: "least", of: ages },
  { words: /slowest/, keeps: "greatest", of: times },
  { words: /fastest|quickest|soonest/, keeps: "least", of: times },
  { words: /cheapest/, keeps: "least", of: prices },
  { words: /dearest|most expensive|priciest/, keeps: "greatest", of: prices },
];

/**
 * Plans that look through a list for the one that has most, and keep the other end: `if (rate.days > best.days) best = rate` where
 * the goal asks for the fastest.
 */
export function findWrongExtremes(
  { file, checker }: { readonly file: ts.SourceFile; readonly checker: ts.TypeChecker },
  goal: Goal,
): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    const choice = choiceAt(node, checker);
    const said = choice && saidOf(choice.field, goal.text);
    if (choice !== undefined && said !== undefined && said.keeps !== choice.keeps)
      issues.push(issueFor(choice, said.words));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

function issueFor({ comparison, keeps }: Choice, words: string): Issue {
  const message = `The goal says ${JSON.stringify(words)}, and the plan keeps what is ${keeps} by \`${comparison.getText()}\`. Turn the comparison round.`;
  return issueAt("comparison_contradicts_goal", placeOf(comparison), message);
}

/** What the goal says of the ends of such a field; undefined where it says nothing, or both. */
function saidOf(field: readonly string[], text: string): { readonly keeps: Keeps; readonly words: string } | undefined {
  const found = superlatives.flatMap(({ words, keeps, of }) => {
    const said = new RegExp(`(?<!\\p{L})(?:${words.source})(?!\\p{L})`, "iu").exec(text)?.[0];
    return said !== undefined && (of === undefined || field.some((word) => of.test(word)))
      ? [{ keeps, words: said }]
      : [];
  });
  const [first] = found;
  return found.every(({ keeps }) => keeps === first?.keeps) ? first : undefined;
}

interface Choice {
  readonly comparison: ts.BinaryExpression;
  readonly keeps: Keeps;
  /** The words of its name. */
  readonly field: readonly string[];
}

function choiceAt(node: ts.Node, checker: ts.TypeChecker): Choice | undefined {
  if (ts.isIfStatement(node)) {
    const kept = assignedIn(node.thenStatement);
    return kept && choiceIn(node.expression, { kept, taken: true, checker });
  }
  if (!ts.isConditionalExpression(node) || !ts.isArrowFunction(withoutOuter(node)) || !isReducer(withoutOuter(node)))
    return undefined;
  const fn = withoutOuter(node);
  const kept = ts.isArrowFunction(fn) ? fn.parameters[0]?.name : undefined;
  if (kept === undefined || !ts.isIdentifier(kept)) return undefined;
  const [yes, no] = [node.whenTrue, node.whenFalse].map((arm) => isName(withoutParentheses(arm), kept, checker));
  return yes === no ? undefined : choiceIn(node.condition, { kept, taken: no === true, checker });
}

function withoutOuter({ parent }: ts.Node): ts.Node {
  return ts.isParenthesizedExpression(parent) ? withoutOuter(parent) : parent;
}

function isReducer({ parent }: ts.Node): boolean {
  return (
    ts.isCallExpression(parent) &&
    ts.isPropertyAccessExpression(parent.expression) &&
    /^reduce(?:Right)?$/.test(parent.expression.name.text)
  );
}

/** The variable that the only statement assigns to. */
function assignedIn(statement: ts.Statement): ts.Identifier | undefined {
  const only = ts.isBlock(statement)
    ? statement.statements.length === 1
      ? statement.statements[0]
      : undefined
    : statement;
  if (only === undefined || !ts.isExpressionStatement(only) || !ts.isBinaryExpression(only.expression))
    return undefined;
  const { left, operatorToken } = only.expression;
  return operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(left) ? left : undefined;
}

interface Keeping {
  readonly kept: ts.Identifier;
  /** Whether the other one is taken where the condition holds. */
  readonly taken: boolean;
  readonly checker: ts.TypeChecker;
}

const orders: ReadonlyMap<ts.SyntaxKind, boolean> = new Map([
  [ts.SyntaxKind.LessThanToken, false],
  [ts.SyntaxKind.LessThanEqualsToken, false],
  [ts.SyntaxKind.GreaterThanToken, true],
  [ts.SyntaxKind.GreaterThanEqualsToken, true],
]);

function choiceIn(condition: ts.Expression, keeping: Keeping): Choice | undefined {
  const node = withoutParentheses(condition);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return choiceIn(node.operand, { ...keeping, taken: !keeping.taken });
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const greater = orders.get(node.operatorToken.kind);
  if (greater === undefined) {
    const { kind } = node.operatorToken;
    const joins = kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
    return joins ? (choiceIn(node.left, keeping) ?? choiceIn(node.right, keeping)) : undefined;
  }
  const [left, right] = [node.left, node.right].map((side) => isPartOf(side, keeping.kept, keeping.checker));
  if (left === right) return undefined;
  const other = left === true ? node.right : node.left;
  const takesGreater = (greater === (right === true)) === keeping.taken;
  return { comparison: node, keeps: takesGreater ? "greatest" : "least", field: wordsOf(other) };
}

function isPartOf(node: ts.Expression, name: ts.Identifier, checker: ts.TypeChecker): boolean {
  const whole = withoutParentheses(node);
  return ts.isPropertyAccessExpression(whole)
    ? isPartOf(whole.expression, name, checker)
    : isName(whole, name, checker);
}

function isName(node: ts.Expression, name: ts.Identifier, checker: ts.TypeChecker): boolean {
  return ts.isIdentifier(node) && checker.getSymbolAtLocation(node) === checker.getSymbolAtLocation(name);
}

function wordsOf(node: ts.Expression): readonly string[] {
  const whole = withoutParentheses(node);
  if (ts.isPropertyAccessExpression(whole)) return wordsIn(whole.name.text);
  return ts.isIdentifier(whole) ? wordsIn(whole.text) : [];
}
