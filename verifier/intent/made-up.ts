import ts = require("typescript");

import { wordsIn } from "../field-names.js";
import { schemasAt } from "../flow/schema-at.js";
import { foldWord } from "../grounding/fold.js";
import {
  type Goal,
  type Grounding,
  type GroundingContext,
  ground,
  judgeGrounding,
  type Span,
} from "../grounding/index.js";
import { stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { claimsChange } from "./deeds.js";
import type { LiteralUse, UsedLiteral } from "./literals.js";
import { movesMoney } from "./money.js";
import { isSameLine } from "./numbers.js";
import { limitAt } from "./phrases.js";

/** A literal with its source in the goal, the signatures or nowhere. */
export interface GroundedLiteral extends UsedLiteral {
  /** Of the use that explains it best. */
  readonly grounding: Grounding;
  readonly use: LiteralUse;
}

export function groundLiterals(literals: readonly UsedLiteral[], goal: Goal): readonly GroundedLiteral[] {
  return literals.map((literal) => {
    const found = literal.uses.map((use) => ({ use, grounding: groundUse(literal, use, goal) }));
    const best = found.find(({ grounding }) => judgeGrounding(grounding).severity === "none") ?? found[0];
    if (best === undefined) throw new Error("A used literal has a use.");
    return { ...literal, ...best };
  });
}

function groundUse({ value, node }: UsedLiteral, { tool, parameter, schema, as }: LiteralUse, goal: Goal): Grounding {
  // "25 euros" as `25 * 100`: a factor is not in the unit of the parameter.
  if (as === "part" && isFactor(node) && ground(value, { goal }).by === "goal") return ground(value, { goal });
  const use = { tool, parameter, ...(schema !== undefined && { schema }) };
  const grounding = ground(value, { goal, ...use });
  // 1 is where counting starts, or the least that can be paid, and no sum that anybody pays unasked.
  const isUnasked = grounding.by === "convention" || (grounding.by === "schema" && grounding.what === "limit");
  return isUnasked && as === "argument" && isSum(value) && movesMoney(use) && !least.test(goal.text)
    ? { by: "nothing", looks: "number", partly: false }
    : grounding;
}

function isSum(value: UsedLiteral["value"]): boolean {
  return typeof value === "number" && value !== 0;
}

/** "the smallest amount there is". */
const least = /(?<!\p{L})(?:smallest|least|minimum|minimal|lowest|symbolic|token|nominal)(?!\p{L})/iu;

/**
 * Literals that neither the goal nor a signature gives. One that nobody can guess (an address, an identifier, a date) is an
 * error; so is any that stands where the goal says something else, which the program then leaves out.
 */
export function findMadeUp(
  literals: readonly GroundedLiteral[],
  goal: Goal,
  of: readonly UsedLiteral[] = literals,
): readonly Issue[] {
  const asked = new Set(of.map(({ node }) => node));
  const used = literals.flatMap(({ grounding }) => (grounding.by === "goal" ? (grounding.parts ?? [grounding]) : []));
  const invented = literals.filter(
    (literal) =>
      judgeGrounding(literal.grounding).severity !== "none" && !isWording(literal, goal) && !isLineOf(literal, goal),
  );
  return invented.flatMap((literal) => {
    if (!asked.has(literal.node)) return [];
    const { severity, reason } = judgeGrounding(literal.grounding);
    // Of several, nobody could tell which one stands for what the goal says.
    const instead =
      invented.filter((other) => isAlike(other, literal)).length > 1 ? undefined : replaced(literal.grounding, used);
    const isError =
      severity === "error" ||
      instead !== undefined ||
      isSlip(literal, goal) ||
      isUnsaidSum(literal) ||
      isCopied(literal) ||
      isShare(literal, goal);
    const level = isError ? "error" : "warning";
    return [issueAt("made_up_value", placeOf(literal), messageOf(literal, { reason, instead, goal }), level)];
  });
}

/** "over 30" is `>= 31` as well. */
function isLineOf({ value, node }: GroundedLiteral, { numbers }: Goal): boolean {
  return (
    typeof value === "number" && [value - 1, value + 1].some((said) => numbers.has(said) && isSameLine(node, said))
  );
}

/** An identifier or an address out of an example, for what cannot be undone and has to be said: it is somebody's. */
function isCopied({ grounding, use: { tool, parameter, as } }: GroundedLiteral): boolean {
  if (grounding.by !== "schema" || grounding.what !== "example" || as !== "argument") return false;
  const isSomebodys = grounding.looks === "identifier" || grounding.looks === "address";
  const [first = ""] = parameter.split(/[.[]/);
  const isRequired = schemasAt(tool.input, "").some(({ required = [] }) => required.includes(first));
  return isSomebodys && isRequired && tool.effect === "irreversible" && claimsChange(tool);
}

function isUnsaidSum({ value, use }: GroundedLiteral): boolean {
  return use.as === "argument" && isSum(value) && movesMoney(use);
}

/**
 * What the plan words or counts by itself: a piece of text it composes, as long as it names nothing; a factor between units; a
 * number that nothing a tool returned is compared with.
 */
function isWording({ value, use, grounding, node }: GroundedLiteral, goal: Goal): boolean {
  // Nobody gives the plan its questions; whoever is asked reads what it says.
  if (use.tool.builtin === "ask") return true;
  if (use.as === "argument" || grounding.by !== "nothing") return false;
  // The goal says it, and what becomes of it in another unit is told by the runs.
  if (use.as === "part" && grounding.inUnit !== undefined) return true;
  if (typeof value === "number") {
    if (isShare({ value, use, node }, goal)) return false;
    if (use.as === "condition" && use.parameter === "") return true;
    return conversions.has(Math.abs(value)) && !isCompared(node);
  }
  if (use.as === "condition") return false;
  return grounding.looks !== "address" && grounding.looks !== "identifier" && grounding.looks !== "date";
}

/** "half", "each", "per month": a sum is divided because somebody says so. */
const shares =
  /(?<!\p{L})(?:half|halve|third|quarter|double|twice|triple|per|each|every|split|share|shares|percent|average|mean|rate|evenly|equal|equally|pro rata|part|partial|partly|months?|monthly|years?|yearly|annual|weeks?|weekly|days?|daily|hours?|hourly|vat|tax|fee|discount)(?!\p{L})|%/iu;

/** A part of a sum of money, and not its cents. A multiple of it is told by the runs, with the sum that it comes to. */
function isShare({ value, use, node }: Omit<GroundedLiteral, "grounding" | "uses">, { text }: Goal): boolean {
  const { parent } = node;
  if (typeof value !== "number" || !ts.isBinaryExpression(parent) || parent.left === node) return false;
  const isPart =
    parent.operatorToken.kind === ts.SyntaxKind.SlashToken
      ? value > 1
      : parent.operatorToken.kind === ts.SyntaxKind.AsteriskToken && value < 1;
  return use.as === "part" && isPart && !isUnit(value) && movesMoney(use) && !shares.test(text);
}

function isUnit(value: UsedLiteral["value"]): boolean {
  return value === 100 || value === 1000 || value === 0.01 || value === 0.001;
}

function isFactor({ parent }: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && scaling.has(parent.operatorToken.kind);
}

function isCompared({ parent }: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && comparisons.has(parent.operatorToken.kind);
}

const scaling: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.AsteriskToken, ts.SyntaxKind.SlashToken]);

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** Between units of time, money, size and share. */
const conversions: ReadonlySet<number> = new Set([
  2, 7, 10, 12, 24, 30, 60, 100, 365, 1000, 1024, 3600, 86_400, 3_600_000, 86_400_000,
]);

