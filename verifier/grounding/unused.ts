/** The reverse of grounding: values that the goal states and no literal of the plan accounts for. */

import type { Goal } from "./goal.js";
import { ground } from "./ground.js";
import type { GroundingContext } from "./grounding.js";
import type { Literal } from "./looks.js";
import type { Span } from "./span.js";
import { tokensOf } from "./tokens.js";
import { chunksOf, type StatedValue, type ValueKind } from "./values.js";
import { stem } from "./words.js";

/** Kinds that gold programs leave out so seldom that it is worth a warning; the others are often told in passing. */
export const tellingKinds: ReadonlySet<ValueKind> = new Set(["address", "identifier", "quoted"]);

/**
 * In the order of the goal. A value is accounted for when a literal is grounded in it, when the words and numbers it
 * consists of all stand in literals (of an address or identifier: in one), or when it only repeats a value that is. `literals`: all that the plan holds, with the
 * signature each reaches where that is known.
 */
export function unusedValues(
  goal: Goal,
  literals: readonly (Literal | (Omit<GroundingContext, "goal"> & { readonly value: Literal }))[],
): readonly StatedValue[] {
  const given = literals.map((one) => (typeof one === "object" && one !== null ? one : { value: one }));
  const used = given.flatMap(({ value, ...context }) => spansOf(ground(value, { ...context, goal })));
  const covered = coverage(goal, used);
  const parts = new Set(given.flatMap(({ value }) => keysOf(String(value))));
  const wholes = new Set(
    given.flatMap(({ value }) => chunksOf(String(value)).map(({ text }) => keysOf(text).join(" "))),
  );
  const isGiven = ({ kind, text }: StatedValue) =>
    kind === "address" || kind === "identifier"
      ? wholes.has(keysOf(text).join(" "))
      : keysOf(text).every((key) => parts.has(key));
  const accounted = goal.values.filter((value) => covered(value) || isGiven(value));
  const tools = given.flatMap((one) => ("tool" in one && one.tool !== undefined ? [one.tool.name] : []));
  const repeated = new Set([...accounted.map(({ text }) => text), ...tools].map((text) => keysOf(text).join(" ")));
  const done = new Set(accounted);
  return goal.values.filter((value) => !done.has(value) && !repeated.has(keysOf(value.text).join(" ")));
}

function spansOf(grounding: ReturnType<typeof ground>): readonly Span[] {
  if (grounding.by !== "goal") return [];
  return grounding.parts ?? [grounding];
}

/** Whether some span touches a value, asked often: offsets that are touched are counted up from the left. */
function coverage({ text }: Goal, spans: readonly Span[]): (span: Span) => boolean {
  const changes = new Int32Array(text.length + 1);
  for (const { start, end } of spans) {
    changes[start] = (changes[start] ?? 0) + 1;
    changes[end] = (changes[end] ?? 0) - 1;
  }
  const touched = new Uint32Array(text.length + 1);
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    open += changes[at] ?? 0;
    touched[at + 1] = (touched[at] ?? 0) + Number(open > 0);
  }
  return ({ start, end }) => (touched[end] ?? 0) > (touched[start] ?? 0);
}

function keysOf(text: string): readonly string[] {
  return tokensOf(text).map(({ kind, key }) => (kind === "number" ? String(Number(key)) : stem(key)));
}
