/** "Archive it, and do not delete it": what the goal orders, and what it forbids beside that. */
import { isVerb } from "../words/verbs.js";
import type { Span } from "./mention.js";
import type { Token } from "./token.js";

export interface Prohibition extends Span {
  /** The verb that is forbidden. */
  readonly deed: string;
}

const joints = /^(?:and|but|or|nor)$/u;
const negligent = /^(?:forget|hesitate|fail|worry|neglect|miss|mind)$/u;
/** With one of these only some of what is named is forbidden. */
const conditions =
  /^(?:if|unless|until|when|while|except|only|just|before|after|without|instead|rather|more|less|than|or|but)$/u;

/** The stretches that only forbid, each from what joins it to the rest to the end of its sentence. None where it is the goal itself that forbids. */
export function prohibitionsIn(tokens: readonly Token[]): readonly Prohibition[] {
  const found: Prohibition[] = [];
  for (let at = 1; at < tokens.length; at += 1) {
    const verb = deniedVerb(tokens, at);
    const first = verb === undefined ? undefined : jointBefore(tokens, at);
    if (verb === undefined || first === undefined) continue;
    const next = sentenceEnd(tokens, verb);
    const said = tokens.slice(verb + 1, next).map(({ lower }) => lower);
    if (said.some((word) => conditions.test(word) || word === ",")) continue;
    found.push({ first, next, deed: tokens[verb]?.lower ?? "" });
    at = next;
  }
  return found;
}

/** The goal without them. */
export function withoutSpans(text: string, tokens: readonly Token[], spans: readonly Span[]): string {
  return [...spans]
    .sort((a, b) => b.first - a.first)
    .reduce((left, { first, next }) => {
      const [start, end] = [tokens[first]?.start ?? 0, tokens[next - 1]?.end ?? 0];
      return `${left.slice(0, start).trimEnd()}${left.slice(end)}`;
    }, text);
}

/** Where the verb of "do not delete", "don't delete", "never delete" stands. */
function deniedVerb(tokens: readonly Token[], at: number): number | undefined {
  const [first = "", second = ""] = tokens.slice(at, at + 2).map(({ lower }) => lower);
  const verb = first === "do" && second === "not" ? at + 2 : /^(?:don['’]t|dont|never)$/u.test(first) ? at + 1 : -1;
  const word = tokens[verb];
  return word !== undefined && isVerb(word.lower) && !negligent.test(word.lower) ? verb : undefined;
}

/** Where ", and", "but", ";" or the sentence before it ends; undefined where nothing sets it off. */
function jointBefore(tokens: readonly Token[], at: number): number | undefined {
  let first = at;
  if (/^(?:please|also)$/u.test(tokens[first - 1]?.lower ?? "")) first -= 1;
  const joint = joints.test(tokens[first - 1]?.lower ?? "") ? first - 1 : first;
  const sign = /^[,;]$/u.test(tokens[joint - 1]?.text ?? "") ? joint - 1 : joint;
  if (sign < first) return sign;
  return /^[.!?\n]$/u.test(tokens[first - 1]?.text ?? "") ? first : undefined;
}

function sentenceEnd(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < tokens.length && !/^[.!?;]$/u.test(tokens[at]?.text ?? "")) at += 1;
  return at;
}
