/** "All lights", where no tool knows lights, but devices whose kind is `light`: the things by what they are. */
import type { Token } from "../goal/token.js";
import { elementsOf } from "../link/outputs.js";
import { valuesOf } from "../schema/shape.js";
import type { ToolEntry } from "../tools/entry.js";
import { splitName } from "../words/split.js";
import { isPlural, singular } from "../words/stem.js";
import { fieldsOf, joinedWords } from "./fields.js";
import type { Vocabulary } from "./vocabulary.js";

/** The goal with the name of the things put behind such a word; undefined where it has none, or where it may be of several. */
export function withNouns(
  text: string,
  tokens: readonly Token[],
  { entries, things }: Pick<Vocabulary, "things"> & { readonly entries: readonly ToolEntry[] },
): string | undefined {
  const found = tokens.flatMap((token, index) => {
    const isThing = [token, tokens[index + 1]].some((one) => one?.kind === "word" && things.has(one.stem));
    if (token.kind !== "word" || isThing || !isOfMany(tokens, index)) return [];
    const nouns = entries.flatMap((entry) => nounFor(entry, singular(token.lower)) ?? []);
    return new Set(nouns).size === 1 ? [{ token, noun: nouns[0] ?? "" }] : [];
  });
  const [one, another] = found;
  if (one === undefined || another !== undefined) return undefined;
  const { token, noun } = one;
  const named = `${singular(token.lower)} ${isPlural(token.lower) ? noun : singular(noun)}`;
  return `${text.slice(0, token.start)}${named}${text.slice(token.end)}`;
}

/** "All lights", "the lights", "every light". */
function isOfMany(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.lower ?? "";
  if (/^(?:every|each)$/u.test(before)) return true;
  return /^(?:all|the|any|many|which)$/u.test(before) && isPlural(tokens[index]?.lower ?? "");
}

/** What a tool that only looks calls the things it lists, if the word is a value of one of their fields. */
function nounFor({ acts, binding }: ToolEntry, word: string): string | undefined {
  const noun = splitName(binding.spec.name).at(-1) ?? "";
  if (acts || !isPlural(noun)) return undefined;
  const values = elementsOf(binding.spec.output.schema)
    .flatMap(fieldsOf)
    .flatMap(({ shape }) => valuesOf(shape.schema) ?? []);
  return values.some((value) => typeof value === "string" && joinedWords(value) === joinedWords(word))
    ? noun
    : undefined;
}
