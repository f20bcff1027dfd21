/**
 * What must not be written down. By value: credentials that the caller names, wherever they turn up; no program needs them,
 * so it does not get them either. By schema: what a tool calls `writeOnly` or a `password`; the program may need those, so it
 * gets them, and the journal does not. Once seen, they too are known by their value.
 */
import { isObject, type Json, resolveRef, type Schema, type SchemaObject } from "../toolspecs/index.js";

export const hidden = "[secret]";
/** Shorter texts stand in too many others by chance. */
const shortest = 4;

export class Secrets {
  readonly #given: readonly string[];
  readonly #seen = new Set<string>();
  readonly #schemas = new WeakMap<SchemaObject, boolean>();

  constructor(given: readonly string[] = []) {
    this.#given = longestFirst(given.filter((secret) => secret.length >= shortest));
  }

  /** Less the caller's credentials: how values reach the program. */
  strip(value: Json): Json {
    return replaced(value, this.#given);
  }

  stripText(text: string): string {
    return replacedText(text, this.#given);
  }

  /** Less all secrets: how values are written down and shown. The value itself if it holds none. */
  hide(value: Json, schema: Schema): Json {
    const some = this.#holdsSecrets(schema);
    if (some) this.#learn(secretsIn(value, schema, schema));
    return replaced(some ? masked(value, schema, schema) : value, this.#all);
  }

  hideText(text: string): string {
    return replacedText(text, this.#all);
  }

  /** Most schemas say nothing of secrets, and then the value need not be gone through. */
  #holdsSecrets(schema: Schema): boolean {
    if (typeof schema === "boolean") return false;
    const known = this.#schemas.get(schema);
    if (known !== undefined) return known;
    const holds = /"writeOnly":true|"format":"password"/.test(JSON.stringify(schema));
    this.#schemas.set(schema, holds);
    return holds;
  }

  get #all(): readonly string[] {
    return this.#seen.size === 0 ? this.#given : longestFirst([...this.#given, ...this.#seen]);
  }

  #learn(values: readonly Json[]): void {
    for (const value of values) if (typeof value === "string" && value.length >= shortest) this.#seen.add(value);
  }
}

function longestFirst(secrets: readonly string[]): readonly string[] {
  return secrets.toSorted((one, other) => other.length - one.length);
}

function replacedText(text: string, secrets: readonly string[]): string {
  return secrets.reduce((safe, secret) => safe.replaceAll(secret, hidden), text);
}

function replaced(value: Json, secrets: readonly string[]): Json {
  if (secrets.length === 0 || !mentions(value, secrets)) return value;
  if (typeof value === "string") return replacedText(value, secrets);
  return mapped(
    value,
    (child) => replaced(child, secrets),
    (key) => replacedText(key, secrets),
  );
}

function mentions(value: Json, secrets: readonly string[]): boolean {
  const text = JSON.stringify(value);
  return secrets.some((secret) => text.includes(JSON.stringify(secret).slice(1, -1)));
}

function mapped(value: Json, of: (child: Json, key: string | number) => Json, keyOf = (key: string) => key): Json {
  if (Array.isArray(value)) return value.map((child: Json, index) => of(child, index));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [keyOf(key), of(child, key)]));
}

function masked(value: Json, schema: Schema, root: Schema): Json {
  const all = holding(schema, root);
  if (all.some(isSecret)) return value === null ? null : hidden;
  if (all.length === 0) return value;
  return mapped(value, (child, key) =>
    all.flatMap((one) => below(one, key)).reduce<Json>((safe, inner) => masked(safe, inner, root), child),
  );
}

function secretsIn(value: Json, schema: Schema, root: Schema): readonly Json[] {
  const all = holding(schema, root);
  if (all.some(isSecret)) return [value];
  if (all.length === 0 || typeof value !== "object" || value === null) return [];
  const children: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? value.map((child: Json, index) => [index, child] as const)
    : Object.entries(value);
  return children.flatMap(([key, child]) =>
    all.flatMap((one) => below(one, key)).flatMap((inner) => secretsIn(child, inner, root)),
  );
}

function isSecret({ writeOnly, format }: SchemaObject): boolean {
  return writeOnly === true || format === "password";
}

/** The schema with what it refers to and its branches: whatever may say something of the value. */
function holding(schema: Schema, root: Schema): readonly SchemaObject[] {
  const found = new Set<SchemaObject>();
  const open: (Schema | undefined)[] = [schema];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== "object" || found.has(one)) continue;
    found.add(one);
    open.push(...(one.allOf ?? []), ...(one.anyOf ?? []), ...(one.oneOf ?? []));
    if (one.$ref !== undefined) open.push(resolveRef(root, one.$ref));
  }
  return [...found];
}

function below(schema: SchemaObject, key: string | number): readonly Schema[] {
  const { items, prefixItems = [], properties = {}, additionalProperties } = schema;
  const inner = typeof key === "number" ? (prefixItems[key] ?? items) : (own(properties, key) ?? additionalProperties);
  return inner === undefined ? [] : [inner];
}

function own(properties: { readonly [name: string]: Schema }, key: string): Schema | undefined {
  return Object.hasOwn(properties, key) ? properties[key] : undefined;
}
