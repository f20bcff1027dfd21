import type { Schema, SchemaObject } from "./schema.js";

/** What a local reference (`#` or `#/$defs/<name>`) points at in the schema it stands in; nothing if it dangles. */
export function resolveRef(root: Schema, ref: string): Schema | undefined {
  if (ref === "#") return root;
  const definitions = typeof root === "object" ? root.$defs : undefined;
  const name = definitionName(ref);
  if (definitions === undefined || name === undefined) return undefined;
  const key = [name, decoded(name)].find((spelling) => Object.hasOwn(definitions, spelling));
  return key === undefined ? undefined : definitions[key];
}

export function definitionName(ref: string): string | undefined {
  return /^#\/\$defs\/([^/]+)$/.exec(ref)?.[1];
}

/** The schemas that hold for the same value as `schema` itself: its branches, not its members. */
export function branches(schema: SchemaObject): readonly Schema[] {
  return [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
}

/** Every schema that stands directly in `schema`: its branches, members and items. Definitions are not in it. */
export function children(schema: SchemaObject): readonly Schema[] {
  const { items, contains, additionalProperties, not } = schema;
  const single = [items, contains, additionalProperties, not].filter((child) => child !== undefined);
  const named = [...Object.values(schema.properties ?? {}), ...Object.values(schema.patternProperties ?? {})];
  return [...branches(schema), ...single, ...named, ...(schema.prefixItems ?? [])];
}

export interface Reached {
  readonly refs: ReadonlySet<string>;
  readonly schemas: ReadonlySet<SchemaObject>;
}

/** All schemas and references met from `start`, when `step` says what belongs to a schema. References are followed. */
export function reach(root: Schema, start: Schema, step: (schema: SchemaObject) => readonly Schema[]): Reached {
  const refs = new Set<string>();
  const schemas = new Set<SchemaObject>();
  const open = [start];
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (typeof schema === "boolean" || schemas.has(schema)) continue;
    schemas.add(schema);
    for (const child of step(schema)) open.push(child);
    if (schema.$ref === undefined || refs.has(schema.$ref)) continue;
    refs.add(schema.$ref);
    open.push(resolveRef(root, schema.$ref) ?? true);
  }
  return { refs, schemas };
}

/** The references that stand in `start`, as far as `step` goes. They are not followed. */
export function refsWithin(start: Schema, step: (schema: SchemaObject) => readonly Schema[]): ReadonlySet<string> {
  const refs = new Set<string>();
  const open = [start];
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (typeof schema === "boolean") continue;
    if (schema.$ref !== undefined) refs.add(schema.$ref);
    open.push(...step(schema));
  }
  return refs;
}

/** Whether what `ref` stands for contains itself, however far in. */
export function isRecursive(root: Schema, ref: string): boolean {
  return reach(root, resolveRef(root, ref) ?? true, children).refs.has(ref);
}

/** A reference that stands for nothing but itself, so that following it never ends; nothing if there is none. */
export function endlessRef(root: Schema): string | undefined {
  const sameValue = (schema: SchemaObject): readonly Schema[] => [
    ...branches(schema),
    ...(schema.not === undefined ? [] : [schema.not]),
  ];
  const { refs } = reach(root, root, children);
  return [...refs].find((ref) => reach(root, resolveRef(root, ref) ?? true, sameValue).refs.has(ref));
}

function decoded(name: string): string {
  const text = /%[0-9a-f]{2}/i.test(name) ? percentDecoded(name) : name;
  return text.replaceAll("~1", "/").replaceAll("~0", "~");
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