function isAlike({ grounding: one }: GroundedLiteral, { grounding: other }: GroundedLiteral): boolean {
  return one.by === "nothing" && other.by === "nothing" && one.looks === other.looks;
}

/** A number that the goal does not say, a zero longer than one it does say. Factors between units look alike. */
function isSlip({ value, use, node }: GroundedLiteral, goal: Goal): boolean {
  const { numbers } = goal;
  if (typeof value !== "number" || value === 0) return false;
  if (use.as === "argument" && isNextTo(value, use, goal)) return true;
  // What a change is given by itself is no factor.
  if (conversions.has(value) && !(use.as === "argument" && claimsChange(use.tool))) return false;
  if (use.as !== "argument" && !isCompared(node)) return false;
  return numbers.has(value / 10) || isShifted(value, { goal, ...use });
}

/** What a change is given is one more or less than what the goal calls by the name of the parameter: "the limit … to 250". */
function isNextTo(value: number, { parameter, tool }: LiteralUse, { reading, text, words, values }: Goal): boolean {
  if (!claimsChange(tool) || Math.abs(value) < 10) return false;
  const [name = ""] = wordsIn(parameter.split(/[.[\]]+/).findLast(Boolean) ?? "").slice(-1);
  if (
    /^(?:end|until|to|stop|last|max|min|hour|page|index|offset|year|age)$/.test(name) ||
    !words.has(stem(foldWord(name)))
  )
    return false;
  const isIdentifier = (at: number) =>
    values.some(({ kind, start, end }) => kind !== "number" && kind !== "amount" && start <= at && at < end);
  // "below 250" leaves 249 as the most.
  return reading.amounts.some(
    ({ start, end, value: said }) =>
      Math.abs(said - value) === 1 && limitAt(text, { start, end }, "number") === undefined && !isIdentifier(start),
  );
}

