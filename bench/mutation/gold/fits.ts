import type { Binding, Json, Schema, SchemaObject } from "../../../toolspecs/index.js";
import { validatorOf } from "../../../verifier/index.js";
import { type GoldValue, Unusable } from "./row.js";

/** Holds the arguments of a call to what the compiler will not see: values that a schema refuses though their type is right. */
export function checkArguments(
  args: { readonly [name: string]: GoldValue },
  { spec }: Binding,
  bindings: readonly Binding[],
): void {
  for (const [name, value] of Object.entries(args)) {
    const wanted = parameterOf(spec.input, name);
    if (wanted === undefined) throw new Unusable("unknown parameter");
    const constant = constantOf(value);
    const fits =
      constant === undefined ? !isBroader(outputOf(value, bindings)?.schema, wanted) : takes(wanted, constant);
    if (!fits) throw new Unusable("value of another type");
  }
}

/** What a tool says of a part of its output. */
export interface Part {
  readonly schema: Schema;
  /** It may not be there. */
  readonly optional: boolean;
}

/** What is known of a value that is a part of an output; `bindings` are the tools of the row's calls. */
export function outputOf(value: GoldValue, bindings: readonly Binding[]): Part | undefined {
  const source = value.kind === "output" ? bindings[value.call] : undefined;
  if (source === undefined || value.kind !== "output") return undefined;
  return value.path.reduce<Part>(stepInto, { schema: source.spec.output.schema, optional: false });
}

function stepInto({ schema, optional }: Part, step: string | number): Part {
  if (typeof schema === "boolean") return { schema, optional };
  if (typeof step === "number") return { schema: schema.items ?? true, optional };
  const isRequired = (schema.required ?? []).includes(step);
  return { schema: schema.properties?.[step] ?? true, optional: optional || !isRequired };
}

/** The value itself, if no output is part of it. */
function constantOf(value: GoldValue): Json | undefined {
  switch (value.kind) {
    case "literal":
      return value.value;
    case "output":
      return undefined;
    case "list": {
      const items = value.items.map(constantOf).filter((item) => item !== undefined);
      return items.length === value.items.length ? items : undefined;
    }
    case "record": {
      const entries = Object.entries(value.entries).map(([name, entry]) => [name, constantOf(entry)] as const);
      return entries.some(([, entry]) => entry === undefined) ? undefined : recordOf(entries);
    }
  }
}

function recordOf(entries: readonly (readonly [string, Json | undefined])[]): Json {
  return Object.fromEntries(entries.flatMap(([name, entry]) => (entry === undefined ? [] : [[name, entry]])));
}

/** True where the schema makes no sense: nothing can be held against the value then. */
function takes(wanted: Schema, value: Json): boolean {
  const validator = validatorOf(wanted);
  return !validator.ok || validator.value(value).length === 0;
}

/** A number where an integer is wanted: the tool would refuse most of them. */
function isBroader(output: Schema | undefined, wanted: Schema): boolean {
  return (
    typeof output === "object" && output.type === "number" && typeof wanted === "object" && wanted.type === "integer"
  );
}

function parameterOf(input: SchemaObject, name: string): Schema | undefined {
  const { properties = {}, $defs } = input;
  const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return typeof schema !== "object" || $defs === undefined ? schema : { ...schema, $defs };
}
