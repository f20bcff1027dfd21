import ts = require("typescript");

import type { Binding } from "../../../toolspecs/index.js";
import type { CheckedPlan } from "../../compiler/compiler.js";
import { isEntry } from "../../syntax.js";
import { Expressions } from "./expressions.js";
import { Machine } from "./machine.js";
import { how, type InputOrigin, type Origin } from "./origin.js";
import { Statements } from "./statements.js";
import { computed, deep, type FunctionNode, nothing, OutputThing, ref, type Thing, type Value } from "./value.js";

/** A part of a tool call's argument, and all it may come from. */
export interface Leaf {
  /** `to`, `items[].id`; `""` for the argument as a whole. */
  readonly path: string;
  /** The bits of `how` say in which ways. */
  readonly origins: ReadonlyMap<Origin, number>;
}

/** What is known of the values in one tool call, over all runs. */
export interface CallFlow {
  readonly binding: Binding;
  readonly call: ts.CallExpression;
  readonly leaves: readonly Leaf[];
  /** What decides whether it is made, and how often. */
  readonly control: ReadonlyMap<Origin, number>;
}

export interface DataFlow {
  /** In the order of the source; calls that no run can reach are left out. */
  readonly calls: readonly CallFlow[];
  /** What the plan returns. */
  readonly result: readonly Leaf[];
  /** What an expression of the program may be. */
  originsOf(node: ts.Expression): ReadonlyMap<Origin, number>;
}

/** A plan that takes more rounds than this is refused. */
const MAX_ROUNDS = 200;
/** Parts of one value that are told apart by their paths; beyond, all of it counts as one part. */
const MAX_PARTS = 2000;
const MAX_PATH = 12;

/**
 * Where the values of a plan come from: an inclusion-based points-to analysis (Andersen 1994) over origins, field-sensitive,
 * insensitive to order and context, with the program's decisions tracked like data (Denning 1977). It is sound from above: a
 * value of which a leaf has no origin never reaches it, save through how long things took. `undefined` for
 * a program that is too entangled to be followed: that takes thousands of values that all flow into each other.
 */
export function analyseData(
  { file, checker }: CheckedPlan,
  byCall: ReadonlyMap<ts.CallExpression, Binding>,
  input?: Input,
): DataFlow | undefined {
  const machine = new Machine(checker, byCall);
  const expressions = new Expressions(machine);
  const statements = new Statements(expressions);
  const functions = functionsOf(file);
  const entry = functions.find(isEntry);
  if (entry !== undefined && input !== undefined) give(machine, entry, input);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    machine.changed = false;
    for (const statement of file.statements) statements.statement(statement, nothing);
    for (const fn of functions) if (!machine.exhausted) statements.body(fn);
    if (!machine.changed || machine.exhausted) break;
  }
  if (machine.changed || machine.exhausted) return undefined;
  const result = entry === undefined ? [] : leavesOf(machine.functionOf(entry).result.value);
  const calls = [...machine.toolCalls]
    .sort(([a], [b]) => a.pos - b.pos)
    .map(([call, { binding, argument, control }]) => ({
      binding,
      call,
      leaves: leavesOf(argument.value),
      control: control.value.origins,
    }));
  return { calls, result, originsOf: (node) => plainly(expressions.evaluate(node, nothing)) };
}

/** What the plan is given, and the schema of it. */
export type Input = Pick<InputOrigin, "parameter" | "schema">;

function give(machine: Machine, entry: FunctionNode, input: Input): void {
  const [cell] = machine.functionOf(entry).parameters;
  const given = new OutputThing({ kind: "input", path: "", ...input });
  if (cell !== undefined) machine.grow(cell, ref(given));
}

/** What is known where nothing could be followed. */
export const noDataFlow: DataFlow = { calls: [], result: [], originsOf: () => nothing.origins };

/** The origins of a value itself; those of what it holds count only if a tool returned it as a whole. */
function plainly({ origins, things }: Value): ReadonlyMap<Origin, number> {
  const all = new Map(origins);
  for (const thing of things) if (thing instanceof OutputThing) all.set(thing.origin, how.direct);
  return all;
}

function functionsOf(file: ts.SourceFile): readonly FunctionNode[] {
  const found: FunctionNode[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The parts of a value, as far as the program writes them out. */
function leavesOf(value: Value): readonly Leaf[] {
  const leaves = new Map<string, Map<Origin, number>>();
  const add = (path: string, origins: ReadonlyMap<Origin, number>) => {
    const known = leaves.get(path) ?? new Map<Origin, number>();
    leaves.set(path, known);
    for (const [origin, bits] of origins) known.set(origin, (known.get(origin) ?? 0) | bits);
  };
  let parts = 0;
  const visit = (part: Value, path: string, above: ReadonlySet<Thing>): void => {
    parts += 1;
    if (parts > MAX_PARTS) return;
    if (above.size > MAX_PATH) {
      // Looking through all of it costs as much as many parts do.
      parts += 50;
      add(path, deep(part));
      return;
    }
    if (part.origins.size > 0) add(path, part.origins);
    for (const thing of part.things) {
      if (thing instanceof OutputThing || thing.bases.size > 0) {
        add(path, new Map([...deep({ origins: nothing.origins, things: new Set([thing]) })]));
        if (thing instanceof OutputThing) continue;
      }
      if (above.has(thing)) continue;
      const below = new Set([...above, thing]);
      if (thing.shape.value.origins.size > 0) add(path, computed(thing.shape.value).origins);
      for (const [key, cell] of thing.fields) visit(cell.value, stepInto(path, key), below);
      if (thing.rest.value !== nothing) visit(thing.rest.value, `${path}[]`, below);
    }
  };
  visit(value, "", new Set());
  if (parts > MAX_PARTS) return [{ path: "", origins: deep(value) }];
  return [...leaves].map(([path, origins]) => ({ path, origins })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function stepInto(path: string, key: string): string {
  if (/^\d+$/.test(key)) return `${path}[]`;
  return path === "" ? key : `${path}.${key}`;
}

/** Whether a value got here unchanged or computed, not only by a decision. */
export function isExplicit(bits: number): boolean {
  return (bits & (how.direct | how.computed)) !== 0;
}
