/** What a goal says of many things and a look at them does nothing about: "with low battery", "are due this week". */
import type { Span } from "../goal/mention.js";
import type { Token } from "../goal/token.js";
import type { Answer, Program } from "../program/program.js";
import { isHeard, type Vocabulary as Spoken } from "../solve/honour.js";
import type { ToolEntry } from "../tools/entry.js";
import { splitName } from "../words/split.js";
import { stem } from "../words/stem.js";
import { literalsOf } from "./heard.js";
import type { Vocabulary } from "./vocabulary.js";

interface Setting extends Pick<Vocabulary, "things"> {
  readonly entries: readonly ToolEntry[];
  /** Words that the program does something about for sure. */
  readonly placed: readonly Span[];
}

/** The first stretch that would narrow down what is listed or counted, and does not; undefined where there is none. */
export function unmetIn(program: Program, tokens: readonly Token[], setting: Setting): Span | undefined {
  if (program.steps.some((step) => step.kind === "call" && step.binding.spec.effect !== "read")) return undefined;
  const said = spokenBy(program, setting.entries);
  const given = literalsOf(program).map((value) => String(value).toLowerCase());
  // A number of things is a wrong number as soon as a word is passed over.
  const counts = program.answer?.how.kind === "count";
  const from = counts ? 0 : restrictionIn(tokens, setting.things);
  const at = tokens.findIndex((token, index) => {
    const isPlaced =
      setting.placed.some(({ first, next }) => index >= first && index < next) ||
      given.some((value) => value.includes(token.lower));
    if (isPlaced) return false;
    // A day that is written otherwise stands there as a date.
    if (token.kind === "date") return /^\d{4}-/u.test(token.text);
    if (token.kind === "id" || token.kind === "email") return true;
    return index >= from && !relative.test(token.lower) && !isHeard(tokens, index, said);
  });
  return at < 0 ? undefined : { first: at, next: stretchEnd(tokens, at) };
}

const relative = /^(?:with|without|that|who|whose|which|have|has|had|are|is|was|were|do|does|did)$/u;

/** Where the words begin that say which of the things are meant: behind the things. */
function restrictionIn(tokens: readonly Token[], things: ReadonlySet<string>): number {
  const thing = tokens.findIndex(({ kind, stem: word }) => kind === "word" && things.has(word));
  const at = tokens.findIndex(({ lower }, index) => index > thing && relative.test(lower));
  return thing < 0 || at < 0 ? tokens.length : at;
}

function stretchEnd(tokens: readonly Token[], first: number): number {
  const length = tokens.slice(first).findIndex(({ kind }) => kind === "punctuation");
  return length < 0 ? tokens.length : first + Math.max(1, length);
}

function keysOf(how: Answer["how"]): readonly { readonly key: string }[] {
  if (how.kind === "best") return [how.ranking];
  return "key" in how ? [how] : [];
}

function spokenBy({ steps, answer }: Program, entries: readonly ToolEntry[]): Spoken {
  const calls = steps.flatMap((step) =>
    entries.filter(({ binding }) => step.kind === "call" && step.binding === binding),
  );
  const used = answer === undefined ? [] : [...answer.where, ...keysOf(answer.how)];
  return {
    tools: new Set(calls.flatMap(({ name }) => name)),
    names: new Set([
      ...calls.flatMap(({ name, parameters, things }) => [...name, ...parameters, ...things]),
      ...used.flatMap(({ key }) => splitName(key)).map(stem),
    ]),
    descriptions: new Set(calls.flatMap(({ description }) => [...description])),
    deeds: calls.flatMap(({ deeds }) => deeds),
  };
}
