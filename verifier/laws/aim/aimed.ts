import fc from "fast-check";
import { isObject, type Json, resolveRef, type Schema, type SchemaObject, typesOf } from "../../../toolspecs/index.js";
import { validatorOf } from "../../../validation/index.js";
import { plainlyAccepts } from "../../arbitrary/accepts.js";
import { isSilent } from "../../arbitrary/alternatives.js";
import { arbitraryOf } from "../../arbitrary/arbitrary.js";
import type { TextsLike } from "../../arbitrary/patterns.js";
import { selfContained } from "../../arbitrary/root.js";
import type { Aim } from "./aim.js";

/**
 * `open`: a schema that says the same as before, in words that lead to what the program looks for: its constants as examples,
 * and "or the same, this long" beside what is there. `narrow`: a schema for values that keep to the old one and are mostly
 * what the program looks for, so that several conditions on the way to a branch hold at once.
 */
export type Manner = "open" | "narrow";

interface Site {
  readonly root: Schema;
  readonly manner: Manner;
}

export function aimed(root: Schema, aim: Aim, manner: Manner): Schema {
  if (aim.empty && aim.members.size === 0 && aim.item === undefined) return root;
  // Narrowing the root would narrow what refers to it, which may stand where less is more: in a `not`.
  const circular = JSON.stringify(root).includes('"$ref":"#"');
  return aimedAt(root, aim, { root, manner: circular ? "open" : manner });
}

function aimedAt(schema: Schema, aim: Aim, site: Site): Schema {
  if (schema === false) return false;
  if (schema === true || isSilent(schema)) return shaped(schema === true ? {} : schema, aim, site);
  if (schema.$ref !== undefined) {
    const { $ref, ...rest } = schema;
    const target = resolveRef(site.root, $ref);
    if (target === undefined) return schema;
    // Only on the way to what is aimed at; elsewhere the reference stays one.
    return { ...rest, allOf: [...(schema.allOf ?? []), aimedAt(target, aim, site)] };
  }
  const inBranches = branchesAimed(schema, aim, site);
  const inParts = { ...inBranches, ...membersAimed(inBranches, aim, site), ...itemsAimed(inBranches, aim, site) };
  return scalarsAimed(sizesAimed(inParts, aim, site), aim, site);
}

function branchesAimed(schema: SchemaObject, aim: Aim, site: Site): SchemaObject {
  const each = (options: readonly Schema[], at: Site) => options.map((option) => aimedAt(option, aim, at));
  return {
    ...schema,
    ...(schema.allOf && { allOf: each(schema.allOf, site) }),
    ...(schema.anyOf && { anyOf: each(schema.anyOf, site) }),
    // A value fits one option and no other: narrowing one would let in what two of them took.
    ...(schema.oneOf && { oneOf: each(schema.oneOf, { ...site, manner: "open" }) }),
  };
}

function membersAimed(schema: SchemaObject, aim: Aim, site: Site): SchemaObject {
  if (!allows(schema, "object")) return {};
  // A tool may have a member that objects inherit, such as `constructor`.
  const properties = new Map(Object.entries(schema.properties ?? {}));
  const wanted: string[] = [];
  for (const [name, inner] of aim.members) {
    const known = properties.get(name);
    const before = known ?? schema.additionalProperties ?? true;
    // In a branch of a larger schema, a name that is not here may be known elsewhere.
    if (before === false || (known === undefined && isPart(schema))) continue;
    properties.set(name, aimedAt(before, inner, site));
    wanted.push(name);
  }
  if (wanted.length === 0 && aim.item === undefined) return {};
  const required = site.manner === "narrow" ? { required: [...new Set([...(schema.required ?? []), ...wanted])] } : {};
  const rest = schema.additionalProperties;
  const dictionary =
    aim.item !== undefined && isObject(rest) ? { additionalProperties: aimedAt(rest, aim.item, site) } : {};
  return { ...(wanted.length > 0 ? { properties: Object.fromEntries(properties), ...required } : {}), ...dictionary };
}

function isPart(schema: SchemaObject): boolean {
  return schema.properties === undefined && schema.additionalProperties === undefined && schema.type === undefined;
}

function itemsAimed(schema: SchemaObject, aim: Aim, site: Site): SchemaObject {
  if (!allows(schema, "array")) return {};
  const item = aim.ofItems;
  if (item === undefined) return {};
  if (schema.items === undefined && schema.type === undefined) return {};
  const prefix = schema.prefixItems?.map((one) => aimedAt(one, item, site));
  const rest =
    schema.items === undefined && prefix !== undefined ? {} : { items: aimedAt(schema.items ?? true, item, site) };
  return { ...rest, ...(prefix && { prefixItems: prefix }) };
}

