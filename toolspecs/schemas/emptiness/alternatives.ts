/** Schemas that hold for one value, taken apart into what each of its alternatives says. */
import { resolveRef } from "../../refs.js";
import type { Schema, SchemaObject } from "../../schema.js";
import type { Inquiry } from "./inquiry.js";

type Setting = Pick<Inquiry, "root" | "effort">;

interface Gathered {
  /** Whose own keywords hold, branches and references apart. */
  readonly schemas: ReadonlySet<SchemaObject>;
  /** Of each, one at least holds. */
  readonly choices: readonly (readonly Schema[])[];
}

/**
 * A value that keeps to all of the schemas keeps to all of the schemas of one alternative. None for schemas that hold
 * `false`. What `oneOf` says beyond `anyOf` is left out, as are conditions.
 */
export function* alternatives(all: readonly Schema[], setting: Setting): Generator<readonly SchemaObject[]> {
  const gathered = gather(all, new Set(), setting);
  if (gathered !== undefined) yield* choose(gathered, setting);
}

function* choose({ schemas, choices }: Gathered, setting: Setting): Generator<readonly SchemaObject[]> {
  const [choice, ...others] = choices;
  if (choice === undefined || !setting.effort.spend()) {
    yield [...schemas];
    return;
  }
  for (const option of choice) {
    const more = gather([option], schemas, setting);
    if (more !== undefined) yield* choose({ ...more, choices: [...others, ...more.choices] }, setting);
  }
}

/** Follows references and `allOf`; nothing if there is a `false` among what holds. */
function gather(all: readonly Schema[], known: ReadonlySet<SchemaObject>, setting: Setting): Gathered | undefined {
  const schemas = new Set(known);
  const choices: (readonly Schema[])[] = [];
  const open = [...all];
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (schema === false) return undefined;
    // Met before: it says nothing new, and a circle of references ends here.
    if (schema === true || schemas.has(schema)) continue;
    schemas.add(schema);
    if (schema.$ref !== undefined) open.push(resolveRef(setting.root, schema.$ref) ?? true);
    open.push(...(schema.allOf ?? []));
    for (const choice of [schema.anyOf, schema.oneOf]) if (choice !== undefined) choices.push(choice);
  }
  return { schemas, choices };
}
