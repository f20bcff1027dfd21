import type { TypeQuery } from "../query/query.js";
import { element, type Kind } from "../semantics/position.js";
import type { Ref, Sketch } from "../sketch.js";

/** What a program takes, as a TypeScript type; undefined if it takes a thing as a whole, whose type the query does not spell out. */
export function inputType(sketch: Sketch, query: TypeQuery): string | undefined {
  const uses = usesOf(sketch);
  const fields: string[] = [];
  for (const [name, refs] of uses) {
    const declared = query.inputs.find((input) => input.name === name);
    const arrays = declared?.type.arrays ?? 0;
    const parts = refs.map(({ ref, kind }) => ({ path: ref.path.filter((step) => step !== element), kind }));
    const inner = innerType(parts);
    if (inner === undefined) return undefined;
    fields.push(`${name}: ${inner}${"[]".repeat(arrays)}`);
  }
  return fields.length === 0 ? "" : `{ ${fields.join("; ")} }`;
}

interface Use {
  readonly ref: Ref;
  readonly kind: Kind;
}

function usesOf({ calls, filters, result }: Sketch): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  const note = (ref: Ref, kind: Kind): void => {
    if (typeof ref.root === "string") uses.set(ref.root, [...(uses.get(ref.root) ?? []), { ref, kind }]);
  };
  for (const { args } of calls) for (const { slot, ref } of args) note(ref, slot.kind);
  for (const { left, right } of filters) {
    const output = calls[typeof left.root === "number" ? left.root : -1]?.method.outputs.find(
      (one) => one.path.join(".") === left.path.join("."),
    );
    note(right, output?.kind ?? "string");
  }
  note(result, "string");
  return uses;
}

function innerType(parts: readonly { readonly path: readonly string[]; readonly kind: Kind }[]): string | undefined {
  if (parts.some(({ kind }) => kind === "object" || kind === "array")) return undefined;
  const [first] = parts;
  if (first === undefined || first.path.length === 0) return first?.kind;
  const fields = new Map(parts.map(({ path, kind }) => [path.join("."), kind]));
  return `{ ${[...fields].map(([path, kind]) => `${path}: ${kind}`).join("; ")} }`;
}
