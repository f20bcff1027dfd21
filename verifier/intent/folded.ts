import ts = require("typescript");

import { type Goal, ground, judgeGrounding, mayBeAddressOrIdentifier } from "../grounding/index.js";
import type { LiteralUse, UsedLiteral } from "./literals.js";

type Constant = string | number;

const arithmetic: ReadonlyMap<ts.SyntaxKind, (one: number, other: number) => number> = new Map([
  [ts.SyntaxKind.PlusToken, (one, other) => one + other],
  [ts.SyntaxKind.MinusToken, (one, other) => one - other],
  [ts.SyntaxKind.AsteriskToken, (one, other) => one * other],
  [ts.SyntaxKind.SlashToken, (one, other) => one / other],
  [ts.SyntaxKind.PercentToken, (one, other) => one % other],
  [ts.SyntaxKind.AsteriskAsteriskToken, (one, other) => one ** other],
]);

/**
 * Literals with those taken together that are only parts of a value the plan spells out by computing it: `10 ** 7 + 1` is no less made up than
 * 10000001, and `"eve@" + "example.com"` leads where the whole does. A product with a factor that somebody gave ("2 hours", `2 * 60`) stays in its parts, and so does
 * text that names nothing. The list itself, where there is nothing to take together.
 */
export function withFolded(literals: readonly UsedLiteral[], goal: Goal): readonly UsedLiteral[] {
  const byWhole = new Map<ts.Expression, UsedLiteral[]>();
  for (const literal of literals) {
    const whole = wholeOf(literal.node);
    if (whole !== undefined) byWhole.set(whole, [...(byWhole.get(whole) ?? []), literal]);
  }
  const folded = [...byWhole].flatMap(([node, parts]) => {
    const value = constantOf(node);
    const [first] = parts;
    if (value === undefined || first === undefined || isSaidInParts({ node, value, parts }, goal)) return [];
    const uses = parts.flatMap((part) => part.uses).map((use) => ({ ...use, as: standing(node, use) }));
    const [use, ...more] = uses;
    return use === undefined ? [] : [{ parts, literal: { node, value, uses: [use, ...more] as const } }];
  });
  if (folded.length === 0) return literals;
  const gone = new Set(folded.flatMap(({ parts }) => parts));
  return [...literals.filter((one) => !gone.has(one)), ...folded.map(({ literal }) => literal)].sort(
    (one, other) => one.node.pos - other.node.pos,
  );
}

/** The largest expression around a literal that is computed from literals alone, if it is more than the literal. */
function wholeOf(node: ts.Node): ts.Expression | undefined {
  let whole: ts.Expression | undefined;
  for (let at = node.parent; ts.isExpression(at) || ts.isTemplateSpan(at); at = at.parent) {
    if (ts.isTemplateSpan(at)) continue;
    if (constantOf(at) === undefined) break;
    if (ts.isBinaryExpression(at) || ts.isTemplateExpression(at)) whole = at;
  }
  return whole;
}

function constantOf(node: ts.Expression): Constant | undefined {
  if (ts.isParenthesizedExpression(node)) return constantOf(node.expression);
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isPrefixUnaryExpression(node)) {
    const value = constantOf(node.operand);
    return node.operator === ts.SyntaxKind.MinusToken && typeof value === "number" ? -value : undefined;
  }
  if (ts.isTemplateExpression(node)) {
    const values = node.templateSpans.map(({ expression, literal }) => {
      const value = constantOf(expression);
      return value === undefined ? undefined : `${value}${literal.text}`;
    });
    return values.includes(undefined) ? undefined : node.head.text + values.join("");
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const [left, right] = [constantOf(node.left), constantOf(node.right)];
  if (left === undefined || right === undefined) return undefined;
  if (typeof left === "number" && typeof right === "number") {
    const value = arithmetic.get(node.operatorToken.kind)?.(left, right);
    return value !== undefined && Number.isFinite(value) ? value : undefined;
  }
  return node.operatorToken.kind === ts.SyntaxKind.PlusToken ? `${left}${right}` : undefined;
}

interface Whole {
  readonly node: ts.Expression;
  readonly value: Constant;
  readonly parts: readonly UsedLiteral[];
}

/** Whether the parts say better than the whole where it comes from. */
function isSaidInParts({ node, value, parts }: Whole, goal: Goal): boolean {
  if (isGiven({ value, uses: parts.flatMap(({ uses }) => uses) }, goal)) return false;
  if (typeof value === "string") return !mayBeAddressOrIdentifier(value) || parts.every((part) => isGiven(part, goal));
  const given = new Set<ts.Node>(parts.filter((part) => isGiven(part, goal)).map((part) => part.node));
  const said = (part: ts.Expression): boolean => {
    if (given.has(part)) return true;
    if (ts.isParenthesizedExpression(part)) return said(part.expression);
    if (ts.isPrefixUnaryExpression(part)) return said(part.operand);
    if (!ts.isBinaryExpression(part)) return false;
    const { kind } = part.operatorToken;
    const scales = kind === ts.SyntaxKind.AsteriskToken || kind === ts.SyntaxKind.SlashToken;
    return scales ? said(part.left) || said(part.right) : said(part.left) && said(part.right);
  };
  return said(node);
}

interface Said {
  readonly value: UsedLiteral["value"];
  readonly uses: readonly LiteralUse[];
}

/** By the goal or the signature. As a part of something it need not be in the unit of the parameter. */
function isGiven({ value, uses }: Said, goal: Goal): boolean {
  if (ground(value, { goal }).by === "goal") return true;
  return uses.some(({ tool, parameter, schema }) => {
    const grounding = ground(value, { goal, tool, parameter, ...(schema !== undefined && { schema }) });
    return grounding.by !== "convention" && judgeGrounding(grounding).severity === "none";
  });
}

/** What is computed and then passed as it is, is the argument. */
function standing({ parent }: ts.Expression, { as }: LiteralUse): LiteralUse["as"] {
  const whole = ts.isParenthesizedExpression(parent) ? parent.parent : parent;
  const passed =
    ts.isPropertyAssignment(whole) || ts.isVariableDeclaration(whole) || ts.isArrayLiteralExpression(whole);
  return as === "part" && passed ? "argument" : as;
}
