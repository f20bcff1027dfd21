import ts = require("typescript");

import { wordsIn } from "../field-names.js";
import { type DataFlow, how } from "../flow/values/index.js";
import type { Goal, Span } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { type Acting, actingOf } from "./acting.js";
import { bearingOf } from "./bearing.js";
import { orders } from "./direction.js";
import { type Names, placeOf, withoutParentheses } from "./names.js";
import { type Limit, limitAt } from "./phrases.js";
import { wantedAt } from "./wanted.js";

/** "if there are that many": as many as the plan passes on. */
const enough =
  /(?<!\p{L})(?:if|when|provided|as long as)(?!\p{L})(?:(?!n['’]t|(?<!\p{L})not(?!\p{L}))[^.;,])*(?<!\p{L})(?:that many|that much|as many|enough|sufficient|so many)(?!\p{L})/iu;

interface Program {
  readonly file: ts.SourceFile;
  readonly data: DataFlow;
  readonly names: Names;
}

/** An order between a field and something else, as it has to come out for the plan to act. */
interface Held {
  readonly comparison: ts.BinaryExpression;
  /** On which side of the field, or of the literal, the other lies. */
  readonly side: Limit["side"];
}

/**
 * Comparisons the wrong way round where the goal draws the line at a field ("at least its reorder point"), or at what is passed on ("if there are
 * that many").
 */
export function findRelativeContradictions({ file, data, names }: Program, goal: Goal): readonly Issue[] {
  const changes = data.calls.filter(({ binding }) => binding.spec.effect !== "read");
  if (changes.length === 0) return [];
  const acting = actingOf(file, { ...data, calls: changes }, names);
  const compared = comparisonsIn(file);
  const fields = new Map<string, ts.BinaryExpression[]>();
  for (const one of compared) {
    for (const side of [one.left, one.right]) {
      const name = fieldOf(side, data);
      if (name !== undefined) fields.set(name, [...(fields.get(name) ?? []), one]);
    }
  }
  const atFields = [...fields].flatMap(([name, all]) => {
    const limit = limitAtField(name, goal);
    if (limit === undefined) return [];
    return against(
      limit.side,
      all.map((one) => heldBy(one, (side) => fieldOf(side, data) === name, acting)),
      goal.text.slice(limit.words.start, limit.words.end),
    );
  });
  return [...atFields, ...notEnough(compared, { data, acting }, goal)];
}

function notEnough(
  compared: readonly ts.BinaryExpression[],
  { data, acting }: { readonly data: DataFlow; readonly acting: Acting },
  { text }: Goal,
): readonly Issue[] {
  const words = enough.exec(text)?.[0];
  if (words === undefined) return [];
  const passed = new Set(
    data.calls.flatMap(({ binding, leaves }) =>
      binding.spec.effect === "read"
        ? []
        : leaves.flatMap(({ origins }) =>
            [...origins].flatMap(([origin, bits]) =>
              origin.kind === "literal" && typeof origin.value === "number" && bits & how.direct ? [origin.value] : [],
            ),
          ),
    ),
  );
  const isPassed = (side: ts.Expression) => ts.isNumericLiteral(side) && passed.has(Number(side.text));
  const own = compared.filter(({ left, right }) => [left, right].filter((side) => isPassed(side)).length === 1);
  return against(
    "above",
    own.map((one) => heldBy(one, isPassed, acting)),
    words,
  );
}

/** One that comes out the right way is enough: whoever asks twice may tell two kinds apart. */
function against(side: Limit["side"], held: readonly (Held | undefined)[], words: string): readonly Issue[] {
  const [first] = held;
  if (first === undefined || held.some((one) => one?.side !== first.side) || first.side === side) return [];
  const message = `The goal says ${JSON.stringify(words.trim())}, and \`${first.comparison.getText()}\` is the wrong way round for that: the plan acts on the others.`;
  return [issueAt("comparison_contradicts_goal", placeOf(first.comparison), message)];
}

function heldBy(
  comparison: ts.BinaryExpression,
  isLine: (side: ts.Expression) => boolean,
  acting: Acting,
): Held | undefined {
  const order = orders.get(comparison.operatorToken.kind);
  const bearing = bearingOf(comparison, acting);
  if (order === undefined || bearing === undefined) return undefined;
  const isRight = isLine(withoutParentheses(comparison.right));
  return { comparison, side: (order.greater === isRight) === (bearing === "holds") ? "above" : "below" };
}

/** What the goal says of the only place where it names the field. */
function limitAtField(name: string, goal: Goal): Limit | undefined {
  const words = wordsIn(name);
  const named = new RegExp(`(?<!\\p{L})${words.join("[ -]")}(?!\\p{L})`, "giu");
  const [place, ...more] = [...goal.text.matchAll(named)];
  if (place === undefined || more.length > 0) return undefined;
  const span: Span = { start: place.index, end: place.index + place[0].length };
  const limit = limitAt(goal.text, span, "number");
  const wanted = limit && wantedAt(goal, limit.words);
  return limit !== undefined && wanted?.holds === true && wanted.conditional ? limit : undefined;
}

function comparisonsIn(file: ts.SourceFile): readonly ts.BinaryExpression[] {
  const found: ts.BinaryExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && orders.has(node.operatorToken.kind)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The name of the field that an expression is, by itself. */
function fieldOf(side: ts.Expression, data: DataFlow): string | undefined {
  const node = withoutParentheses(side);
  if (!ts.isPropertyAccessExpression(node) && !ts.isIdentifier(node)) return undefined;
  const origins = [...data.originsOf(node)].filter(([, bits]) => bits !== how.implicit);
  const names = new Set(
    origins.map(([origin, bits]) =>
      origin.kind === "output" && (bits & how.computed) === 0
        ? origin.path.split(/[.[\]]+/).findLast(Boolean)
        : undefined,
    ),
  );
  const [name] = names;
  return names.size === 1 ? name : undefined;
}
