import fc from "fast-check";
import type { ScriptedFailure, ScriptedWorld } from "../../sandbox/index.js";
import {
  type Binding,
  failure,
  type Json,
  type Outcome,
  type Schema,
  success,
  writtenName,
} from "../../toolspecs/index.js";
import type { Violation } from "../../validation/index.js";
import { arbitraryOf } from "../arbitrary/arbitrary.js";
import { rememberedTexts, type TextsLike } from "../arbitrary/patterns.js";
import { type Aim, type Aims, aimed, deviating, offerShared } from "./aim/index.js";
import { echoesOf } from "./echoes.js";
import { distinctRecords } from "./records.js";

/** One way the tools may behave. */
export interface World {
  /** What the plan is given, if it takes anything. */
  readonly input: Json | undefined;
  /** For each reached tool, in order, the answers it gives to different arguments. */
  readonly answers: readonly (readonly Json[])[];
  /** Whether what was read before a change may read differently after it. */
  readonly changing: boolean;
  readonly failure?: ScriptedFailure;
}

/** Worlds in which every tool keeps its contract, and worlds in which one of them fails. Both shrink to few, small answers. */
export interface Worlds {
  readonly kept: fc.Arbitrary<World>;
  readonly failing: fc.Arbitrary<World>;
}

export type WorldKind = keyof Worlds;

/** A tool that nothing can be said about, because there are no values to try one of its schemas with. */
export interface UnusableSchema {
  readonly tool: string;
  readonly side: "input" | "output";
  readonly problem: string;
  /** The schema may make sense, but its values are larger than can be tried out. */
  readonly tooLarge: boolean;
}

const ANSWERS_PER_TOOL = 3;

/** What worlds are made for. */
export interface Scenery {
  readonly reached: readonly Binding[];
  readonly aims: Aims;
  /** Of what the program is given; undefined where it takes nothing. */
  readonly input: Schema | undefined;
}

/** The worlds for a program that calls these tools and looks for these things in what they return. */
export function worldsOf({ reached, aims, input }: Scenery): Outcome<Worlds, UnusableSchema> {
  const textsLike = rememberedTexts();
  const outputs = reached.map(({ spec }) => spec.output.schema);
  offerShared(aims, [...outputs, input ?? true], textsLike);
  const given = inputsOf(input, aims.answers[reached.length], textsLike);
  if (!given.ok) return failure(unusable("plan", "input", given.issues));
  const open: fc.Arbitrary<readonly Json[]>[] = [];
  const narrow: fc.Arbitrary<readonly Json[]>[] = [];
  for (const [index, binding] of reached.entries()) {
    const sources = sourcesOf(binding.spec.output.schema, aims.answers[index], textsLike);
    if (!sources.ok) return failure(unusable(writtenName(binding), "output", sources.issues));
    const change = distinctRecords(binding.spec.output.schema, binding.spec.name);
    open.push(some(changed(sources.value.open, change)));
    narrow.push(some(changed(sources.value.narrow, change)));
  }
  const changing = reached.some((_, fn) => forgottenBy(fn, reached).length > 0) ? fc.boolean() : fc.constant(false);
  const answers = fc.oneof(
    { withCrossShrink: true },
    { weight: 3, arbitrary: fc.tuple(...open) },
    { weight: 2, arbitrary: fc.tuple(...narrow) },
  );
  const kept = fc.record({ input: given.value, answers, changing });
  const failing = fc.tuple(kept, failures(reached, aims)).map(([world, fails]) => ({ ...world, failure: fails }));
  return success({ kept, failing: reached.length === 0 ? kept : failing });
}

function changed(values: fc.Arbitrary<Json>, change: ((value: Json) => Json) | undefined): fc.Arbitrary<Json> {
  return change === undefined ? values : values.map(change);
}

function inputsOf(input: Schema | undefined, aim: Aim | undefined, textsLike: TextsLike) {
  if (input === undefined) return success(fc.constant(undefined));
  const sources = sourcesOf(input, aim, textsLike);
  if (!sources.ok) return sources;
  const { open, narrow } = sources.value;
  return success<fc.Arbitrary<Json | undefined>>(fc.oneof({ withCrossShrink: true }, open, narrow));
}

function some(values: fc.Arbitrary<Json>): fc.Arbitrary<readonly Json[]> {
  return fc.array(values, { minLength: 1, maxLength: ANSWERS_PER_TOOL });
}

interface Sources {
  readonly open: fc.Arbitrary<Json>;
  readonly narrow: fc.Arbitrary<Json>;
}

function sourcesOf(output: Schema, aim: Aim | undefined, textsLike: TextsLike): Outcome<Sources, Violation> {
  const [open, narrow] = (["open", "narrow"] as const).map((manner) => (aim ? aimed(output, aim, manner) : output));
  const made = open === undefined || open === output ? undefined : arbitraryOf(open, textsLike);
  // What a program looks for may be nothing that the schema has.
  const wide = made?.ok ? made : arbitraryOf(output, textsLike);
  if (!wide.ok) return wide;
  const close = narrow === undefined || narrow === output ? wide : arbitraryOf(narrow, textsLike);
  const sources = { open: wide.value, narrow: close.ok ? close.value : wide.value };
  if (output !== true || aim === undefined || aim.empty) return success(sources);
  return success({ ...sources, open: fc.oneof({ withCrossShrink: true }, wide.value, deviating(sources.narrow)) });
}

/** One tool fails, once or from then on, mostly at its first call. */
function failures(reached: readonly Binding[], aims: Aims): fc.Arbitrary<ScriptedFailure> {
  const looked = aims.failure.at([{ member: "message" }]).values.filter((value) => typeof value === "string");
  return fc
    .record({
      fn: fc.nat({ max: Math.max(0, reached.length - 1) }),
      nth: fc.constantFrom(0, 0, 1, 2),
      lasting: fc.boolean(),
      how: fc.constantFrom("failed: the service is not available", "did not answer in time", ...looked),
    })
    .map(({ fn, nth, lasting, how }) => ({ fn, nth, lasting, message: `${nameOf(reached[fn])} ${how}` }));
}

export function scripted(worlds: readonly World[], reached: readonly Binding[]): readonly ScriptedWorld[] {
  const echoes = reached.map(({ spec }) => echoesOf(spec));
  const forgets = reached.map((_, fn) => forgottenBy(fn, reached));
  return worlds.map(({ input, answers, changing, failure: fails }) => ({
    ...(input !== undefined && { input }),
    answers: answers.map((values) => values.map((value) => ({ ok: true, value }))),
    echoes,
    ...(changing && { forgets }),
    ...(fails && { failure: fails }),
  }));
}

/** What a call may change: what is read from the same server, and what the same call does the next time. */
function forgottenBy(fn: number, reached: readonly Binding[]): readonly number[] {
  const writer = reached[fn]?.spec;
  if (writer === undefined || writer.effect === "read") return [];
  return reached.flatMap(({ spec }, other) => {
    const again = other === fn && spec.idempotent !== true;
    return again || (spec.effect === "read" && spec.server === writer.server) ? [other] : [];
  });
}

/** As the program calls it. */
export function nameOf(binding: Binding | undefined): string {
  return binding === undefined ? "a tool" : writtenName(binding);
}

export function unusable(
  tool: string,
  side: UnusableSchema["side"],
  issues: readonly { readonly path: string; readonly message: string; readonly tooLarge?: true }[],
): UnusableSchema {
  const problem = issues.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
  return { tool, side, problem, tooLarge: issues.some((issue) => issue.tooLarge) };
}
