import type { Binding, Outcome } from "../../toolspecs/index.js";
import { knownInput, typesIn } from "./inputs.js";
import { firstSketches, moves, producersFor, type Scene } from "./moves.js";
import { needsReader } from "./params.js";
import { plainTypes, type TypeQuery } from "./query/query.js";
import { bestFirst, type SearchLimits } from "./search/best-first.js";
import type { Methods } from "./semantics/methods.js";
import { type Sketch, sketchKey } from "./sketch.js";

export type Bindings = readonly Binding[];

/** The programs of a type, cheapest first. A failure names what no tool knows. */
export function enumerate(
  query: TypeQuery,
  methods: Methods,
  limits: SearchLimits,
): Outcome<Generator<Sketch, void>, string> {
  const inputs = query.inputs.map((input) => knownInput(input, methods));
  const types = typesIn(query.output, methods);
  const issues = [...inputs, types].flatMap((found) => (found.ok ? [] : found.issues));
  if (issues.length > 0 || !types.ok) return { ok: false, issues };
  const known = inputs.flatMap((found) => (found.ok ? [found.value] : []));
  const kind = plainTypes.has(query.output.base) ? query.output.base : undefined;
  const needsOf = needsReader();
  const wanted = { types: types.value, kind, arrays: query.output.arrays };
  const scene: Scene = { methods, inputs: known, wanted, needsOf, producersFor: producersFor(methods, needsOf) };
  const programs = bestFirst<Sketch>(
    {
      start: firstSketches(scene),
      successors: (sketch) => moves(sketch, scene),
      isGoal: ({ finished }) => finished,
      cost: ({ cost }) => cost,
      key: sketchKey,
    },
    limits,
  );
  return { ok: true, value: programs };
}
