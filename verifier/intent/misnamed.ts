import ts = require("typescript");

import { type Issue, issueAt } from "../issues/index.js";
import { methodOf, placeOf, withoutParentheses } from "./names.js";

/** Lists that are named after a field and hold just those of which it is not true: `leaking: all.filter((one) => !one.leaking)`. */
export function findMisnamed(file: ts.SourceFile): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    const named = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
    if (named && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      const wrong = negatedIn(node.initializer, node.name.text);
      if (wrong !== undefined) issues.push(issueFor(wrong, node.name.text));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

function issueFor(node: ts.Node, name: string): Issue {
  const message = `\`${name}\` holds those of which \`${name}\` is not true: look again at \`${node.getText()}\`.`;
  return issueAt("crossed_names", placeOf(node), message);
}

/** The test of the first `filter` of a chain of methods, if all it asks is whether the field of that name is not true. */
function negatedIn(chain: ts.Expression, name: string): ts.Expression | undefined {
  const node = withoutParentheses(chain);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const [test] = node.arguments;
  if (methodOf(node) !== "filter" || test === undefined) return negatedIn(node.expression.expression, name);
  if (!ts.isArrowFunction(test) || ts.isBlock(test.body)) return undefined;
  const body = withoutParentheses(test.body);
  if (!ts.isPrefixUnaryExpression(body) || body.operator !== ts.SyntaxKind.ExclamationToken) return undefined;
  const field = withoutParentheses(body.operand);
  const read = ts.isPropertyAccessExpression(field) ? field.name.text : ts.isIdentifier(field) ? field.text : undefined;
  return read === name ? body : undefined;
}
