import { describe, expect, test } from "vitest";
import { plan, searchProposer } from "#dist/planner/index.js";
import { renderVerdict, verdictJson } from "#dist/report/index.js";
import { loadTools, type ToolSpec } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";
import { ask } from "./ask.js";

const billing = await loadTools("billing=examples/billing/tools.json");
const weather: readonly ToolSpec[] = ["forecast", "history"].map((what) =>
  tool(`get_weather_${what}`, {
    description: `Gets the weather ${what} of a city.`,
    input: {
      type: "object",
      properties: { city: { type: "string" }, unit: { enum: ["celsius", "fahrenheit"] } },
      required: ["city"],
    },
  }),
);

async function explained(goal: string, tools: readonly ToolSpec[]) {
  const proposal = await ask(goal, tools, { explain: true });
  if (proposal.kind !== "program" || proposal.explanation === undefined) throw new Error(JSON.stringify(proposal));
  return proposal.explanation;
}

describe("an explanation", () => {
  test("names the words that led to a tool and its values, and what else was weighed", async () => {
    const { calls, confidence } = await explained("Get the weather forecast for Paris in celsius", weather);
    expect(calls).toMatchObject([
      {
        tool: "get_weather_forecast",
        answers: true,
        words: expect.arrayContaining(["weather", "forecast"]),
        runnersUp: [{ tool: "get_weather_history" }],
        arguments: [
          { parameter: "city", value: "Paris", words: "Paris" },
          { parameter: "unit", value: "celsius", words: "celsius" },
        ],
      },
    ]);
    expect(confidence).toBeGreaterThan(0);
    const [call] = calls;
    expect(call?.score).toBeGreaterThan(call?.runnersUp[0]?.score ?? 0);
    for (const { probability, runnersUp } of call?.arguments ?? []) {
      expect(runnersUp).toContainEqual({ value: null, words: null, probability: expect.any(Number) });
      const all = runnersUp.reduce((sum, rival) => sum + rival.probability, probability);
      expect(all).toBeLessThanOrEqual(1.01);
    }
  });

  test("tells a call that answers from one that only feeds it", async () => {
    const { calls } = await explained("Refund invoice INV-2041 of the customer ada@example.com", billing);
    expect(calls.map(({ tool: name, answers }) => [name, answers])).toEqual([
      ["refund_invoice", true],
      ["find_customer", false],
    ]);
  });

  test("names the words that nothing is done about", async () => {
    const { unplaced } = await explained("Get the gorgeous weather forecast for Paris", weather);
    expect(unplaced).toContain("gorgeous");
  });

  test("is there only for whoever asks, and changes no program", async () => {
    const goal = "Get the weather forecast for Paris";
    const [plain, asked] = [await ask(goal, weather), await ask(goal, weather, { explain: true })];
    expect(plain).not.toHaveProperty("explanation");
    expect(asked).toMatchObject({ source: plain.kind === "program" ? plain.source : "" });
  });

  test("stands in the verdict, its JSON and its text", async () => {
    const goal = "Refund invoice INV-2041 of the customer ada@example.com";
    const verdict = await plan({ goal, tools: billing, proposer: searchProposer({ explain: true }) });
    expect(verdict.explanation?.calls).toHaveLength(2);
    expect(verdictJson(verdict).explanation).toEqual(verdict.explanation);
    const text = renderVerdict(verdict, { colour: false, width: 100 });
    expect(text).toMatch(/^Why \(the planner claims \d+ %\)$/mu);
    expect(text).toContain('billing.refund_invoice from "Refund", "invoice", "customer"');
    expect(text).toMatch(/invoice_id: "INV-2041" from "INV-2041", \d+ %/u);
  });
});
