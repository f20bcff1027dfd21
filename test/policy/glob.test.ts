import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { glob } from "#dist/policy/glob.js";

const text = fc.string({ unit: fc.constantFrom("a", "b", ".", "*", " "), maxLength: 12 });
const isWord = (character: string) => character !== " ";

/** The same question asked of the engine's own regular expressions. */
function expected(pattern: string, subject: string): boolean {
  const source = pattern.replace(/\*+|[.]/g, (part) => {
    if (part === ".") return "\\.";
    return part.length > 1 ? "[^]*" : "[^ ]*";
  });
  return new RegExp(`^${source}$`, "u").test(subject);
}

describe("glob", () => {
  test("says the same as a regular expression", () => {
    fc.assert(
      fc.property(text, text, (pattern, subject) => glob(pattern, subject, isWord) === expected(pattern, subject)),
    );
  });

  test("a text without stars matches itself alone", () => {
    const plain = fc.string().filter((one) => !one.includes("*"));
    fc.assert(fc.property(plain, plain, (one, other) => glob(one, other, isWord) === (one === other)));
  });

  test("takes no longer for a pattern that would make a backtracking engine explode", () => {
    expect(glob(`${"*a".repeat(40)}b`, "a".repeat(2_000), () => true)).toBe(false);
  });

  test("stars follow what they are told to take, with the character before", () => {
    const noDots = (character: string, before: string) => !(character === "." && before === ".");
    expect(glob("/srv/*", "/srv/a.b", noDots)).toBe(true);
    expect(glob("/srv/*", "/srv/../etc", noDots)).toBe(false);
    expect(glob("/srv/.*", "/srv/../etc", noDots)).toBe(false);
    expect(glob("/srv/**", "/srv/../etc", noDots)).toBe(true);
  });
});
