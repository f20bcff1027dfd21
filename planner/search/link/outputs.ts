/** What a tool's output holds: every value in it that could become another tool's argument, with the way to it. */
import type { Schema } from "../../../toolspecs/index.js";
import { own, type Shape, shapeOf } from "../schema/shape.js";
import { splitName } from "../words/split.js";
import { stem } from "../words/stem.js";

/** One step of the way into an output. `absent`: what is reached may be missing, or null. */
export type Hop =
  | { readonly kind: "property"; readonly key: string; readonly missing: boolean; readonly nullable: boolean }
  | { readonly kind: "element"; readonly nullable: boolean };

export interface Output {
  readonly hops: readonly Hop[];
  readonly shape: Shape;
  /** Stems of the property's own name; empty for an output or element that is a value itself. */
  readonly name: readonly string[];
  /** Stems of the properties around it, the nearest last: whose value it is. */
  readonly owners: readonly string[];
}

const deepest = 5;
const most = 300;

/** The values of an output. At most one list is entered on the way to each. */
export function outputsOf(shape: Shape): Output[] {
  return valuesIn({ hops: [], shape, name: [], owners: [] }, { left: most });
}

/** Places that may still be looked at: a schema that refers to itself has no end of them. */
interface Allowance {
  left: number;
}

function valuesIn(at: Output, allowance: Allowance): Output[] {
  allowance.left -= 1;
  if (at.hops.length > deepest || allowance.left < 0) return [];
  switch (at.shape.type) {
    case "object":
      return inProperties(at, allowance);
    case "array":
      return inElements(at, allowance);
    case "any":
    case "null":
      return [];
    default:
      return [at];
  }
}

function inProperties(at: Output, allowance: Allowance): Output[] {
  const { schema, root } = at.shape;
  const required = new Set(schema.required);
  return Object.keys(schema.properties ?? {}).flatMap((key) => {
    if (allowance.left <= 0 || isOfFailure(key)) return [];
    const shape = shapeOf(own(schema.properties, key) ?? true, root);
    const hop: Hop = { kind: "property", key, missing: !required.has(key), nullable: shape.nullable };
    const name = splitName(key).map(stem);
    return valuesIn({ hops: [...at.hops, hop], shape, name, owners: [...at.owners, ...at.name] }, allowance);
  });
}

/** What went wrong the last time is no way to what is asked for. */
function isOfFailure(key: string): boolean {
  return splitName(key).some((word) => /^(?:errors?|failures?)$/u.test(word));
}

function inElements(at: Output, allowance: Allowance): Output[] {
  const { items, prefixItems } = at.shape.schema;
  if (items === undefined || prefixItems !== undefined || at.hops.some((hop) => hop.kind === "element")) return [];
  const shape = shapeOf(items, at.shape.root);
  const hop: Hop = { kind: "element", nullable: shape.nullable };
  return valuesIn({ hops: [...at.hops, hop], shape, name: at.name, owners: at.owners }, allowance);
}

/** The shapes of the records in the lists that an output is, or holds at its top. */
export function elementsOf(schema: Schema): readonly Shape[] {
  const whole = shapeOf(schema, typeof schema === "boolean" ? {} : schema);
  const properties = Object.values(whole.schema.properties ?? {}).map((one) => shapeOf(one, whole.root));
  return [whole, ...properties]
    .filter(({ type }) => type === "array")
    .map((list) => shapeOf(list.schema.items ?? true, list.root))
    .filter(({ type }) => type === "object");
}
