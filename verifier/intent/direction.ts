import ts = require("typescript");

import { type CallFlow, type DataFlow, how, type Origin } from "../flow/values/index.js";
import type { Goal, Span } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import type { Acting } from "./acting.js";
import { bearingOf } from "./bearing.js";
import { namesDeed } from "./deeds.js";
import { comparedWith } from "./literals.js";
import type { GroundedLiteral } from "./made-up.js";
import { constantOf, type Names, placeOf, withoutParentheses } from "./names.js";
import { type Limit, limitAt, type ValueSort } from "./phrases.js";
import { mentionAt } from "./sentence.js";
import { wantedAt } from "./wanted.js";

/** A comparison with a value of the goal, as it has to come out for the plan to act. */
interface Held {
  readonly comparison: ts.BinaryExpression;
  readonly side: Limit["side"];
  readonly inclusive: boolean;
  /** `output`: a field of what a tool returned; `counter`: what the plan counts itself; `other`: something it computed. */
  readonly of: "output" | "counter" | "other";
}

interface Program {
  readonly data: DataFlow;
  readonly acting: Acting;
}

/**
 * Comparisons that keep what the goal wants left out, or the other way round: "at most 500" in the goal where the plan acts on
 * more. Said only of values that stand once in the goal, beside words with one meaning, in a sentence about what a tool does.
 */
export function findContradictions(
  literals: readonly GroundedLiteral[],
  { data, acting }: Program,
  goal: Goal,
): readonly Issue[] {
  const first = new Map([...literals].reverse().map((literal) => [literal.value, literal]));
  return [...first.values()].flatMap(({ grounding, value, node }) => {
    if (grounding.by !== "goal" || grounding.parts !== undefined) return [];
    const sort = sortOf(value);
    if (sort === undefined || !standsOnce(goal, grounding, value)) return [];
    const limit = limitAt(goal.text, grounding, sort);
    if (limit === undefined) return [];
    const same = literalsIn(node.getSourceFile(), value);
    const compared = same.flatMap((one) => comparisonsOf(one, acting.names)).filter(isCompared);
    const held = compared.flatMap((one) => heldBy(one, { data, acting }) ?? []);
    // Whoever asks twice may tell two kinds apart, and do something with each.
    if (held.length < compared.length || new Set(held.map(({ side }) => side)).size > 1) return [];
    const calls = data.calls.filter((call) => same.some((one) => depends(call, one)));
    return contradictions(held, { limit: isLeft(limit, goal) ? opposite(limit) : limit, calls, goal });
  });
}

