import fc from "fast-check";
import { expect, test } from "vitest";
import { Lines } from "#dist/toolspecs/servers/lines.js";

test("law: however a text is cut into pieces, its lines come out whole and in order", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "ä", "€", "\n"), maxLength: 60 });
  fc.assert(
    fc.property(texts, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (text, sizes) => {
      const lines = new Lines();
      const bytes = Buffer.from(text);
      const found: string[] = [];
      for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        found.push(...lines.take(bytes.subarray(from, from + size)).map(String));
        from += size;
      }
      const whole = text.slice(0, text.lastIndexOf("\n") + 1);
      expect(found).toEqual(whole.match(/[^\n]*\n/g) ?? []);
      expect(lines.held).toBe(bytes.length - Buffer.byteLength(whole));
    }),
  );
});
