import fc from "fast-check";
import { expect, test } from "vitest";
import { settled } from "#dist/report/html/graph/labels.js";

const edge = [
  { x: 50, y: 0 },
  { x: 50, y: 100 },
];
const label = { points: edge, box: { x: 50, y: 50, width: 60, height: 16 } };

test("a label stays where it is while nothing is covered", () => {
  expect(settled([label], [{ x: 200, y: 50, width: 60, height: 16 }])).toEqual([{ x: 50, y: 50 }]);
});

test("from a caption it goes to the nearest free place on its edge", () => {
  const [place] = settled([label], [{ x: 40, y: 55, width: 90, height: 16 }]);
  expect(place?.x).toBe(50);
  expect(place?.y).toBeLessThanOrEqual(39);
  expect(place?.y).toBeGreaterThan(30);
});

test("two labels in one place part", () => {
  const [first, second] = settled([label, label], []);
  expect(Math.abs((first?.y ?? 0) - (second?.y ?? 0))).toBeGreaterThanOrEqual(16);
});

test("with no room on the edge it stays", () => {
  expect(settled([label], [{ x: 50, y: 50, width: 90, height: 400 }])).toEqual([{ x: 50, y: 50 }]);
});

test("every label is on its edge or where the layout put it", () => {
  const number = fc.integer({ min: 0, max: 200 });
  const box = fc.record({ x: number, y: number, width: number, height: number });
  fc.assert(
    fc.property(fc.array(box), (taken) => {
      const [place] = settled([label], taken);
      expect(place?.x).toBe(50);
      expect(place?.y).toBeGreaterThanOrEqual(0);
      expect(place?.y).toBeLessThanOrEqual(100);
    }),
  );
});