function literalsIn(file: ts.SourceFile, value: GroundedLiteral["value"]): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    const is = ts.isNumericLiteral(node)
      ? Number(node.text) === value
      : ts.isStringLiteralLike(node) && node.text === value;
    if (is && ts.isExpression(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isCompared({ parent }: ts.Expression): boolean {
  return ts.isBinaryExpression(parent) && orders.has(parent.operatorToken.kind);
}

/** "keep everything when less than 800 are used": what the plan is to act on lies on the other side. */
function isLeft({ words }: Limit, goal: Goal): boolean {
  const wanted = wantedAt(goal, words);
  return wanted?.conditional === true && wanted.deed === "" && !wanted.holds;
}

function opposite({ side, words }: Limit): Limit & { readonly left: true } {
  return { side: side === "below" ? "above" : "below", words, left: true };
}

interface Wanted {
  readonly limit: Limit & { readonly left?: true };
  readonly calls: readonly CallFlow[];
  readonly goal: Goal;
}

function contradictions(held: readonly Held[], { limit, calls, goal }: Wanted): readonly Issue[] {
  const mention = mentionAt(goal.text, limit);
  const isLeft = limit.left === true && calls.some(({ binding }) => binding.spec.effect !== "read");
  if (mention.kind === "unclear" && !isLeft) return [];
  const named =
    isLeft || (mention.kind !== "unclear" && calls.some(({ binding }) => namesDeed(binding.spec.name, mention.main)));
  if (mention.kind === "conditional" && !named) return [];
  const words = JSON.stringify(goal.text.slice(limit.words.start, limit.words.end).trim());
  if (held.some(({ side }) => side === limit.side)) return held.flatMap((one) => atTheEdge(one, limit, words));
  return held.map(({ comparison, of }) => {
    const message = isLeft
      ? `The goal says ${words} of what is to be left alone, and the plan acts on just that: \`${comparison.getText()}\` is the wrong way round.`
      : `The goal says ${words}, and the plan acts on what is ${opposites[limit.side]} that: \`${comparison.getText()}\` is the wrong way round.`;
    return issueAt(
      "comparison_contradicts_goal",
      placeOf(comparison),
      message,
      named && of !== "other" ? "error" : "warning",
    );
  });
}

const opposites = { below: "above", above: "below" } as const;

function atTheEdge({ comparison, of, inclusive }: Held, limit: Limit, words: string): readonly Issue[] {
  if (of !== "output" || limit.inclusive === undefined || limit.inclusive === inclusive) return [];
  const included = inclusive ? "acts on that value too" : "leaves that very value out";
  const message = `The goal says ${words}, and the plan ${included}: look again at \`${comparison.getText()}\`.`;
  return [issueAt("comparison_contradicts_goal", placeOf(comparison), message, "warning")];
}

/** The comparisons a literal stands in, by itself or as a constant. */
function comparisonsOf(literal: ts.Expression, names: Names): readonly ts.Expression[] {
  const { parent } = literal;
  if (ts.isParenthesizedExpression(parent)) return comparisonsOf(parent, names);
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && constantOf(parent) === literal) {
    return names.usesOf(parent.name);
  }
  return [literal];
}

function heldBy(literal: ts.Expression, { data, acting }: Program): Held | undefined {
  const comparison = literal.parent;
  if (!ts.isBinaryExpression(comparison)) return undefined;
  const order = orders.get(comparison.operatorToken.kind);
  const other = comparedWith(literal);
  const of = other === undefined ? undefined : kindOf(withoutParentheses(other), { data, acting });
  const bearing = bearingOf(comparison, acting);
  if (order === undefined || of === undefined || bearing === undefined) return undefined;
  const greater = (order.greater === (comparison.right === literal)) === (bearing === "holds");
  return { comparison, of, side: greater ? "above" : "below", inclusive: order.inclusive === (bearing === "holds") };
}

export const orders: ReadonlyMap<ts.SyntaxKind, { readonly greater: boolean; readonly inclusive: boolean }> = new Map([
  [ts.SyntaxKind.LessThanToken, { greater: false, inclusive: false }],
  [ts.SyntaxKind.LessThanEqualsToken, { greater: false, inclusive: true }],
  [ts.SyntaxKind.GreaterThanToken, { greater: true, inclusive: false }],
  [ts.SyntaxKind.GreaterThanEqualsToken, { greater: true, inclusive: true }],
]);

/** Fields where the first is the greatest. */
const ranks = /(?:priority|severity|rank|level|grade|tier|class|position|place)$/i;

function kindOf(node: ts.Expression, { data, acting }: Program): Held["of"] | undefined {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  const name = ts.isIdentifier(node) ? node.text : node.name.text;
  if (ranks.test(name)) return undefined;
  const outputs = [...data.originsOf(node)].filter(
    ([origin, bits]) => origin.kind === "output" && bits !== how.implicit,
  );
  if (outputs.length > 0)
    return outputs.every(([, bits]) => (bits & how.direct) !== 0 && (bits & how.computed) === 0) ? "output" : "other";
  return ts.isIdentifier(node) && isCounter(node, acting.names) ? "counter" : "other";
}

/** Only ever counted up. */
export function isCounter(name: ts.Identifier, { usesOf }: Names): boolean {
  const writes = usesOf(name).flatMap(({ parent }) => writingOperator(parent) ?? []);
  return writes.length > 0 && writes.every((operator) => counting.has(operator));
}

const counting: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.PlusEqualsToken]);

function writingOperator(node: ts.Node): ts.SyntaxKind | undefined {
  if (ts.isPostfixUnaryExpression(node)) return node.operator;
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusPlusToken ? node.operator : undefined;
  if (!ts.isBinaryExpression(node)) return undefined;
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment ? kind : undefined;
}

function sortOf(value: GroundedLiteral["value"]): ValueSort | undefined {
  if (typeof value === "number") return "number";
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value) ? "date" : undefined;
}

/** Elsewhere the same number may mean something else. */
function standsOnce({ text, reading }: Goal, { start, end }: Span, value: GroundedLiteral["value"]): boolean {
  const written = text.slice(start, end);
  const places = new Set(reading.amounts.flatMap((amount) => (amount.value === value ? [amount.start] : [])));
  return text.split(written).length === 2 && places.size <= 1;
}

function depends({ control, leaves }: CallFlow, node: ts.Node): boolean {
  const isIt = (origin: Origin) => origin.kind === "literal" && origin.node === node;
  return [control, ...leaves.map(({ origins }) => origins)].some((origins) => [...origins.keys()].some(isIt));
}
