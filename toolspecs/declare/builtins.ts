import { builtinSubject } from "../builtins.js";
import type { BuiltinKind, ToolSpec } from "../toolspec.js";
import { tag, toolDoc } from "./docs.js";

/**
 * The part of JSON Schema that plans may write out, and the type of the values it admits. `Value` follows from the literal by itself, in
 * the compiler of the judge and in any editor; where types cannot say it, it is wider, as the types of other tools are.
 */
export const builtinTypes = `type Kind = "string" | "number" | "integer" | "boolean" | "null" | "array" | "object";
/** A JSON Schema, written out in the call. Objects have the properties that are named and no others. */
interface Schema {
  readonly type?: Kind | readonly Kind[];
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly const?: string | number | boolean | null;
  readonly anyOf?: readonly Schema[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly format?: "date" | "date-time" | "time" | "email" | "uri" | "uuid";
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly title?: string;
  readonly description?: string;
}
type Value<S> =
  S extends { readonly const: infer C } ? C
  : S extends { readonly enum: readonly (infer E)[] } ? E
  : S extends { readonly anyOf: readonly (infer A)[] } ? Value<A>
  : S extends { readonly type: readonly (infer K)[] } ? Typed<K, S>
  : S extends { readonly type: infer K } ? Typed<K, S>
  : unknown;
type Typed<K, S> =
  K extends "string" ? string
  : K extends "number" | "integer" ? number
  : K extends "boolean" ? boolean
  : K extends "null" ? null
  : K extends "array" ? (S extends { readonly items: infer I } ? Value<I>[] : unknown[])
  : K extends "object" ? Fields<S>
  : never;
type Fields<S> = S extends { readonly properties: infer P }
  ? Flat<{ -readonly [N in keyof P as N extends Named<S> ? N : never]: Value<P[N]> } & { -readonly [N in keyof P as N extends Named<S> ? never : N]?: Value<P[N]> }>
  : {};
type Named<S> = S extends { readonly required: readonly (infer N)[] } ? N : never;
type Flat<T> = { [N in keyof T]: T[N] };`;

export function builtinText({ description, effect }: ToolSpec, kind: BuiltinKind): string {
  const args = `{ ${builtinSubject[kind]}: string; schema: S }`;
  return `${toolDoc(description, [tag("effect", effect)])}\nfunction ${kind}<const S extends Schema>(args: ${args}): Promise<Value<S>>;`;
}
