import type { Schema, SchemaObject } from "../../toolspecs/index.js";
import { schemasAt } from "../flow/schema-at.js";
import { type CallFlow, how, type InputOrigin, type Origin } from "../flow/values/index.js";

/**
 * What the caller of a plan owes it beyond its types: where a part of the input is passed on to a tool unchanged, it has to be
 * a value that the tool takes (a weakest precondition, of the plainest kind). A part that the plan looks at before it makes
 * the call is the plan's own business.
 */
export function withDemands(declared: Schema, calls: readonly CallFlow[]): Schema {
  const demands = calls.flatMap(({ binding, leaves, control }) =>
    leaves.flatMap(({ path, origins }) => {
      const [only, ...others] = [...origins].filter(([, bits]) => bits !== how.implicit);
      if (only === undefined || others.length > 0 || !isInput(only[0]) || only[1] !== how.direct) return [];
      const [asked] = looksAt(control, only[0]) ? [] : schemasAt(binding.spec.input, path);
      // A reference means something only in the schema it stands in.
      if (asked === undefined || JSON.stringify(asked).includes('"$ref"')) return [];
      return [{ at: stepsOf(only[0].path), asked }];
    }),
  );
  return demands.reduce((schema, { at, asked }) => narrowed(schema, at, asked), declared);
}

function isInput(origin: Origin): origin is InputOrigin {
  return origin.kind === "input";
}

function looksAt(control: CallFlow["control"], { path }: InputOrigin): boolean {
  return [...control.keys()].some((origin) => isInput(origin) && origin.path === path && path !== "");
}

function stepsOf(path: string): readonly string[] {
  return path.match(/[^.[\]]+|\[\]/g) ?? [];
}

function narrowed(schema: Schema, [step, ...rest]: readonly string[], asked: SchemaObject): Schema {
  if (schema === false) return schema;
  if (step === undefined) return isSaid(schema, asked) ? schema : { allOf: [schema, asked] };
  if (schema === true) return schema;
  if (schema.anyOf !== undefined) {
    return { ...schema, anyOf: schema.anyOf.map((one) => narrowed(one, [step, ...rest], asked)) };
  }
  if (step === "[]")
    return schema.items === undefined ? schema : { ...schema, items: narrowed(schema.items, rest, asked) };
  const own = schema.properties?.[step];
  if (own === undefined) return schema;
  return { ...schema, properties: { ...schema.properties, [step]: narrowed(own, rest, asked) } };
}

/** Whether the tool asks no more than the type says already. */
function isSaid(schema: Schema, { description: _, title: _t, examples: _e, ...asked }: SchemaObject): boolean {
  const known = schema === true ? {} : schema;
  return Object.entries(asked).every(([key, value]) => JSON.stringify(Object(known)[key]) === JSON.stringify(value));
}
