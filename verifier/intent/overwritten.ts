import ts = require("typescript");

import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { boundNames, type Names, placeOf } from "./names.js";

/** One of many is to be found, by what it has most or least of. */
const superlative = /(?<!\p{L})(?:(?<!at )(?:most|least)|fewest|best|worst|\p{L}{3,}est)(?!\p{L})/iu;

/**
 * Searches that forget what they found: a variable that each round of a loop sets anew, whatever stood in it, is in the end what
 * the last round made of it. An error where the goal asks for the one that has most of something.
 */
export function findOverwritten(
  { file, names }: { readonly file: ts.SourceFile; readonly names: Names },
  { text }: Goal,
): readonly Issue[] {
  const severity = superlative.test(text) ? "error" : "warning";
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isForOfStatement(node) && !leaves(node.statement)) {
      for (const name of setIn(node.statement)) {
        if (!isKept(name, node, names)) continue;
        const message = `Each round of the loop sets \`${name.text}\` anew, so only the last one counts. Compare with what it holds, or take the last one without a loop.`;
        issues.push(issueAt("overwritten", placeOf(name), message, severity));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

/** Names that a statement of the body assigns to in every round. */
function setIn(body: ts.Statement): readonly ts.Identifier[] {
  const statements = ts.isBlock(body) ? body.statements : [body];
  return statements.flatMap((statement) => {
    const set = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    if (set === undefined || !ts.isBinaryExpression(set) || !ts.isIdentifier(set.left)) return [];
    return set.operatorToken.kind === ts.SyntaxKind.EqualsToken ? [set.left] : [];
  });
}

/** Whether the name lives on after the loop, and no round reads what another set. */
function isKept(name: ts.Identifier, loop: ts.ForOfStatement, names: Names): boolean {
  const declaration = names.declarationOf(name);
  const isOutside = (node: ts.Node) => node.pos < loop.pos || node.end > loop.end;
  if (declaration === undefined || !isOutside(declaration) || isOfLoop(name, loop)) return false;
  const uses = names.usesOf(name).filter((use) => use !== name);
  return uses.some(isOutside) && uses.every(isOutside);
}

function isOfLoop({ text }: ts.Identifier, { initializer }: ts.ForOfStatement): boolean {
  if (!ts.isVariableDeclarationList(initializer)) return false;
  return initializer.declarations.some(({ name }) => boundNames(name).some((bound) => bound.text === text));
}

/** A round may be the last, or not come to its end. */
function leaves(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  const isExit =
    ts.isBreakStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isContinueStatement(node) ||
    ts.isThrowStatement(node);
  return isExit || (ts.forEachChild(node, (child) => leaves(child) || undefined) ?? false);
}
