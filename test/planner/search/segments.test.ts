import { describe, expect, test } from "vitest";
import { searchProposer } from "#dist/planner/index.js";
import { catalogue, type Json, readTools } from "#dist/toolspecs/index.js";

const text = { type: "string" };
const number = { type: "integer" };

function tool(name: string, description: string, properties: Record<string, Json>) {
  return { name, description, parameters: { type: "object", properties, required: Object.keys(properties) } };
}

async function programFor(goal: string, tools: readonly Json[]): Promise<string> {
  const read = await readTools([tools]);
  if (!read.ok) throw new Error("The tools cannot be read.");
  const proposal = await searchProposer({ minConfidence: 0 }).propose({ goal, catalogue: catalogue(read.value) }, []);
  return proposal.kind === "program" ? proposal.source : "";
}

describe("a goal whose words turn from one tool to another", () => {
  const weather = tool("get_weather", "Get the weather forecast for a city.", { city: text });
  const news = tool("get_headlines", "Get the latest headlines about a topic.", { topic: text });

  test("is cut there, though no new verb stands there", async () => {
    const source = await programFor('Get the weather forecast for Oslo, and the latest headlines about "chess".', [
      weather,
      news,
    ]);
    expect(source).toContain('get_weather({ city: "Oslo" })');
    expect(source).toContain('get_headlines({ topic: "chess" })');
  });

  const air = tool("air_quality", "Get the air quality forecast for a city.", { city: text, days: number });
  const forecast = tool("weather_forecast", "Get the weather forecast for a city.", { city: text, days: number });
  const articles = tool("news", "Retrieve news articles about a topic.", { topic: text, days: number });

  test("is cut between tools that are alike, and news are no deed", async () => {
    const source = await programFor(
      "Give me a 5-day air quality forecast for Oslo, a 7-day weather forecast for Rome, and news articles on 'chess' for the past 3 days",
      [air, forecast, articles],
    );
    expect(source).toContain('air_quality({ city: "Oslo", days: 5 })');
    expect(source).toContain('weather_forecast({ city: "Rome", days: 7 })');
    expect(source).toContain('news({ topic: "chess", days: 3 })');
  });
});

describe("a call of a row", () => {
  const density = tool("species_growth", "Estimate the growth of a species in a country in a year.", {
    species: { ...text, description: "The species." },
    country: { ...text, description: "The country." },
    year: { ...number, description: "The year." },
  });

  test("takes over what only the call before it was told", async () => {
    const source = await programFor(
      "Estimate the growth of the species Lynx in the country Spain in the year 2021, and then in the year 2023.",
      [density],
    );
    expect(source.match(/species: "Lynx"/gu)).toHaveLength(2);
    expect(source).toContain("year: 2021");
    expect(source).toContain("year: 2023");
  });
});

describe("something of its own that a plan would leave out", () => {
  const weather = tool("get_weather", "Get the weather forecast for a city.", { city: text });
  const delay = tool("get_trains", "Get the trains between two stations.", { from: text, to: text });

  test("leaves the whole to a person", async () => {
    const goal = "Get the weather forecast for Oslo and the next trains, whatever they are";
    expect(await programFor(goal, [weather, delay])).toBe("");
    expect(await programFor(goal, [weather])).toContain('get_weather({ city: "Oslo" })');
  });
});
