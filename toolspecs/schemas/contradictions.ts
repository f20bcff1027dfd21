/**
 * What makes a schema impossible to satisfy by its own words. Each check is one entry of the table: given a schema, it
 * gives sentences. Only what can be seen within one schema is looked at; a contradiction spread over references and
 * `allOf` shows itself when values are generated.
 */
import type { Json } from "../json.js";
import type { Schema, SchemaObject } from "../schema.js";
import { hasType } from "./types.js";

export interface Contradiction {
  readonly keyword: string;
  readonly message: string;
}

type Check = (schema: SchemaObject) => readonly Contradiction[];

const checks: readonly Check[] = [bounds, exclusiveBounds, steps, values, required, lengths, choices];

export function contradictions(schema: SchemaObject): readonly Contradiction[] {
  return checks.flatMap((check) => check(schema));
}

const pairs = [
  ["minimum", "maximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
  ["minContains", "maxContains"],
  ["minProperties", "maxProperties"],
] as const;

function bounds(schema: SchemaObject): readonly Contradiction[] {
  return pairs.flatMap(([low, high]) => {
    const [least, most] = [schema[low], schema[high]];
    if (typeof least !== "number" || typeof most !== "number" || least <= most) return [];
    return says(low, `${low} ${least} is above ${high} ${most}; no value fits. Swap or correct them`);
  });
}

function exclusiveBounds(schema: SchemaObject): readonly Contradiction[] {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema;
  const least = exclusiveMinimum ?? minimum;
  const most = exclusiveMaximum ?? maximum;
  if (exclusiveMinimum === undefined && exclusiveMaximum === undefined) return [];
  if (least === undefined || most === undefined || least < most) return [];
  return says("exclusiveMinimum", `nothing lies between ${least} and ${most} when a bound is exclusive. Widen them`);
}

function steps({ multipleOf }: SchemaObject): readonly Contradiction[] {
  if (multipleOf === undefined || multipleOf > 0) return [];
  return says("multipleOf", `multipleOf is ${multipleOf}, and must be above 0`);
}

function values(schema: SchemaObject): readonly Contradiction[] {
  const { type } = schema;
  const allowed = schema.enum;
  if (allowed?.length === 0) return says("enum", "the enum is empty, so no value fits. List the values or remove it");
  if (type === undefined) return [];
  if (type.length === 0) return says("type", "the list of types is empty, so no value fits. Name one or remove it");
  const ofType = (value: Json) => hasType(value, type);
  if (allowed !== undefined && !allowed.some(ofType)) {
    return says("enum", `no value of the enum is of type ${show(type)}. Correct the type or the values`);
  }
  if (schema.const !== undefined && !ofType(schema.const)) {
    return says("const", `the constant is not of type ${show(type)}. Correct the type or the constant`);
  }
  return [];
}

function required(schema: SchemaObject): readonly Contradiction[] {
  return (schema.required ?? []).flatMap((name) => {
    const property = ownProperty(schema, name);
    if (property === false) {
      return says(
        "required",
        `${JSON.stringify(name)} is required, and its schema allows no value. Drop one of the two`,
      );
    }
    if (property !== undefined || schema.additionalProperties !== false || matchesPattern(schema, name)) return [];
    return says(
      "required",
      `${JSON.stringify(name)} is required, but is no property and additionalProperties is false. Add it to properties`,
    );
  });
}

function ownProperty({ properties }: SchemaObject, name: string): Schema | undefined {
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function matchesPattern({ patternProperties }: SchemaObject, name: string): boolean {
  // A pattern from outside can take for ever on a long name, so on those it gets the benefit of the doubt.
  return Object.keys(patternProperties ?? {}).some(
    (pattern) => name.length > 20 || new RegExp(pattern, "u").test(name),
  );
}

function lengths(schema: SchemaObject): readonly Contradiction[] {
  const { minItems = 0, prefixItems = [], items, maxProperties = Number.POSITIVE_INFINITY } = schema;
  const names = schema.required?.length ?? 0;
  return [
    ...(items === false && minItems > prefixItems.length
      ? says("minItems", `minItems is ${minItems}, but only ${prefixItems.length} items are allowed. Lower it`)
      : []),
    ...(names > maxProperties
      ? says("maxProperties", `${names} properties are required, but at most ${maxProperties} allowed. Raise it`)
      : []),
  ];
}

function choices(schema: SchemaObject): readonly Contradiction[] {
  return (["anyOf", "oneOf"] as const).flatMap((keyword) =>
    schema[keyword]?.length === 0
      ? says(keyword, `${keyword} is empty, so no value fits. Add a schema or remove it`)
      : [],
  );
}

function says(keyword: string, message: string): readonly Contradiction[] {
  return [{ keyword, message }];
}

function show(type: NonNullable<SchemaObject["type"]>): string {
  return typeof type === "string" ? type : type.join(" or ");
}
