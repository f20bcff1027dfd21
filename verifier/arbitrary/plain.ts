import fc from "fast-check";
import {
  canonicalJson,
  failure,
  type Json,
  type SchemaObject,
  type SchemaType,
  says,
  success,
  typesOf,
} from "../../toolspecs/index.js";
import { plainlyAccepts } from "./accepts.js";
import { isSilent } from "./alternatives.js";
import { anything } from "./anything.js";
import { arrays } from "./arrays.js";
import { integers, numbers } from "./numbers.js";
import { objects } from "./objects.js";
import { impossible, type Made, type Place, type Source, type Unmade } from "./place.js";
import { sieve } from "./sieve.js";
import { strings } from "./strings.js";

/** Keywords that values are not generated after: what is made is checked against them. */
const onlyChecked = [
  ...["allOf", "anyOf", "oneOf", "not", "if", "dependentRequired", "dependentSchemas", "dependencies"],
  ...["unevaluatedProperties", "unevaluatedItems", "propertyNames", "maxContains"],
];
/** Simplest first: values shrink in this order. */
const allTypes: readonly SchemaType[] = ["null", "boolean", "integer", "number", "string", "array", "object"];

/** Values of a schema without branches and references. */
export function plainValues(schema: SchemaObject, place: Place): Made {
  if (isSilent(schema)) return withExamples({ values: anything, weight: 3 }, schema, place);
  const values = listed(schema);
  const made = values === undefined ? typed(schema, place) : literals(values, schema, place);
  if (!made.ok) return made;
  const full = withExamples(made.value, schema, place);
  const checked =
    says(schema, ...onlyChecked) || (says(schema, "contains") && says(schema, "prefixItems", "uniqueItems"));
  if (!checked || !full.ok) return full;
  const accepts = place.accepts(schema);
  return accepts === undefined ? impossible(place, "the schema cannot be checked") : sieve(full.value, accepts, place);
}

function listed(schema: SchemaObject): readonly Json[] | undefined {
  return schema.const === undefined ? schema.enum : [schema.const];
}

function literals(values: readonly Json[], schema: SchemaObject, place: Place): Made {
  const fitting = acceptable(values, schema, place);
  if (fitting.length === 0) return impossible(place, "none of the listed values keeps to the rest of the schema");
  return success({ values: fc.constantFrom(...fitting), weight: 1 });
}

function typed(schema: SchemaObject, place: Place): Made {
  const types = typesOf(schema) ?? allTypes.filter((type) => type !== "integer");
  const simplestFirst = types.toSorted((a, b) => allTypes.indexOf(a) - allTypes.indexOf(b));
  const made = simplestFirst.map((type) => ofType(type, schema, place));
  return either(made, place);
}

function ofType(type: SchemaType, schema: SchemaObject, place: Place): Made {
  if (type === "null") return success({ values: fc.constant(null), weight: 1 });
  if (type === "boolean") return success({ values: fc.boolean(), weight: 1 });
  if (type === "integer") return integers(schema, place);
  if (type === "number") return numbers(schema, place);
  if (type === "string") return strings(schema, place);
  return type === "array" ? arrays(schema, place) : objects(schema, place);
}

/** Values of any of the sources that could be made, simplest first; the first reason if none could. */
export function either(made: readonly Made[], place: Place): Made {
  const issues: Unmade[] = [];
  const sources: Source[] = [];
  for (const one of made) {
    if (one.ok) sources.push(one.value);
    else issues.push(...one.issues);
  }
  const [first, ...others] = sources.toSorted((a, b) => a.weight - b.weight);
  // What is only too large is worth more than what makes no sense: it could be had.
  const reason = issues.find((issue) => issue.tooLarge) ?? issues[0];
  if (first === undefined)
    return reason === undefined ? impossible(place, "the schema allows no value") : failure(reason);
  if (others.length === 0) return success(first);
  const values = fc.oneof({ withCrossShrink: true }, first.values, ...others.map((source) => source.values));
  return success({ values, weight: Math.max(...sources.map((source) => source.weight)) });
}

/** Mixes in what the authors of the schema thought of, as far as it keeps to their schema. */
export function withExamples(source: Source, schema: SchemaObject, place: Place): Made {
  const thought = [...(schema.default === undefined ? [] : [schema.default]), ...(schema.examples ?? [])];
  const fitting = acceptable(thought, schema, place);
  if (fitting.length === 0) return success(source);
  const known = { weight: 1, arbitrary: fc.constantFrom(...fitting) };
  return success({
    ...source,
    values: fc.oneof({ withCrossShrink: true }, { weight: 2, arbitrary: source.values }, known),
  });
}

function acceptable(values: readonly Json[], schema: SchemaObject, place: Place): readonly Json[] {
  if (values.length === 0) return [];
  const { enum: options, const: only, ...rest } = schema;
  const listedValues = listed(schema);
  // A set, as an enum may list a hundred thousand values.
  const known = listedValues && new Set(listedValues.map(canonicalJson));
  let accepts: ((value: Json) => boolean) | undefined;
  return values.filter((value) => {
    if (known !== undefined && !known.has(canonicalJson(value))) return false;
    const plainly = plainlyAccepts(rest, value);
    if (plainly !== undefined) return plainly;
    accepts ??= place.accepts(schema) ?? (() => false);
    return accepts(value);
  });
}
