/**
 * What answers repeat of the question: whoever asks for ticket 7 gets a ticket with that number, and whoever asks for open
 * tickets gets open ones. Read off the signatures: a member of the same name that is an id, or one of the same choice, and that
 * may be whatever the argument may be.
 */
import type { Echo } from "../../sandbox/index.js";
import { resolveRef, type Schema, type SchemaObject, type ToolSpec } from "../../toolspecs/index.js";
import { isIdName } from "../field-names.js";

const deepest = 4;

export function echoesOf({ input, output }: Pick<ToolSpec, "input" | "output">): readonly Echo[] {
  const asked = plain(input, input)?.properties ?? {};
  const places = placesIn(output.schema, { root: output.schema, at: [] });
  return Object.entries(asked).flatMap(([argument, schema]) => {
    const given = plain(schema, input);
    if (given === undefined) return [];
    return places
      .filter((place) => place.at.at(-1) === argument && repeats(argument, given, place.schema))
      .map(({ at }) => ({ argument, at }));
  });
}

interface Place {
  readonly at: readonly string[];
  readonly schema: SchemaObject;
}

/** Every member of the records that an output is, or is a list of. */
function placesIn(
  schema: Schema,
  { root, at }: { readonly root: Schema; readonly at: readonly string[] },
): readonly Place[] {
  const here = plain(schema, root);
  if (here === undefined || at.length > deepest) return [];
  const members = Object.entries(here.properties ?? {}).flatMap(([name, member]) => {
    const inner = plain(member, root);
    if (inner === undefined) return [];
    const place = { at: [...at, name], schema: inner };
    return inner.items === undefined ? [place] : [place, ...placesIn(inner, { root, at: place.at })];
  });
  return here.items === undefined ? members : [...members, ...placesIn(here.items, { root, at: [...at, "[]"] })];
}

function plain(schema: Schema, root: Schema): SchemaObject | undefined {
  if (typeof schema === "boolean") return undefined;
  if (schema.$ref === undefined) return schema;
  const target = resolveRef(root, schema.$ref);
  return target === undefined || typeof target === "boolean" || target.$ref !== undefined ? undefined : target;
}

/** All that can bound a text or a number. */
const bounds = [
  ...["type", "enum", "const", "pattern", "format", "minLength", "maxLength"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "anyOf", "oneOf", "allOf", "not"],
] as const satisfies readonly (keyof SchemaObject)[];

function repeats(name: string, asked: SchemaObject, answered: SchemaObject): boolean {
  const same = (key: (typeof bounds)[number]) => JSON.stringify(asked[key]) === JSON.stringify(answered[key]);
  const isChoice = asked.enum !== undefined && same("enum");
  const isCode = asked.pattern !== undefined && same("pattern");
  return (isChoice || isCode || isIdName(name)) && bounds.every((key) => answered[key] === undefined || same(key));
}
