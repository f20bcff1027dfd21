import type { Binding, Catalogue } from "./catalogue.js";
import { type Aliases, aliasesOfNamespace } from "./declare/aliases.js";
import { builtinText, builtinTypes } from "./declare/builtins.js";
import { tag, toolDoc } from "./declare/docs.js";
import { spelledOut } from "./declare/literal.js";
import { indent } from "./declare/objects.js";
import type { SchemaObject } from "./schema.js";
import { says, takesNothing } from "./shape.js";
import { toolId } from "./shapes/find.js";

/**
 * TypeScript declarations of every tool: the one text that a model reads, a person reviews and the compiler checks
 * against. It always compiles, whatever the schemas and descriptions say; what types cannot express is in the comments.
 * A tool that is not `wanted` is there by its name alone, and nothing can be done with it.
 */
export function declarations(catalogue: Catalogue, wanted: (binding: Binding) => boolean = () => true): string {
  const namespaces = new Map<string, Binding[]>();
  for (const binding of catalogue.bindings) {
    namespaces.set(binding.namespace, [...(namespaces.get(binding.namespace) ?? []), binding]);
  }
  const calls = new Map(
    catalogue.bindings.map(({ spec, namespace, member }) => [toolId(spec), `${namespace}.${member}`]),
  );
  const callOf = (id: string): string => calls.get(id) ?? id;
  return [...namespaces].map(([name, bindings]) => namespaceText(name, bindings, { callOf, wanted })).join("\n");
}

/** How a plan writes the tool that another one names as `server/name`. */
type CallOf = (id: string) => string;

interface Telling {
  readonly callOf: CallOf;
  readonly wanted: (binding: Binding) => boolean;
}

function namespaceText(name: string, bindings: readonly Binding[], { callOf, wanted }: Telling): string {
  const aliases = aliasesOfNamespace();
  const functions = bindings.map((binding) =>
    wanted(binding) ? functionText(binding, { aliases, callOf }) : `function ${binding.member}(args: never): never;`,
  );
  const types = bindings.some(({ spec }) => spec.builtin !== undefined) ? [builtinTypes] : [];
  return `declare namespace ${name} {\n${indent([...types, ...aliases.declared(), ...functions].join("\n"))}\n}\n`;
}

function functionText(
  { member, spec }: Binding,
  { aliases, callOf }: { readonly aliases: Aliases; readonly callOf: CallOf },
): string {
  if (spec.builtin !== undefined) return builtinText(spec, spec.builtin);
  const input = takesNothing(spec.input)
    ? ({ ...spec.input, type: "object", additionalProperties: false } as const)
    : spec.input;
  const args = aliases.translate(input, `${member} args`).text;
  const result = aliases.translate(spec.output.schema, `${member} result`).text;
  const name = callableBare(spec.input) ? "args?" : "args";
  const tags = [
    ...(spec.name.endsWith(member) ? [] : [tag("original", spelledOut(spec.name))]),
    ...(spec.output.origin === "observed" || spec.output.origin === "assumed"
      ? [tag("output", `${spec.output.origin}, not declared`)]
      : []),
    ...(spec.requires ?? []).map((id) => tag("requires", `${callOf(id)} to have succeeded before`)),
    tag("effect", spec.effect),
  ];
  return `${toolDoc(spec.description, tags)}\nfunction ${member}(${name}: ${args}): Promise<${result}>;`;
}

/** Whether `{}` may be an argument, so that it can be left out. Claims that only a value shows count as no. */
function callableBare(input: SchemaObject): boolean {
  const claims = says(input, "$ref", "allOf", "anyOf", "oneOf", "not", "enum", "const");
  return !claims && (input.required ?? []).length === 0 && (input.minProperties ?? 0) === 0;
}
