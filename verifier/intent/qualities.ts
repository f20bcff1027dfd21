/** What tools tell of things in one word: fields that are true or false, and the members of a choice of texts. */
import { describingWord } from "../field-names.js";
import { schemasAt } from "../flow/schema-at.js";
import type { CallFlow } from "../flow/values/index.js";
import { foldWord } from "../grounding/fold.js";
import type { Goal, Span } from "../grounding/index.js";

export interface Quality {
  readonly call: CallFlow;
  /** Of the field in what the call returns. */
  readonly path: string;
  /** As words are compared. */
  readonly word: string;
  /** What the field is then. */
  readonly value: string | true;
  /** The choices of the field, where the word is one of them. */
  readonly members?: readonly string[];
}

/** Deeper than records in lists of records nobody names a field of. */
const deepest = 4;

export function qualitiesIn(call: CallFlow): readonly Quality[] {
  const found = new Map<string, Quality>();
  const root = call.binding.spec.output.schema;
  const visit = (path: string, depth: number): void => {
    for (const { type, properties, items, enum: choices } of schemasAt(root, path)) {
      const word = describingWord(path);
      if (type === "boolean" && word !== undefined) found.set(path, { call, path, word: foldWord(word), value: true });
      const members = (choices ?? []).filter((one) => typeof one === "string");
      for (const one of members) {
        if (/^\p{L}{3,}$/u.test(one))
          found.set(`${path}=${one}`, { call, path, word: foldWord(one), value: one, members });
      }
      if (depth === deepest) continue;
      for (const name of Object.keys(properties ?? {})) visit(path === "" ? name : `${path}.${name}`, depth + 1);
      if (items !== undefined) visit(`${path}[]`, depth + 1);
    }
  };
  visit("", 0);
  return [...found.values()];
}

/** "unconfirmed" is a word about what is confirmed. Undefined for one that stands nowhere, more than once, or in a quotation. */
export function onlyPlaceOf({ reading, values }: Goal, word: string): Span | undefined {
  const [place, ...more] = reading.tokens.filter(({ key }) => key === word || key === `un${word}`);
  const isQuoted = values.some(
    ({ kind, start, end }) => kind === "quoted" && place !== undefined && start < place.start && place.start < end,
  );
  if (place === undefined || more.length > 0 || isQuoted) return undefined;
  return place.key === word ? place : { start: place.start + 2, end: place.end };
}
