import fc from "fast-check";
import type { Json } from "#dist/toolspecs/index.js";

const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("id", "name", "items", "total", "next") },
  { weight: 1, arbitrary: fc.constantFrom("ada@example.com", "1", "a b", "constructor", "toString", "cus_423546") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }).filter((text) => text !== "__proto__") },
);

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom("open", "", "2026-01-01", "2026-02-30", "2026-01-01T00:00:00Z", "2026-01-01T23:59:60Z", "a@b.co"),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.emailAddress(),
  fc.uuid(),
);

/** Outputs as tools give them: a few names again and again, now and then a key or a text that is odd. */
export const { anyOutput } = fc.letrec<{ anyOutput: Json }>((tie) => ({
  anyOutput: fc.oneof(
    { maxDepth: 4, depthSize: "small", withCrossShrink: true },
    fc.constantFrom<Json[]>(null, true, false),
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
    text,
    fc.array(tie("anyOutput"), { maxLength: 3 }),
    fc.dictionary(name, tie("anyOutput"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
