import fc from "fast-check";
import type { Json } from "../../toolspecs/index.js";

const scalars: readonly fc.Arbitrary<Json>[] = [
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -10, max: 100 }),
  fc.constantFrom("", "text", "42", "日本語"),
];

const flat = fc.oneof(...scalars);
const nested = fc.oneof(
  flat,
  fc.array(flat, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom("id", "name", "items"), flat, { maxKeys: 3, noNullPrototype: true }),
);

/** Small JSON of every kind: what a tool may return that promises nothing. */
export const anything: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: flat },
  { weight: 1, arbitrary: fc.array(nested, { maxLength: 3 }) },
  {
    weight: 2,
    arbitrary: fc.dictionary(fc.constantFrom("id", "name", "items", "value"), nested, {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  },
);
