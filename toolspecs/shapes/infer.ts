/** The schema that says what was seen, and no more than a plan may build on. */
import type { Json } from "../json.js";
import type { Schema, SchemaObject, SchemaType } from "../schema.js";
import type { ToolOutput } from "../toolspec.js";
import { type Kinds, maxDepth, nothing, observe, type Seen } from "./seen.js";

/** A type that nobody could read helps nobody: of a larger one the innermost levels are left open. */
const maxNodes = 2_000;

/**
 * Equal for equal sets of outputs, in whichever order they came. Records stay open, for the next output may have more
 * fields; items of arrays that were always empty are not known.
 */
export function schemaOf(seen: Seen): Schema {
  let whole = rendered(seen, maxDepth);
  for (let depth = maxDepth - 1; whole.nodes > maxNodes && depth > 0; depth -= 1) whole = rendered(seen, depth);
  return whole.schema;
}

/** An output of which only examples are known; `whence` ends the sentence about them. */
export function outputFrom(examples: readonly Json[], whence = ""): ToolOutput {
  const seen = examples.reduce<Seen>(observe, nothing);
  const basis = `assumed from ${counted(examples.length, "example")}${whence}`;
  return { schema: schemaOf(seen), origin: "assumed", basis };
}

/** `1 example`, `2 examples`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

interface Rendered {
  readonly schema: Schema;
  readonly nodes: number;
}

function rendered(seen: Seen, depth: number): Rendered {
  let nodes = 0;
  const render = (part: Seen, left: number): Schema => {
    nodes += 1;
    if (part === "anything" || left < 0) return true;
    const types = typesOf(part);
    if (types.length === 0) return true;
    const below = (inner: Seen): Schema => render(inner, left - 1);
    const [only, ...more] = types;
    return {
      ...(only === undefined ? {} : { type: more.length === 0 ? only : types }),
      ...(part.string?.[0] === undefined ? {} : { format: part.string[0] }),
      ...(part.array === undefined ? {} : itemsOf(below(part.array))),
      ...(part.object === undefined ? {} : membersOf(part.object, below)),
    };
  };
  return { schema: render(seen, depth), nodes };
}

function typesOf(kinds: Kinds): readonly SchemaType[] {
  const { null: none, boolean, number, string, array, object } = kinds;
  return [
    ...(object === undefined ? [] : ["object" as const]),
    ...(array === undefined ? [] : ["array" as const]),
    ...(string === undefined ? [] : ["string" as const]),
    ...(number === undefined ? [] : [number]),
    ...(boolean === undefined ? [] : ["boolean" as const]),
    ...(none === undefined ? [] : ["null" as const]),
  ];
}

function itemsOf(items: Schema): SchemaObject {
  return items === true ? {} : { items };
}

function membersOf(object: NonNullable<Kinds["object"]>, below: (seen: Seen) => Schema): SchemaObject {
  if (object.kind === "map") return { additionalProperties: below(object.values) };
  const names = [...object.fields.keys()].sort();
  const required = names.filter((name) => object.fields.get(name)?.always === true);
  return {
    properties: Object.fromEntries(names.map((name) => [name, below(object.fields.get(name)?.seen ?? "anything")])),
    ...(required.length === 0 ? {} : { required }),
  };
}
