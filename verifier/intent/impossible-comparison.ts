import ts = require("typescript");

import { writtenName } from "../../toolspecs/index.js";

import type { DataFlow, OutputOrigin } from "../flow/values/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { fieldsOf, ruledOut } from "./declared.js";
import { comparedWith } from "./literals.js";
import { placeOf } from "./names.js";

/** Fields compared with what they can never be, as long as the tool keeps to its schema. */
export function findImpossible(file: ts.SourceFile, checker: ts.TypeChecker, data: DataFlow): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) {
      const issue = judge(node, checker, data);
      if (issue !== undefined) issues.push(issue);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return issues;
}

function judge(node: ts.LiteralExpression, checker: ts.TypeChecker, data: DataFlow): Issue | undefined {
  const value = ts.isNumericLiteral(node) ? signed(node) : node.text;
  const other = isEquality(node) ? comparedWith(node) : undefined;
  if (other === undefined || isPrecaution(value) || !isPlain(checker.getTypeAtLocation(other))) return undefined;
  const fields = fieldsOf(other, data);
  const [field] = fields;
  return field !== undefined && ruledOut(value, fields) ? issueFor(node, value, field) : undefined;
}

function issueFor(node: ts.Node, value: string | number, { binding, path }: OutputOrigin): Issue {
  const message = `\`${path}\` of \`${writtenName(binding)}\` is never ${JSON.stringify(value)}: its schema rules that out. Compare the field that was meant, with a value it can have.`;
  return issueAt("impossible_comparison", placeOf(node), message);
}

/** Whether a literal is one side of an equality, or a case. */
export function isEquality(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isParenthesizedExpression(parent)) return isEquality(parent);
  if (ts.isCaseClause(parent)) return parent.expression === node;
  return ts.isBinaryExpression(parent) && equalities.has(parent.operatorToken.kind);
}

const equalities: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken],
  ...[ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsToken],
]);

function signed(node: ts.NumericLiteral): number {
  const isMinus = ts.isPrefixUnaryExpression(node.parent) && node.parent.operator === ts.SyntaxKind.MinusToken;
  return isMinus ? -Number(node.text) : Number(node.text);
}

/** Careful people ask for these whatever a schema says. */
function isPrecaution(value: string | number): boolean {
  if (typeof value === "number") return value === 0 || value === -1;
  return /^(?:|n\/?a|none|null|nil|nan|undefined|unknown|invalid date|tbd|[-–—?.\s]+)$/i.test(value);
}

/** What the compiler knows to be text or a number: of the rest, some alternative of the schema says nothing. */
function isPlain(type: ts.Type): boolean {
  const open = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Object | ts.TypeFlags.TypeParameter;
  return (type.isUnion() ? type.types : [type]).every(({ flags }) => (flags & open) === 0);
}
