import type ts from "typescript";
import { wordsIn } from "../field-names.js";
import { type CallFlow, type DataFlow, how, type Leaf, type LiteralOrigin } from "../flow/values/index.js";
import { fold, foldWord } from "../grounding/fold.js";
import type { Goal } from "../grounding/index.js";
import { connectives, stem } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { textsIn } from "./literals.js";
import { placeOf } from "./names.js";

/** A value of the goal with the word before it: the system "mail", page 1. */
interface Label {
  readonly word: string;
  readonly value: string | number;
}

/**
 * Calls that pass something else than the goal calls by the very name of the parameter: `system: "full"` where it says the system
 * "mail". An error only where the value is used nowhere in the plan, as nothing else then stands for it.
 */
export function findMislabelled(file: ts.SourceFile, { calls }: DataFlow, goal: Goal): readonly Issue[] {
  const labels = labelsIn(goal);
  const texts = textsIn(file).map((text) => fold(text).text);
  const passed = calls.flatMap((call) => call.leaves.flatMap((leaf) => passedBy(call, leaf) ?? []));
  const isUsed = ({ word, value }: Label) =>
    typeof value === "string"
      ? texts.some((text) => text === fold(value).text || (/\s/.test(value) && text.includes(fold(value).text)))
      : passed.some((one) => one.word === word && one.value === value);
  const missing = labels.filter((label) => !isUsed(label));
  return passed.flatMap((one) => {
    const own = labels.filter(({ word }) => word === one.word);
    const label = own.find((other) => missing.includes(other) && typeof other.value === typeof one.value);
    if (own.some(({ value }) => isSame(value, one.value))) return [];
    if (label !== undefined && !isNumberedFromZero(label, one)) return [labelIssue(one, label)];
    const quoted = goal.values.find(
      ({ kind, text: said }) => kind === "quoted" && !texts.some((text) => text.includes(fold(said).text)),
    );
    return quoted !== undefined && saysNothing(one.value) ? [emptyIssue(one, quoted.text)] : [];
  });
}

function labelIssue({ call, parameter, value }: Passed, label: Label): Issue {
  const message = `The goal calls ${JSON.stringify(label.value)} the ${label.word}, and the plan passes ${JSON.stringify(value)} as \`${parameter}\`. Pass what the goal says.`;
  return issueAt("other_choice", placeOf(call.call), message, "error");
}

function emptyIssue({ call, parameter, value }: Passed, quoted: string): Issue {
  const message = `The goal says ${JSON.stringify(quoted)}, which the plan leaves out, and ${JSON.stringify(value)}, which it passes as \`${parameter}\`, is no value of the goal. Pass what the goal says.`;
  return issueAt("made_up_value", placeOf(call.call), message, "error");
}

interface Passed {
  readonly call: CallFlow;
  readonly parameter: string;
  readonly word: string;
  readonly value: LiteralOrigin["value"];
}

/** A parameter that is given one literal and nothing else. */
function passedBy(call: CallFlow, { path, origins }: Leaf): Passed | undefined {
  const given = [...origins].filter(([, bits]) => bits !== how.implicit);
  const origin = given.length === 1 ? given[0]?.[0] : undefined;
  const word = wordsIn(path.split(/[.[\]]+/).findLast(Boolean) ?? "").at(-1);
  if (origin?.kind !== "literal" || word === undefined) return undefined;
  return { call, parameter: path, word: stem(foldWord(word)), value: origin.value };
}

function isSame(one: Label["value"], other: Passed["value"]): boolean {
  return typeof one === "string" && typeof other === "string" ? fold(one).text === fold(other).text : one === other;
}

/** Many count pages from 0 where people count from 1. */
function isNumberedFromZero({ value }: Label, passed: Passed): boolean {
  return typeof value === "number" && passed.value === value - 1;
}

function labelsIn({ text, reading, values }: Goal): readonly Label[] {
  const quoted = values.filter(({ kind }) => kind === "quoted");
  const isQuoted = (at: number) => quoted.some(({ start, end }) => start <= at && at < end);
  const ofQuotes = quoted.flatMap(({ start, text: value }): Label[] => {
    const word = /(\p{L}+)\s$/u.exec(text.slice(0, start))?.[1];
    return word === undefined ? [] : [{ word: stem(foldWord(word)), value }];
  });
  const ofNumbers = reading.tokens.flatMap(({ kind, key, start }, index): Label[] => {
    const before = reading.tokens[index - 1];
    if (kind !== "number" || before?.kind !== "word" || before.end + 1 !== start || isQuoted(start)) return [];
    return /^\d{1,6}(?![\d.,:/-]*\d|\p{L})/u.test(text.slice(start))
      ? [{ word: stem(before.key), value: Number(key) }]
      : [];
  });
  // Everything has an id.
  return [...ofQuotes, ...ofNumbers].filter(({ word }) => !/^(?:id|uuid|number)$/.test(word));
}

/** Words that may be a choice by themselves. */
const choices = new Set("all any each every none no not on off up down in out over under me i us".split(" "));

function saysNothing(value: LiteralOrigin["value"]): boolean {
  if (typeof value !== "string" || !/^\p{L}+$/u.test(value)) return false;
  const word = foldWord(value);
  return connectives.has(word) && word.length > 1 && !choices.has(word);
}