/** Lists as long as the program asks about. */
function sizesAimed(schema: SchemaObject, { sizes }: Aim, { manner }: Site): SchemaObject {
  if (sizes.size === 0 || !typesOf(schema)?.includes("array")) return schema;
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const fitting = [...sizes].filter((size) => size >= minItems && size <= maxItems);
  if (fitting.length === 0) return schema;
  if (manner === "narrow") return { ...schema, minItems: Math.max(...fitting) };
  const exactly = fitting.map((size) => ({ minItems: size, maxItems: size }));
  return { ...schema, allOf: [...(schema.allOf ?? []), { anyOf: [true, ...exactly] }] };
}

function scalarsAimed(schema: SchemaObject, aim: Aim, site: Site): SchemaObject {
  if (schema.allOf || schema.anyOf || schema.oneOf) return schema;
  const accepts = acceptedBy(schema, site.root);
  const fitting = (some: readonly Json[]) => some.filter((value) => isOfSomeType(schema, value) && accepts(value));
  const constants = fitting(wantedValues(schema, aim));
  const shared = fitting(aim.shared);
  if (constants.length + shared.length === 0) return schema;
  if (site.manner === "open" || allows(schema, "object") || allows(schema, "array")) {
    return { ...schema, examples: [...(schema.examples ?? []), ...constants, ...shared] };
  }
  const values = constants.length > 0 ? constants : shared;
  if (schema.const !== undefined) return schema;
  // One that nobody asked for stays, so that the last branch of a choice is not cut off.
  const other = schema.enum?.find((value) => !values.includes(value));
  const { default: _default, examples: _examples, ...rest } = schema;
  return { ...rest, enum: other === undefined ? values : [...values, other] };
}

function wantedValues(schema: SchemaObject, { values, sizes, parsed }: Aim): readonly Json[] {
  if (!allows(schema, "string")) return values;
  const long = schema.type === "string" ? [...sizes].map((size) => "x".repeat(size)) : [];
  return [...values, ...long, ...(parsed === undefined ? [] : textsOf(parsed))];
}

/** JSON texts of the shape that a program looks for in a text. */
function textsOf(parsed: Aim): readonly string[] {
  const values = [...sample(shapeOf(parsed, "narrow"), 8), ...sample(shapeOf(parsed, "open"), 4)];
  return [...new Set(values.map((value) => JSON.stringify(value)))];
}

/** Values of a schema: few, and always the same ones. */
export function sample(schema: Schema, count: number, textsLike?: TextsLike): readonly Json[] {
  const made = arbitraryOf(schema, textsLike);
  return made.ok ? fc.sample(made.value, { numRuns: count, seed: 1 }) : [];
}

/** What nobody declared takes the shape the program narrows it to, among others. */
function shaped(schema: SchemaObject, aim: Aim, { manner }: Site): Schema {
  const narrow = shapeOf(aim, "narrow");
  if (narrow === true) return { ...schema, examples: [...(schema.examples ?? []), ...aim.values] };
  return manner === "narrow" ? { ...schema, ...narrow } : { ...schema, anyOf: [true, shapeOf(aim, "open"), narrow] };
}

function shapeOf(aim: Aim, manner: Manner): true | SchemaObject {
  const { members, item, kinds, values, parsed } = aim;
  const options: SchemaObject[] = [];
  const site: Site = { root: true, manner };
  if (members.size > 0) {
    const properties = Object.fromEntries([...members].map(([name, inner]) => [name, aimedAt(true, inner, site)]));
    const required = manner === "narrow" ? { required: [...members.keys()] } : {};
    options.push({ type: "object", properties, ...required });
  } else if (kinds.has("object")) {
    options.push({ type: "object", additionalProperties: item === undefined ? true : aimedAt(true, item, site) });
  }
  if (item !== undefined && !(kinds.has("object") && members.size === 0)) {
    options.push(sizesAimed({ type: "array", items: aimedAt(true, item, site) }, aim, site));
  }
  if (parsed !== undefined) options.push({ type: "string", examples: textsOf(parsed) });
  for (const kind of kinds)
    if (kind !== "object") options.push(scalarsAimed({ type: kind }, aim, { ...site, manner: "open" }));
  if (values.length > 0) options.unshift({ enum: values });
  const [only, ...others] = options;
  if (only === undefined) return true;
  return others.length === 0 ? only : { anyOf: options };
}

function allows(schema: SchemaObject, type: "object" | "array" | "string"): boolean {
  const types = typesOf(schema);
  return types === undefined || types.includes(type);
}

function isOfSomeType(schema: SchemaObject, value: Json): boolean {
  const types = typesOf(schema);
  return types === undefined || plainlyAccepts({ type: types }, value) !== false;
}

function acceptedBy(schema: SchemaObject, root: Schema): (value: Json) => boolean {
  const { enum: listed, const: only, ...rest } = schema;
  let compiled: ReturnType<typeof validatorOf> | undefined;
  return (value) => {
    if (only !== undefined && only !== value) return false;
    if (listed !== undefined && !listed.includes(value)) return false;
    const plainly = plainlyAccepts(rest, value);
    if (plainly !== undefined) return plainly;
    compiled ??= validatorOf(selfContained(schema, root));
    return compiled.ok && compiled.value(value).length === 0;
  };
}
