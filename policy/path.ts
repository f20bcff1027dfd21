import { isObject, type Json } from "../toolspecs/index.js";
import type { Path } from "./policy.js";

/** Every element of an array. No step of a path is written so but this one. */
const each = "[]";

const step = /(?:^|\.)([^.[\]]+)|\[\d*\]|\[("(?:[^"\\]|\\.)*")\]/;

/** The steps of a path; `undefined` if it is none. A numbered element counts as any. */
export function stepsOf(path: Path): readonly string[] | undefined {
  const text = path.replace(/^\$(?=$|[.[])/, "");
  const steps: string[] = [];
  const next = new RegExp(step, "y");
  while (next.lastIndex < text.length) {
    const found = next.exec(text);
    const name = found === null ? undefined : (found[1] ?? (found[2] === undefined ? each : unquoted(found[2])));
    if (name === undefined) return undefined;
    steps.push(name);
  }
  return steps;
}

function unquoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

export interface Found {
  readonly values: readonly Json[];
  /** Whether the path led nowhere, at least in one element. */
  readonly absent: boolean;
}

/** What stands at a path. An empty array has no elements, and none of them is absent. */
export function valuesAt(value: Json, path: Path): Found {
  return along(path)(value);
}

/** The same for many values, with the path read once. */
export function along(path: Path): (value: Json) => Found {
  const steps = stepsOf(path) ?? [];
  return (value) => steps.reduce(walk, { values: [value], absent: false });
}

function walk({ values, absent }: Found, name: string): Found {
  const next: Json[] = [];
  let missed = absent;
  for (const value of values) {
    if (name === each && Array.isArray(value)) next.push(...value);
    else if (name !== each && isJsonObject(value) && Object.hasOwn(value, name)) next.push(value[name] ?? null);
    else missed = true;
  }
  return { values: next, absent: missed };
}

function isJsonObject(value: Json): value is { readonly [key: string]: Json } {
  return isObject(value);
}

/** Whether what stands at `inner` is part of what stands at `outer`. */
export function isWithin(inner: Path, outer: Path): boolean {
  const [inside, around] = [stepsOf(inner) ?? [], stepsOf(outer) ?? []];
  return around.every((name, index) => name === inside[index]);
}

/** Whether two paths lead to something that is the same, or part of the other. */
export function overlap(one: Path, other: Path): boolean {
  return isWithin(one, other) || isWithin(other, one);
}
