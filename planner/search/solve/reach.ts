/** From a variable down to one value in it: the steps that get there safely in every world that keeps the contracts. */
import type { Json } from "../../../toolspecs/index.js";
import type { Hop, Output } from "../link/outputs.js";
import type { Check, Reference } from "../program/program.js";
import { own, type Shape, shapeOf } from "../schema/shape.js";
import { splitName } from "../words/split.js";
import { singular, stem } from "../words/stem.js";
import { type Draft, nameFor, type Variable, withStep } from "./draft.js";

/** How to come from a list to one element: all in turn, the first, or the one that says what the goal says. */
export type Choice =
  | { readonly kind: "each" }
  | { readonly kind: "first"; readonly only: boolean }
  | { readonly kind: "where"; readonly keys: readonly string[]; readonly equals: Json };

export interface Way {
  readonly output: Output;
  readonly choice: Choice;
  readonly checks: readonly Check[];
}

export interface Reached {
  readonly draft: Draft;
  readonly reference: Reference;
  /** The loop the value lives in. */
  readonly inside: string | undefined;
}

export function reach(draft: Draft, variable: Variable, way: Way): Reached | undefined {
  let walker: Walker = { draft, variable, shape: variable.shape, path: [], missing: false, nullable: false };
  for (const hop of way.output.hops) {
    const next = hop.kind === "property" ? alongProperty(walker, hop) : intoElement(walker, hop, way.choice);
    if (next === undefined) return undefined;
    walker = next;
  }
  const last = walker.path.at(-1);
  const safe = guarded(walker, last === undefined ? ["value"] : splitName(last.key), way.checks);
  return { draft: safe.draft, reference: referenceTo(safe), inside: safe.variable.inside };
}

interface Walker {
  readonly draft: Draft;
  readonly variable: Variable;
  readonly path: readonly { key: string; optional: boolean }[];
  /** The shape of what stands at the end of the path; it may be absent, or null. */
  readonly shape: Shape;
  readonly missing: boolean;
  readonly nullable: boolean;
}

function alongProperty(walker: Walker, hop: Hop & { kind: "property" }): Walker {
  const optional = walker.missing || walker.nullable;
  const { schema, root } = walker.shape;
  return {
    ...walker,
    path: [...walker.path, { key: hop.key, optional }],
    shape: shapeOf(own(schema.properties, hop.key) ?? true, root),
    missing: optional || hop.missing,
    nullable: hop.nullable,
  };
}

function intoElement(walker: Walker, hop: Hop & { kind: "element" }, choice: Choice): Walker | undefined {
  const { variable } = walker;
  if (choice.kind === "each" && (variable.inside !== undefined || hop.nullable)) return undefined;
  const tool = variable.entry.binding.spec.name;
  const key = walker.path.at(-1)?.key;
  const words = key === undefined ? variable.noun : splitName(key);
  const one = [...words.slice(0, -1), ...words.slice(-1).map(singular)];
  const at = guarded(walker, words, []);
  const name = nameFor(at.draft, one);
  const place = { name, inside: variable.inside, list: referenceTo(at) };
  const only = choice.kind === "first" && choice.only;
  const otherwise = `${tool} returned no fitting ${one.join(" ")}${only ? ", or more than one" : ""}`;
  const element: Variable = {
    name,
    shape: shapeOf(at.shape.schema.items ?? true, at.shape.root),
    owners: [...variable.owners, ...words.map(stem)],
    inside: choice.kind === "each" ? name : variable.inside,
    anchored: true,
    told: true,
    noun: one,
    entry: variable.entry,
  };
  const draft =
    choice.kind === "each"
      ? withStep(at.draft, { kind: "each", ...place }, element)
      : withStep(
          at.draft,
          { kind: "pick", ...place, nullable: hop.nullable, only, otherwise, ...whereOf(choice) },
          element,
        );
  return { draft, variable: element, shape: element.shape, path: [], missing: false, nullable: false };
}

function whereOf(choice: Choice): { where?: { keys: readonly string[]; equals: Json } } {
  return choice.kind === "where" ? { where: { keys: choice.keys, equals: choice.equals } } : {};
}

/** Gives what may be absent or too long a name and a test, so that the steps after it can rely on it. */
function guarded(walker: Walker, words: readonly string[], checks: readonly Check[]): Walker {
  const absent: ("undefined" | "null")[] = [];
  if (walker.missing) absent.push("undefined");
  if (walker.nullable) absent.push("null");
  if (absent.length + checks.length === 0) return walker;
  const { variable } = walker;
  const name = nameFor(walker.draft, words);
  const otherwise = `${variable.entry.binding.spec.name} returned no usable ${words.join(" ")}`;
  const value = referenceTo(walker);
  const step = { kind: "guard", name, inside: variable.inside, value, absent, checks, otherwise } as const;
  const held: Variable = { ...variable, name, shape: walker.shape };
  const draft = withStep(walker.draft, step, held);
  return { draft, variable: held, shape: walker.shape, path: [], missing: false, nullable: false };
}

function referenceTo({ variable, path }: Walker): Reference {
  return { kind: "reference", name: variable.name, path };
}
