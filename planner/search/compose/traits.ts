import type { Token } from "../goal/token.js";
import { type Shape, shapeOf } from "../schema/shape.js";
import type { ToolEntry } from "../tools/entry.js";
import { stopWords } from "../words/stopwords.js";
import { isVerb } from "../words/verbs.js";
import { fieldsOf, traitOf } from "./fields.js";
import type { Adjective } from "./modifier.js";

/** Words of the goal that say of the elements of some tool's list which of them are meant. */
export function adjectivesIn(tokens: readonly Token[], entries: readonly ToolEntry[]): readonly Adjective[] {
  const elements = entries.filter(({ acts }) => !acts).flatMap(elementsOf);
  return tokens.flatMap((token, index) => {
    if (token.kind !== "word" || stopWords.has(token.lower) || (isVerb(token.lower) && index === 0)) return [];
    const negated = tokens[index - 1]?.lower === "not" ? 1 : 0;
    const word = negated === 1 ? `un${token.lower}` : token.lower;
    const known = elements.some((element) => traitOf(fieldsOf(element), word) !== undefined);
    return known ? [{ word, first: index - negated, next: index + 1 }] : [];
  });
}

/** The shapes of the elements of the lists that a tool returns. */
function elementsOf({ binding }: ToolEntry): readonly Shape[] {
  const { schema } = binding.spec.output;
  const whole = shapeOf(schema, typeof schema === "boolean" ? {} : schema);
  const properties = Object.values(whole.schema.properties ?? {}).map((one) => shapeOf(one, whole.root));
  return [whole, ...properties]
    .filter(({ type }) => type === "array")
    .map(({ schema: { items }, root }) => shapeOf(items ?? true, root))
    .filter(({ type }) => type === "object");
}
