import { type Json, resolveRef, type Schema } from "../../../toolspecs/index.js";
import type { TextsLike } from "../../arbitrary/patterns.js";
import type { Step } from "./aim.js";
import { sample } from "./aimed.js";
import type { Aims } from "./mine.js";
import type { Origin } from "./origins.js";

const maxSide = 3;

/** Offers values that are compared with each other the same few values, so that they are equal now and then. */
export function offerShared({ answers, links }: Aims, outputs: readonly Schema[], textsLike: TextsLike): void {
  const known = new Map<string, readonly Json[]>();
  const valuesOf = (end: Origin): readonly Json[] => {
    const key = JSON.stringify([end.root, end.steps]);
    const values = known.get(key) ?? valuesAt(end, outputs, textsLike);
    known.set(key, values);
    return values;
  };
  for (const { left, right } of links) {
    const ends = [...left.slice(0, maxSide), ...right.slice(0, maxSide)].filter(({ root }) => root !== "failure");
    const shared = ends.flatMap(valuesOf);
    const aims = ends.flatMap(({ root, steps }) => (root === "failure" ? [] : (answers[root]?.at(steps) ?? [])));
    const constants = aims.flatMap(({ values }) => values);
    for (const aim of aims) {
      aim.offer(shared, "shared");
      aim.offer(constants);
    }
  }
}

function valuesAt({ root, steps }: Origin, outputs: readonly Schema[], textsLike: TextsLike): readonly Json[] {
  const whole = root === "failure" ? undefined : outputs[root];
  const part = whole === undefined ? undefined : partAt(whole, steps, whole);
  if (part === undefined || part === true || whole === undefined) return ["same", 7];
  const standing =
    typeof part === "object" && typeof whole === "object" && whole.$defs ? { ...part, $defs: whole.$defs } : part;
  return sample(standing, 2, textsLike).filter((value) => typeof value !== "object");
}

/** The schema a few steps inside another; the first, where branches leave a choice. */
function partAt(schema: Schema, steps: readonly Step[], root: Schema): Schema | undefined {
  if (typeof schema === "boolean") return schema;
  if (schema.$ref !== undefined) {
    const target = resolveRef(root, schema.$ref);
    return target === undefined ? undefined : partAt(target, steps, root);
  }
  const [step, ...rest] = steps;
  const branches = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (step === undefined) return schema;
  const own = stepInto(schema, step);
  if (own !== undefined) return partAt(own, rest, root);
  for (const branch of branches) {
    const found = partAt(branch, steps, root);
    if (found !== undefined) return found;
  }
  return undefined;
}

function stepInto(schema: Exclude<Schema, boolean>, step: Step): Schema | undefined {
  if (step === "parsed") return undefined;
  if (step === "item") return schema.items ?? schema.prefixItems?.[0] ?? schema.additionalProperties;
  return schema.properties?.[step.member] ?? schema.additionalProperties;
}
