import type { Binding, Outcome } from "../../toolspecs/index.js";
import { knownInput, misfitReader, typesIn } from "./inputs.js";
import { firstSketches, moves } from "./moves.js";
import { needsReader } from "./params.js";
import { plainTypes, type TypeQuery } from "./query/query.js";
import { fillable, producersFor, type Scene } from "./scene.js";
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
  const given = { methods, inputs: known, misfit: misfitReader() };
  const isFillable = fillable(given);
  const scene: Scene = { ...given, wanted, needsOf, isFillable, producersFor: producersFor(methods, needsOf) };
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
