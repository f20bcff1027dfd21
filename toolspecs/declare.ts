import type { Binding, Catalogue } from "./catalogue.js";
import { type Aliases, aliasesOfNamespace } from "./declare/aliases.js";
import { tag, toolDoc } from "./declare/docs.js";
import { indent } from "./declare/objects.js";
import type { SchemaObject } from "./schema.js";
import { says } from "./shape.js";

/**
 * TypeScript declarations of every tool: the one text that a model reads, a person reviews and the compiler checks
 * against. It always compiles, whatever the schemas and descriptions say; what types cannot express is in the comments.
 */
export function declarations(catalogue: Catalogue): string {
  const namespaces = new Map<string, Binding[]>();
  for (const binding of catalogue.bindings) {
    namespaces.set(binding.namespace, [...(namespaces.get(binding.namespace) ?? []), binding]);
  }
  return [...namespaces].map(([name, bindings]) => namespaceText(name, bindings)).join("\n");
}

function namespaceText(name: string, bindings: readonly Binding[]): string {
  const aliases = aliasesOfNamespace();
  const functions = bindings.map((binding) => functionText(binding, aliases));
  return `declare namespace ${name} {\n${indent([...aliases.declared(), ...functions].join("\n"))}\n}\n`;
}

function functionText({ member, spec }: Binding, aliases: Aliases): string {
  const args = aliases.translate(closed(spec.input), `${member} args`).text;
  const result = aliases.translate(spec.output.schema, `${member} result`).text;
  const name = callableBare(spec.input) ? "args?" : "args";
  const tags = [
    ...(spec.name.endsWith(member) ? [] : [tag("original", spec.name)]),
    ...(spec.output.origin === "observed" || spec.output.origin === "assumed"
      ? [tag("output", spec.output.origin)]
      : []),
    tag("effect", spec.effect),
  ];
  return `${toolDoc(spec.description, tags)}\nfunction ${member}(${name}: ${args}): Promise<${result}>;`;
}

/** A tool that names no parameters takes none, though its schema may let any pass. */
function closed(input: SchemaObject): SchemaObject {
  const open = says(input, "additionalProperties", "patternProperties", "required", "$ref", "allOf", "anyOf", "oneOf");
  const named = Object.keys(input.properties ?? {}).length > 0;
  return open || named ? input : { ...input, type: "object", additionalProperties: false };
}

/** Whether `{}` may be an argument, so that it can be left out. Claims that only a value shows count as no. */
function callableBare(input: SchemaObject): boolean {
  const claims = says(input, "$ref", "allOf", "anyOf", "oneOf", "not", "enum", "const");
  return !claims && (input.required ?? []).length === 0 && (input.minProperties ?? 0) === 0;
}
