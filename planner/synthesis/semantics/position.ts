import { isObject, resolveRef, type Schema, type SchemaObject } from "../../../toolspecs/index.js";

/** A step into a value: a property, or any element of an array. */
export const element = "[]";
export type Path = readonly string[];

export type Kind = "string" | "number" | "boolean" | "object" | "array";

/** A place in a schema. */
export interface Position {
  readonly path: Path;
  readonly kind: Kind;
  /**
   * What the place is called: named schemas it is (`User`), whose field it is (`User.profile.email`), and whose key it is where
   * the thing itself may stand there too (`string | Customer` is a `Customer.id`).
   */
  readonly names: readonly string[];
  /** Whether a value of it is there whenever the one around it is. */
  readonly required: boolean;
  /** Whether it may also be null, or of another kind. */
  readonly mixed: boolean;
  /** Whether only some of the alternatives around it have it. */
  readonly partial: boolean;
  /** Steps on the way to it at which there may be nothing. */
  readonly gaps: number;
  /** Named schemas it is a part of. */
  readonly within: readonly string[];
}

/** Deeper, or more, and no one would look for it there. */
const DEEPEST = 6;
const MOST = 1500;

/** The places inside a schema, from the outside in, each once. Recursive schemas are followed into each name once. */
export function positionsIn(root: Schema): readonly Position[] {
  const walk = new Walk(root);
  const schemas = [{ schema: root, within: [] }];
  walk.visit({ schemas, path: [], names: [], required: true, partial: false, gaps: 0 });
  return walk.found;
}

interface Place {
  /** What may stand there, each with the named schemas around it. */
  readonly schemas: readonly { readonly schema: Schema; readonly within: readonly string[] }[];
  readonly path: Path;
  readonly names: readonly string[];
  readonly required: boolean;
  readonly partial: boolean;
  /** Before this step. */
  readonly gaps: number;
}

interface Named {
  readonly schema: SchemaObject;
  readonly names: readonly string[];
  readonly within: readonly string[];
}

class Walk {
  readonly found: Position[] = [];
  readonly #root: Schema;

  constructor(root: Schema) {
    this.#root = root;
  }

  visit(first: Place): void {
    const open: Place[] = [first];
    for (let place = open.shift(); place !== undefined && this.found.length < MOST; place = open.shift()) {
      open.push(...this.#look(place));
    }
  }

  #look(place: Place): readonly Place[] {
    const all = place.schemas.flatMap(({ schema, within }) =>
      this.#alternatives(schema, []).map((one) => ({ ...one, within })),
    );
    const plain = all.filter(({ schema }) => !isCompound(schema));
    // A key or the thing itself: the key is what is there unless somebody asks for more.
    const kept = plain.length > 0 && plain.some(({ schema }) => kindOf(schema) !== undefined) ? plain : all;
    const kinds = [...new Set(kept.flatMap(({ schema }) => kindOf(schema) ?? []))];
    const kind = kinds[0];
    if (kind === undefined) return [];
    const own = kept.flatMap(({ names }) => names);
    const nullable = all.some(({ schema }) => isNullable(schema));
    const mixed = all.length > kept.length || kinds.length > 1 || nullable;
    const whole = kept === all ? [] : all.filter(({ schema }) => isCompound(schema)).flatMap(({ names }) => names);
    const names = [...new Set([...own, ...place.names, ...whole.map((name) => `${name}.id`)])];
    const { path, required, partial } = place;
    const gaps = place.gaps + (!required || partial || nullable ? 1 : 0);
    this.found.push({ path, kind, names, required, mixed, partial, gaps, within: place.schemas[0]?.within ?? [] });
    return path.length >= DEEPEST ? [] : inside({ ...place, gaps }, kept);
  }

  /** What a schema may be, references followed and parts put together. */
  #alternatives(schema: Schema | undefined, names: readonly string[]): readonly Omit<Named, "within">[] {
    if (!isObject(schema) || names.length > 4) return [];
    if (schema.$ref !== undefined) {
      const name = nameOf(schema.$ref);
      return this.#alternatives(resolveRef(this.#root, schema.$ref), name === undefined ? names : [...names, name]);
    }
    const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
    if (branches.length > 0) return branches.slice(0, 16).flatMap((branch) => this.#alternatives(branch, names));
    const parts = (schema.allOf ?? []).flatMap((part) => this.#alternatives(part, names));
    if (parts.length === 0) return [{ schema, names }];
    const properties = Object.assign({}, ...parts.map((part) => part.schema.properties), schema.properties);
    const required = [...(schema.required ?? []), ...parts.flatMap((part) => part.schema.required ?? [])];
    return [
      {
        schema: { ...parts[0]?.schema, ...schema, properties, required },
        names: [...new Set(parts.flatMap((part) => part.names))],
      },
    ];
  }
}

/** The places one step into what may stand at a place; alternatives with the same property share it. */
function inside(place: Place, all: readonly Named[]): readonly Place[] {
  const places = new Map<string, { names: string[]; schemas: Place["schemas"][number][]; required: boolean }>();
  const add = (
    key: string,
    schema: Schema,
    { names, required }: { names: readonly string[]; required: boolean },
    within: readonly string[],
  ): void => {
    const known = places.get(key) ?? { names: [], schemas: [], required: true };
    places.set(key, known);
    known.names.push(...names);
    known.schemas.push({ schema, within });
    known.required &&= required;
  };
  for (const { schema, names, within } of all) {
    if (names.some((name) => within.includes(name))) continue;
    const around = names.length > 0 ? names : place.names;
    const inner = [...within, ...names];
    if (schema.items !== undefined) add(element, schema.items, { names: place.names, required: true }, inner);
    else {
      for (const [key, property] of Object.entries(schema.properties ?? {})) {
        const required = schema.required?.includes(key) ?? false;
        add(key, property, { names: around.map((name) => `${name}.${key}`), required }, inner);
      }
    }
  }
  const { path, gaps } = place;
  return [...places].map(([key, { names, schemas, required }]) => {
    const has = (one: Named) => one.schema.properties !== undefined && Object.hasOwn(one.schema.properties, key);
    const partial = key !== element && !all.every(has);
    return { schemas, path: [...path, key], names, required, partial, gaps };
  });
}

function nameOf(ref: string): string | undefined {
  const name = /^#\/\$defs\/(.+)$/u.exec(ref)?.[1];
  return name?.replaceAll("~1", "/").replaceAll("~0", "~");
}

function isNullable({ type, enum: values }: SchemaObject): boolean {
  return type === "null" || (Array.isArray(type) && type.includes("null")) || (values?.includes(null) ?? false);
}

function isCompound(schema: SchemaObject): boolean {
  const kind = kindOf(schema);
  return kind === "object" || kind === "array";
}

function kindOf({ type, properties, items, enum: values, const: value }: SchemaObject): Kind | undefined {
  const types = (typeof type === "string" ? [type] : (type ?? [])).filter((one) => one !== "null");
  const [only] = types;
  if (only === "integer" || only === "number") return "number";
  if (only === "string" || only === "boolean" || only === "object" || only === "array") return only;
  if (properties !== undefined) return "object";
  if (items !== undefined) return "array";
  const [sample] = value === undefined ? (values ?? []) : [value];
  return typeof sample === "string" || typeof sample === "number" || typeof sample === "boolean"
    ? (typeof sample as Kind)
    : undefined;
}
