import { type Binding, isObject, type Json, type JsonObject } from "../../../toolspecs/index.js";
import { ownIdAmong, wordsOf } from "../../laws/records.js";

/** A kind of record that a tool returns, by where it stands: `invoices[]` of `list_invoices`. */
export interface Kind {
  readonly binding: Binding;
  /** `""` for the whole answer. */
  readonly path: string;
}

/** A record that a tool told in a run. */
export interface Told extends Kind {
  readonly record: JsonObject;
  /** What tells it from others of its kind; undefined where it has nothing of that sort. */
  readonly key: string | number | undefined;
  /** Index of the call among those of the run. */
  readonly at: number;
}

/** Deeper than records in lists of records nobody asks for a condition. */
const deepest = 6;

/** Every record in an answer, in the order of the text. */
export function recordsIn(answer: Json | undefined, { binding, at }: Pick<Told, "binding" | "at">): readonly Told[] {
  const found: Told[] = [];
  const visit = (value: Json | undefined, path: string, depth: number): void => {
    if (depth > deepest) return;
    if (Array.isArray(value)) for (const item of value) visit(item, `${path}[]`, depth + 1);
    if (!isObject(value)) return;
    found.push({ binding, path, record: value, key: keyIn(value, { binding, path }), at });
    for (const [name, member] of Object.entries(value)) visit(member, inside(path, name), depth + 1);
  };
  visit(answer, "", 0);
  return found;
}

function keyIn(record: JsonObject, kind: Kind): string | number | undefined {
  const field = keyField(Object.keys(record), kind);
  const key = field === undefined ? undefined : record[field];
  return typeof key === "string" || typeof key === "number" ? key : undefined;
}

export function keyField(fields: readonly string[], kind: Kind): string | undefined {
  return ownIdAmong(fields, namesOf(kind));
}

/** What the records of a kind go by: the words of the tool and of the list. */
export function namesOf({ binding, path }: Kind): ReadonlySet<string> {
  return new Set([...wordsOf(binding.spec.name), ...wordsOf(path)]);
}

export function isOfKind(told: Kind, { binding, path }: Kind): boolean {
  return told.binding === binding && told.path === path;
}

/** The path of a member, as the data flow writes it. */
export function inside(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** Where the record stands that a field is of, and the name of the field. */
export function apart(path: string): { readonly record: string; readonly field: string } {
  const at = path.lastIndexOf(".");
  return { record: at === -1 ? "" : path.slice(0, at), field: path.slice(at + 1) };
}
