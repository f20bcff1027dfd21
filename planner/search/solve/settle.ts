/** Values of parameters that the goal need not spell out again. */
import type { Json } from "../../../toolspecs/index.js";
import type { Slot } from "../fill/slots.js";
import { fits } from "../schema/fits.js";
import { valuesOf } from "../schema/shape.js";
import type { ToolEntry } from "../tools/entry.js";
import type { Draft } from "./draft.js";

/** A value that needs no thought: the only one allowed, the default, or what an earlier call was given for it. */
export function settledValue(draft: Draft, { things, acts }: ToolEntry, slot: Slot): Json | undefined {
  const { schema, root } = slot.shape;
  const values = valuesOf(schema);
  if (values?.length === 1) return values[0];
  if (schema.default !== undefined && fits(schema.default, schema, root)) return schema.default;
  // What a look was narrowed down by is not what a change makes of it: the "qualified" deals are moved to another stage.
  const said = acts ? { ...draft, given: draft.given.filter((given) => given.slot.required) } : draft;
  return inherited(said, things, slot);
}

const generic = new Set(["id", "name", "key", "value", "title", "type", "status", "text", "query", "path", "date"]);

/** "Open a branch in acme/site and list its issues": the same parameter means the same thing twice. */
export function inherited(draft: Draft, things: readonly string[], slot: Slot): Json | undefined {
  const name = slot.key;
  const same = draft.given.filter((given) => given.slot.key === name);
  const given = same.findLast(
    (one) => !generic.has(name.toLowerCase()) || one.things.some((thing) => things.includes(thing)),
  );
  // Of several values said for it, none is the one.
  if (given === undefined || given.several) return undefined;
  return fits(given.value, slot.shape.schema, slot.shape.root) ? given.value : undefined;
}
