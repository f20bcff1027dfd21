/**
 * A schema with branches and references as a list of plain ones: a value keeps to the schema if it keeps to one of
 * them. Taking only some of them is sound, since we look for values that fit and not for all of them.
 */
import { resolveRef, type Schema, type SchemaObject, typesOf } from "../../toolspecs/index.js";
import { choices } from "./conditions.js";
import { merged } from "./merge.js";

const maxAlternatives = 24;

/** What a search for alternatives knows: the references it is in the middle of are no way to a value. */
interface Search {
  readonly root: Schema;
  readonly entered: ReadonlySet<string>;
  readonly mayEnter: (ref: string) => boolean;
}

/** `mayEnter` says whether a reference beside other keywords may still be followed: it can lead back to where it stands. */
export function alternatives(
  schema: Schema,
  root: Schema,
  mayEnter: (ref: string) => boolean,
): readonly SchemaObject[] {
  return branchesOf(schema, { root, entered: new Set(), mayEnter });
}

function branchesOf(schema: Schema, search: Search): readonly SchemaObject[] {
  if (typeof schema === "boolean") return schema ? [{}] : [];
  const { allOf = [], anyOf, oneOf, $ref, ...own } = choices(schema);
  let found: readonly SchemaObject[] = [own];
  if ($ref !== undefined) found = product(found, [{ $ref }], search);
  for (const part of allOf) found = product(found, branchesOf(part, search), search);
  if (anyOf !== undefined) found = product(found, unionOf(anyOf, search), search);
  if (oneOf === undefined) return found;
  const each = product(found, unionOf(oneOf, search), search);
  return apart(oneOf, search.root) ? each : product(each, [{ oneOf }], search);
}

function unionOf(options: readonly Schema[], search: Search): readonly SchemaObject[] {
  return options.flatMap((option) => branchesOf(option, search)).slice(0, maxAlternatives);
}

function product(
  left: readonly SchemaObject[],
  right: readonly SchemaObject[],
  search: Search,
): readonly SchemaObject[] {
  return left.flatMap((a) => right.flatMap((b) => joined(a, b, search))).slice(0, maxAlternatives);
}

/** A reference stays one as long as nothing else is said of the value, so that recursion stays recursion. */
function joined(a: SchemaObject, b: SchemaObject, search: Search): readonly SchemaObject[] {
  if (isSilent(a)) return [{ ...a, ...b }];
  if (isSilent(b)) return [{ ...b, ...a }];
  const { $ref: left, ...first } = a;
  const { $ref: right, ...second } = b;
  if (left !== undefined)
    return entered(left, search, (targets, deeper) => product(targets, [{ ...first, ...b }], deeper));
  if (right !== undefined)
    return entered(right, search, (targets, deeper) => product([{ ...second, ...a }], targets, deeper));
  const both = merged(a, b);
  return both === undefined ? [] : [both];
}

function entered(
  ref: string,
  search: Search,
  proceed: (targets: readonly SchemaObject[], search: Search) => readonly SchemaObject[],
): readonly SchemaObject[] {
  const target = resolveRef(search.root, ref);
  if (target === undefined || search.entered.has(ref) || !search.mayEnter(ref)) return [];
  const deeper = { ...search, entered: new Set([...search.entered, ref]) };
  return proceed(branchesOf(target, deeper), deeper);
}

const annotations = new Set([
  "title",
  "description",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
  "$defs",
  "$comment",
]);

/** Whether a schema says nothing that a value could break. */
export function isSilent(schema: SchemaObject): boolean {
  return Object.keys(schema).every((key) => annotations.has(key) || schema[key] === undefined);
}

/** Whether no value can keep to two of the options, so that "one of" is the same as "any of". */
function apart(options: readonly Schema[], root: Schema): boolean {
  const shapes = options.map((option) =>
    typeof option === "object" && option.$ref ? (resolveRef(root, option.$ref) ?? true) : option,
  );
  return shapes.every((a, index) => shapes.slice(index + 1).every((b) => areApart(a, b)));
}

function areApart(a: Schema, b: Schema): boolean {
  if (typeof a === "boolean" || typeof b === "boolean") return a === false || b === false;
  if (merged(valuePart(a), valuePart(b)) === undefined) return true;
  const shared = (a.required ?? []).filter((name) => b.required?.includes(name) === true);
  const objects = typesOf(a)?.join() === "object" && typesOf(b)?.join() === "object";
  return objects && shared.some((name) => areApartAt(name, a, b));
}

function areApartAt(name: string, a: SchemaObject, b: SchemaObject): boolean {
  const [left, right] = [a.properties?.[name], b.properties?.[name]];
  if (typeof left !== "object" || typeof right !== "object") return false;
  return merged(valuePart(left), valuePart(right)) === undefined;
}

function valuePart({ type, enum: values, const: value }: SchemaObject): SchemaObject {
  return {
    ...(type === undefined ? {} : { type }),
    ...(values === undefined ? {} : { enum: values }),
    ...(value === undefined ? {} : { const: value }),
  };
}
