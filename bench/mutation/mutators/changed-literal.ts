import ts = require("typescript");

import { isBoolean, type Literal, valuesIn } from "../literals.js";
import { type Change, type Mutator, replacing, type Subject } from "../syntax.js";

/** A value of the goal becomes another plausible one. What a plan merely reports is the author's to word and stays. */
export const changedLiteral: Mutator = (subject) => {
  const literals = valuesIn(subject.file, subject.catalogue);
  return literals.flatMap((literal): Change[] => {
    const { file } = subject;
    const others = plausible(literal, literals, subject).filter((other) => other !== literal.getText(file));
    return [...new Set(others)].map((other) => ({
      edits: [replacing(file, literal, other)],
      what: `${literal.getText(file)} -> ${other}`,
    }));
  });
};

function plausible(literal: Literal, all: readonly Literal[], subject: Subject): readonly string[] {
  if (isBoolean(literal)) return [literal.kind === ts.SyntaxKind.TrueKeyword ? "false" : "true"];
  const expected = expectedTexts(literal, subject);
  if (expected.length > 1) return expected.map((text) => JSON.stringify(text));
  const elsewhere = all.filter((other) => other.kind === literal.kind && sameShape(other, literal)).slice(0, 3);
  const varied = ts.isNumericLiteral(literal) ? numbers(literal) : texts(literal.text, subject);
  return [...elsewhere.map((other) => other.getText(subject.file)), ...varied];
}

/** The texts that may stand here, where only some may. */
function expectedTexts(literal: ts.Expression, { checker }: Subject): readonly string[] {
  const { parent } = literal;
  const opposite = ts.isBinaryExpression(parent) ? (parent.left === literal ? parent.right : parent.left) : undefined;
  const type = opposite === undefined ? checker.getContextualType(literal) : checker.getTypeAtLocation(opposite);
  if (type === undefined || !type.isUnion()) return [];
  return type.types.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
}

/** Two identifiers with digits, two dates, two words: what could be mixed up. */
function sameShape(one: Literal, other: Literal): boolean {
  const shape = (literal: Literal) =>
    literal
      .getText()
      .replace(/\d+/g, "0")
      .replace(/\p{L}+/gu, "x");
  return shape(one) === shape(other);
}

function numbers(literal: ts.NumericLiteral): readonly string[] {
  const value = Number(literal.text);
  return [String(value + 1), String(value === 0 ? 2 : value * 10)];
}

function texts(text: string, { goal, random }: Subject): readonly string[] {
  const words = (goal.match(/[\p{L}\d][\p{L}\d@.-]*[\p{L}\d]/gu) ?? []).filter((word) => !text.includes(word));
  const alike = words.filter(
    (word) => /^\p{Lu}/u.test(word) === /^\p{Lu}/u.test(text) && /\d/.test(word) === /\d/.test(text),
  );
  const word = random.one(alike.slice(1));
  const varied = misread(text);
  return [...(word === undefined ? [] : [word]), ...(varied === undefined ? [] : [varied])].map((one) =>
    JSON.stringify(one),
  );
}

/** Another last digit, which for a date is another day; else without the last letter. */
function misread(text: string): string | undefined {
  const place = text.search(/\d(?=\D*$)/);
  if (place < 0) return text.length > 2 ? text.slice(0, -1) : undefined;
  const digit = Number(text[place]);
  const other = digit === 0 ? 1 : digit - 1 || 2;
  return `${text.slice(0, place)}${other}${text.slice(place + 1)}`;
}
