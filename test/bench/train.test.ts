import { expect, test } from "vitest";
import { lessonsOf, plansOf, weightsOf } from "#dist/bench/train/course.js";
import { type Raw, rowsOf } from "#dist/bench/train/rows.js";
import { unpack } from "#dist/planner/search/learned/pack.js";

// The weights in the repository can be made again: all that is drawn in training is drawn from fixed seeds.

const cities = ["Rome", "Oslo", "Lima", "Cairo", "Quito", "Turin"];
const nouns = ["weather", "museums", "hotels", "trains"];

/** Made-up rows: a tool for each noun, a goal for each city, and some that want nothing. */
const raw: readonly Raw[] = nouns.flatMap((noun) =>
  cities.map((city, index): Raw => {
    const asks = index % 3 !== 2;
    const tool = `find_${noun}`;
    const days = { type: "integer", description: "How many days." };
    const parameters = {
      type: "object",
      properties: { city: { type: "string", description: "The city." }, days },
      required: ["city"],
    };
    return {
      id: `${noun}-${city}`,
      file: asks ? "simple" : "irrelevance",
      goal: asks ? `Find the ${noun} of ${city} for ${index + 2} days` : `Tell me a joke about ${city}`,
      functions: [{ name: tool, description: `Finds the ${noun} of a city.`, parameters }],
      documented: [{ name: tool, properties: parameters.properties, required: ["city"] }],
      gold: asks ? [{ tool, parameters: { city: [city], days: [index + 2] } }] : [],
    };
  }),
);

async function trained(): Promise<Uint8Array> {
  const rows = await rowsOf(raw);
  const lessons = lessonsOf(rows);
  return weightsOf(lessons, plansOf(rows, lessons));
}

test("training twice gives the same bytes, and they hold something", async () => {
  const [first, second] = [await trained(), await trained()];
  expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  const { slots, tools, confidence } = unpack(first);
  for (const table of [slots, tools, confidence]) expect(table.some((weight) => weight !== 0)).toBe(true);
});
