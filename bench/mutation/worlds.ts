/**
 * Worlds to tell two programs apart in. They keep the contracts of the tools like the worlds of the judge, but are drawn apart
 * from them, and every other one is salted: texts and numbers of the program, and values that other tools answer, stand here
 * and there where the schema lets them, so that comparisons and joins come out both ways.
 */
import fc from "fast-check";

import ts = require("typescript");

import type { Answer, ScriptedWorld } from "../../sandbox/index.js";
import type { Binding, Json } from "../../toolspecs/index.js";
import { arbitraryOf, validatorOf } from "../../verifier/index.js";
import { randomOf } from "./random.js";
import { fitting, type Salt, salted, saltFor } from "./salt.js";
import { collect } from "./syntax.js";

export const WORLDS = 200;
const ANSWERS_PER_TOOL = 3;
const SEED = 7;

/** The same worlds for every program asked about, however many tools it adds. */
export interface Worlds {
  of(reached: readonly Binding[]): readonly ScriptedWorld[];
}

/** `constants` are the values of the program whose behaviour is the measure, `own` the tools it calls. */
export function worldsFor(constants: readonly Json[], own: readonly Binding[]): Worlds {
  const drawn = remembered(draw);
  const constant = fitting(constants);
  const salts = lazily(() =>
    Array.from({ length: WORLDS }, (_, world) =>
      saltFor(
        constant,
        own.map((binding) => ({ schema: binding.spec.output.schema, values: drawn(binding)[world] ?? [] })),
      ),
    ),
  );
  const answers = remembered((binding: Binding) => answersOf(binding, drawn(binding), salts()));
  return {
    of(reached) {
      const columns = reached.map(answers);
      return Array.from({ length: WORLDS }, (_, world) => ({ answers: columns.map((column) => column[world] ?? []) }));
    },
  };
}

/** Up to three answers for each world; none of a tool about whose output nothing can be said. */
function draw({ spec }: Binding): readonly (readonly Json[])[] {
  const arbitrary = arbitraryOf(spec.output.schema);
  if (!arbitrary.ok) return [];
  const lists = fc.array(arbitrary.value, { minLength: 1, maxLength: ANSWERS_PER_TOOL });
  return fc.sample(lists, { seed: SEED, numRuns: WORLDS });
}

function answersOf(
  { namespace, member, spec }: Binding,
  drawn: readonly (readonly Json[])[],
  salts: readonly Salt[],
): readonly (readonly Answer[])[] {
  const { schema } = spec.output;
  const validator = validatorOf(schema);
  const random = randomOf(`${namespace}.${member}`);
  return drawn.map((values, world) => {
    const salt = world % 2 === 1 ? salts[world] : undefined;
    return values.map((value): Answer => {
      const changed = salt === undefined ? value : salted(value, schema, { salt, random });
      const fits = validator.ok && validator.value(changed).length === 0;
      return { ok: true, value: fits ? changed : value };
    });
  });
}

function remembered<T>(make: (binding: Binding) => T): (binding: Binding) => T {
  const known = new Map<Binding, T>();
  return (binding) => {
    const value = known.get(binding) ?? make(binding);
    known.set(binding, value);
    return value;
  };
}

function lazily<T>(make: () => readonly T[]): () => readonly T[] {
  let made: readonly T[] | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The texts and numbers of a program, with the neighbours of the numbers. */
export function constantsOf(file: ts.SourceFile): readonly Json[] {
  const found = collect(file, (node): readonly Json[] | undefined => {
    if (ts.isStringLiteralLike(node)) return [node.text];
    const value = ts.isNumericLiteral(node) ? Number(node.text) : undefined;
    return value === undefined ? undefined : [value - 1, value, value + 1];
  });
  return [...new Set(found.flat())];
}
