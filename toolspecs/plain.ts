/**
 * The gate for values of unknown origin. Behind it everything is plain JSON of bounded depth and size, so later steps may
 * recurse over it. The walk keeps its own stack: a hostile document must not use up ours, and a value that contains
 * itself is simply too deep.
 */
import { isObject, type Json } from "./json.js";
import type { Step } from "./place.js";

const maxDepth = 512;
const maxValues = 5_000_000;

export interface Unplain {
  readonly kind: "deep" | "large" | "foreign";
  readonly path: readonly Step[];
  /** Continues "The document is refused: it …". */
  readonly reason: string;
}

interface Visit {
  readonly value: unknown;
  readonly step: Step;
  readonly depth: number;
  readonly parent: Visit | undefined;
}

export function isJson(value: unknown): value is Json {
  return findUnplain(value) === undefined;
}

/** The first thing in a value that keeps it from being plain JSON within bounds. */
export function findUnplain(root: unknown): Unplain | undefined {
  const stack: Visit[] = [{ value: root, step: "", depth: 0, parent: undefined }];
  let seen = 0;
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    seen += 1;
    if (seen > maxValues) return { kind: "large", path: [], reason: `holds more than ${maxValues} values` };
    if (visit.depth > maxDepth) return unplain("deep", visit, `is nested more than ${maxDepth} levels deep`);
    const problem = foreign(visit.value);
    if (problem !== undefined) return unplain("foreign", visit, `holds ${problem}, which JSON has no form for`);
    pushChildren(stack, visit);
  }
  return undefined;
}

function pushChildren(stack: Visit[], parent: Visit): void {
  const { value, depth } = parent;
  if (Array.isArray(value)) {
    for (const [step, item] of value.entries()) stack.push({ value: item, step, depth: depth + 1, parent });
  } else if (isObject(value)) {
    for (const [step, item] of Object.entries(value)) {
      // A key that holds undefined counts as absent, as it does for JSON.stringify.
      if (item !== undefined) stack.push({ value: item, step, depth: depth + 1, parent });
    }
  }
}

function foreign(value: unknown): string | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean" || Array.isArray(value))
    return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : String(value);
  if (!isObject(value)) return `a value of type ${typeof value}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return plain ? undefined : "an object with a class";
}

function unplain(kind: Unplain["kind"], visit: Visit, reason: string): Unplain {
  const path: Step[] = [];
  for (let at = visit; at.parent !== undefined; at = at.parent) path.unshift(at.step);
  return { kind, path, reason };
}
