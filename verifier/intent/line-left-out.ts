import ts = require("typescript");

import type { DataFlow } from "../flow/values/index.js";
import { type Goal, type Span, unusedValues } from "../grounding/index.js";
import { converted, unitsLike } from "../grounding/units.js";
import { type Issue, issueAt } from "../issues/index.js";
import { namesDeed } from "./deeds.js";
import { isSameLine, numbersIn } from "./numbers.js";
import { type Limit, limitAt } from "./phrases.js";
import { sentenceAround } from "./sentence.js";

/** A goal that asks begins with one of these. */
const asking = /^\s*(?:and\s+)?(?:list|show|find|count|which|who|whose|what|how|tell|return|get|give|name)(?!\p{L})/iu;
/** "at most 5" may well be kept without a word about it. */
const atMost = /(?:at (?:the )?(?:very )?most|maximum|up to|no more than|not more than)/iu;
/** A number of times, of pages and the like counts what the plan does. */
const tries = /^\s*(?:times?|tries|attempts?|pages?|of them|retries|rounds?)(?!\p{L})/iu;

/**
 * Lines that the goal draws and the plan asks nothing about: "older than 30 days", where no 30 stands in it. Said of a line in an order to do
 * something, or in a question; a number that a tool says of itself may be its own doing.
 */
export function findLinesLeftOut(file: ts.SourceFile, { calls }: DataFlow, goal: Goal): readonly Issue[] {
  const written = literalsIn(file);
  const told = calls.map(({ binding: { spec } }) => `${spec.name} ${spec.description}`).join(" ");
  const deeds = calls.filter(({ binding }) => binding.spec.effect !== "read").map(({ binding }) => binding.spec.name);
  // 1 is how many days a day has, and so would stand for any number of days.
  const telling = written.filter((one) => one !== 0 && one !== 1);
  return unusedValues(goal, telling).flatMap((value) => {
    if (value.kind !== "number" && value.kind !== "amount" && value.kind !== "date") return [];
    const limit = limitAt(goal.text, value, value.kind === "date" ? "date" : "number");
    if (limit === undefined || isKept(limit, value, goal) || !isOrdered(limit, deeds, goal)) return [];
    const numbers = value.kind === "date" ? [] : valuesAt(value, goal);
    if (numbersIn(file).some((node) => numbers.some((one) => isSameLine(node, one)))) return [];
    if (numbers.some((one) => written.includes(one) || told.includes(String(one)))) return [];
    const words = JSON.stringify(goal.text.slice(limit.words.start, limit.words.end).trim());
    const message = `The goal says ${words}, and nothing in the plan is compared with that. Ask for it before acting.`;
    return [issueAt("goal_condition_left_out", { file, start: 0 }, message)];
  });
}

function isKept({ words }: Limit, { start, end }: Span, { text }: Goal): boolean {
  return (
    atMost.test(text.slice(words.start, words.end)) ||
    tries.test(text.slice(end)) ||
    tries.test(text.slice(start, end).replace(/^\S+/, ""))
  );
}

function isOrdered({ words }: Limit, deeds: readonly string[], { text }: Goal): boolean {
  const sentence = sentenceAround(text, words);
  // "my order, which cost more than 100 euros" tells something, and asks for nothing.
  if (/,\s*(?:which|who|whose)\s[^,;]*$/iu.test(text.slice(sentence.start, words.start))) return false;
  const said = text.slice(sentence.start, sentence.end);
  return deeds.length === 0 ? asking.test(said) : deeds.some((deed) => namesDeed(deed, said.replace(/"[^"]*"/g, " ")));
}

/** The number, in every unit of its kind. */
function valuesAt({ start, end }: Span, { reading }: Goal): readonly number[] {
  return reading.amounts
    .filter((amount) => start <= amount.start && amount.start < end)
    .flatMap(({ value, unit }) => [
      value,
      ...(unit === undefined ? [] : unitsLike(unit).flatMap((to) => converted(value, unit, to) ?? [])),
      ...(unit === undefined ? [] : [value * 100]),
    ]);
}

function literalsIn(file: ts.SourceFile): readonly (string | number)[] {
  const found: (string | number)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isNumericLiteral(node)) found.push(Number(node.text));
    if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
