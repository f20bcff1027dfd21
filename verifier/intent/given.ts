/** What changes are given of the words of a goal. */
import type ts from "typescript";
import { wordsIn } from "../field-names.js";
import { schemasAt } from "../flow/schema-at.js";
import { type CallFlow, how, type LiteralOrigin } from "../flow/values/index.js";
import type { Goal, Span } from "../grounding/index.js";
import { tokensOf } from "../grounding/tokens.js";
import { stem } from "../grounding/words.js";
import type { GroundedLiteral } from "./made-up.js";

/** A value of the goal that a change is given. */
export interface Given {
  readonly call: CallFlow;
  readonly path: string;
  readonly value: LiteralOrigin["value"];
  /** Every place of the goal where it stands. */
  readonly places: readonly Span[];
}

/** One that is written in the program. */
export interface WrittenGiven extends Given {
  readonly node: ts.Node;
}

export function givenIn(
  calls: readonly CallFlow[],
  literals: readonly GroundedLiteral[],
  goal: Goal,
): readonly WrittenGiven[] {
  const known = new Map(literals.map((literal) => [literal.node, literal]));
  // What the plan tells apart itself it may well leave out.
  const compared = new Set(
    literals.flatMap(({ value, uses }) => (uses.some(({ as }) => as === "condition") ? [value] : [])),
  );
  return calls.flatMap((call) => {
    if (call.binding.spec.effect === "read") return [];
    return call.leaves.flatMap(({ path, origins }) => {
      if (isElsewhere(path)) return [];
      return [...origins].flatMap(([origin, bits]) => {
        const literal = origin.kind === "literal" && bits & how.direct ? known.get(origin.node) : undefined;
        if (literal === undefined || compared.has(literal.value)) return [];
        return [{ call, path, value: literal.value, node: literal.node, places: placesOf(literal, goal) }];
      });
    });
  });
}

/** Whether a parameter takes what is left out or replaced, or what people read. */
export function isElsewhere(path: string): boolean {
  return wordsIn(path).some((word) => otherwise.test(word));
}

const otherwise =
  /^(?:exclu|except|without|avoid|not?$|omit|skip|ignor|bann?|block|den[iy]|keep|kept|spare|remov|old|previous|protect|text|message|body|notes?$|content|comment|descri|reason|summary|prompt|question|caption|subject|title|quer)/u;

/** None where it is put together, or where some of it may be a piece of something else. */
function placesOf({ grounding }: GroundedLiteral, { text }: Goal): readonly Span[] {
  if (grounding.by !== "goal" || grounding.parts !== undefined) return [];
  const word = text.slice(grounding.start, grounding.end).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "giu"))].map(
    ({ 0: { length }, index }) => ({
      start: index,
      end: index + length,
    }),
  );
}

/** Words between a denial and what it is about that single nothing else out. */
const filling = new Set(
  "a an the to in on at for from with of into onto by my our your his her its their this that these those any one ones and or called named please".split(
    " ",
  ),
);

export function isFilling(word: string): boolean {
  return filling.has(word);
}

/** Whether the words say no more than what the call is and which parameter it is about; or than what else it is given. */
export function isAbout(words: string, given: Given, { besides }: { readonly besides: boolean }): boolean {
  const said = [...namesOf(given), ...(besides ? valuesOf(given.call) : [])];
  return tokensOf(words).every(({ key }) => filling.has(key) || said.some((own) => isAlike(own, key)));
}

/** `env` is short for "environment". */
function isAlike(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return stem(one) === stem(other) || (short.length > 2 && long.startsWith(short));
}

function namesOf({ call: { binding }, path }: Given): readonly string[] {
  const described = schemasAt(binding.spec.input, path).map(({ description = "" }) => description);
  const keys = described.flatMap((text) => tokensOf(text).map(({ key }) => key));
  return [...wordsIn(binding.spec.name), ...wordsIn(binding.namespace), ...wordsIn(path), ...keys];
}

function valuesOf({ leaves }: CallFlow): readonly string[] {
  const literals = leaves.flatMap(({ origins }) =>
    [...origins.keys()].flatMap((origin) => (origin.kind === "literal" ? [String(origin.value)] : [])),
  );
  return literals.flatMap((text) => tokensOf(text).map(({ key }) => key));
}