/** The amount of the goal in the unit of the parameter, but for its zeros. */
export function isShifted(value: number, context: GroundingContext): boolean {
  return [10, 100, 1000, 10_000].some((factor) =>
    [value / factor, value * factor].some((one) => {
      const grounding = ground(one, context);
      return grounding.by === "goal" && grounding.how === "computed unit";
    }),
  );
}

/** What the goal says of the kind, if no literal of the plan is it. */
function replaced(grounding: Grounding, used: readonly Span[]): Span | undefined {
  if (grounding.by !== "nothing" || grounding.partly || grounding.nearest === undefined) return undefined;
  const { start, end } = grounding.nearest;
  return used.some((span) => span.start < end && start < span.end) ? undefined : { start, end };
}

function messageOf(
  literal: GroundedLiteral,
  { reason, instead, goal }: { readonly reason: string; readonly instead: Span | undefined; readonly goal: Goal },
): string {
  const { use, grounding } = literal;
  const value = literal.computed ? `${shown(literal.value)}, which is computed here,` : shown(literal.value);
  if (grounding.by === "nothing" && grounding.garbled !== undefined && grounding.nearest !== undefined) {
    return `${value} ${reason}: ${JSON.stringify(goal.text.slice(grounding.nearest.start, grounding.nearest.end))}. Use that.`;
  }
  if (grounding.by === "nothing" && grounding.inUnit !== undefined && grounding.nearest !== undefined) {
    const said = goal.text.slice(grounding.nearest.start, grounding.nearest.end);
    return `${value} counts in cents as \`${use.parameter}\`, and the goal says ${JSON.stringify(said)}: that is ${grounding.inUnit}. Pass that.`;
  }
  const what = `${value} ${reason}.`;
  if (instead !== undefined) {
    return `${what} The goal says ${JSON.stringify(goal.text.slice(instead.start, instead.end))}, which the plan leaves out: use that.`;
  }
  const where =
    use.as === "condition"
      ? "compare with what the goal says"
      : `take \`${use.parameter}\` from the goal or from what a tool returned`;
  return `${what} Do not invent it: ${where}, or ask for it.`;
}

function shown(value: string | number | boolean | null): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

function placeOf({ node }: GroundedLiteral) {
  const file = node.getSourceFile();
  return { file, start: node.getStart(file) };
}
