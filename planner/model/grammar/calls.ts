// Calls of tools: only those that there are, with arguments by the names they declare and choices they allow.
import {
  type Binding,
  builtinSubject,
  type Catalogue,
  isObject,
  resolveRef,
  type Schema,
  type SchemaObject,
} from "../../../toolspecs/index.js";
import type { Part } from "./grammar.js";
import { choice, optional, rule, sequence, text } from "./parts.js";
import { schemaRules } from "./schemas.js";
import { listOf } from "./types.js";

const ws = rule("ws");

export function callRules({ bindings }: Catalogue): readonly (readonly [string, Part])[] {
  const argued = bindings.map((binding, index) => ({ binding, name: `args-${index}` }));
  const calls = argued.map(({ binding, name }) =>
    sequence(`${binding.namespace}.${binding.member}(`, ws, optional(rule(name), ws), ")"),
  );
  return [
    // A grammar has to have some way to write a call, also where there are no tools.
    ["call", calls.length === 0 ? sequence("Promise.all(", ws, rule("array"), ws, ")") : choice(...calls)],
    ...argued.flatMap(({ binding, name }) => argumentRules(name, binding)),
    ...(bindings.some(({ spec }) => spec.builtin !== undefined) ? schemaRules() : []),
  ];
}

/** An object that says both in full, as the type of what comes back follows from how the schema is written. */
function builtinArguments(subject: string): Part {
  const said = property(subject, rule("expr"));
  const schema = property("schema", rule("schema"));
  const end = sequence(optional(ws, ","), ws, "}");
  const both = (first: Part, second: Part) => sequence(first, ws, ",", ws, second);
  return sequence("{", ws, choice(both(said, schema), both(schema, said)), end);
}

/** An object with the names that the tool declares, one of two by a condition, or a value that was made before. */
function argumentRules(name: string, { spec }: Binding): readonly (readonly [string, Part])[] {
  if (spec.builtin !== undefined) return [[name, builtinArguments(builtinSubject[spec.builtin])]];
  const object = rule(`${name}-object`);
  return [
    [name, choice(object, either(object), rule("chain"))],
    [`${name}-object`, objectOf(spec.input, spec.input, 0)],
  ];
}

function either(one: Part): Part {
  return sequence(rule("test"), rule("sp"), "?", rule("sp"), one, rule("sp"), ":", rule("sp"), one);
}

const deepest = 3;

function objectOf(schema: SchemaObject, root: SchemaObject, depth: number): Part {
  const names = Object.keys(schema.properties ?? {});
  const open = names.length === 0 || isObject(schema.additionalProperties) || schema.additionalProperties === true;
  const known = names.map((name) => property(name, valuePart(schema.properties?.[name] ?? true, root, depth + 1)));
  const short = names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name)).map(text);
  const one = choice(...known, ...short, sequence("...", rule("expr")), ...(open ? [rule("property")] : []));
  return sequence("{", ws, optional(listOf(one), ws), "}");
}

function property(name: string, value: Part): Part {
  const bare = /^[A-Za-z_$][\w$]*$/.test(name);
  return sequence(choice(...(bare ? [name] : []), ...quoted(name)), ":", ws, value);
}

function valuePart(schema: Schema, root: SchemaObject, depth: number): Part {
  const resolved = typeof schema === "object" && schema.$ref !== undefined ? resolveRef(root, schema.$ref) : schema;
  if (typeof resolved !== "object" || depth > deepest) return rule("expr");
  const texts = resolved.enum?.filter((value) => typeof value === "string");
  if (texts !== undefined && texts.length > 0 && texts.length === resolved.enum?.length) return chosen(texts);
  if (resolved.type !== "object" || resolved.properties === undefined) return rule("expr");
  return choice(objectOf(resolved, root, depth), rule("conditional"));
}

/** One of the choices, one of two by a condition, or a value that was made before. */
function chosen(texts: readonly string[]): Part {
  const one = choice(...texts.flatMap(quoted));
  return choice(one, either(one), rule("chain"));
}

/** In either kind of quotes: a model keeps to those that it began with. */
function quoted(value: string): readonly string[] {
  const double = JSON.stringify(value);
  return /["'\\]/.test(value) ? [double] : [double, `'${double.slice(1, -1)}'`];
}
