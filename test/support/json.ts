import fc from "fast-check";
import type { Json } from "#dist/toolspecs/index.js";

/** Any text, lone surrogates and names of built-in properties included. */
const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 5 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom("toString", "constructor", "then", "toJSON", "length", "0", "", "\ud800", "\ufeff", "\0"),
);
const scalar: fc.Arbitrary<Json> = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
  fc.constantFrom(null, true, false, 0, -0),
);

interface Pair {
  readonly given: Json;
  readonly expected: Json;
}

function pairs(keys: fc.Arbitrary<string>): fc.Arbitrary<Pair> {
  return fc.letrec<{ value: Pair }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      scalar.map((value) => ({ given: value, expected: value })),
      fc.array(tie("value"), { maxLength: 4 }).map(both),
      fc.uniqueArray(fc.tuple(keys, tie("value")), { selector: ([key]) => key, maxLength: 4 }).map(members),
    ),
  })).value;
}

function both(items: readonly Pair[]): Pair {
  return { given: items.map(({ given }) => given), expected: items.map(({ expected }) => expected) };
}

function members(entries: readonly (readonly [string, Pair])[]): Pair {
  return {
    given: Object.fromEntries(entries.map(([key, { given }]) => [key, given])),
    expected: Object.fromEntries(
      entries.filter(([key]) => key !== "__proto__").map(([key, { expected }]) => [key, expected]),
    ),
  };
}

/** Any Json that the sandbox carries whole. */
export const json: fc.Arbitrary<Json> = pairs(text.filter((key) => key !== "__proto__")).map(({ given }) => given);

/** Json with own `__proto__` keys, and the same without them. */
export const poisonedJson: fc.Arbitrary<Pair> = pairs(fc.oneof(text, fc.constant("__proto__")));
