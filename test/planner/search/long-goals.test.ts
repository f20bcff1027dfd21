import { describe, expect, it } from "vitest";
import { plan, searchProposer } from "#dist/planner/index.js";
import { renderVerdict, verdictJson } from "#dist/report/index.js";
import { loadTools } from "#dist/toolspecs/index.js";

const tools = await loadTools("billing=examples/billing/tools.json");
const proposer = searchProposer();
const read = (goal: string) => plan({ goal, tools, proposer });
const padding = "x y z ".repeat(17_000);

describe("a goal of 100,000 characters", () => {
  it("is read in part where the plan only looks, and the plan says so", async () => {
    const verdict = await read(`Find the customer ada@example.com. ${padding}`);
    expect(verdict.outcome).toBe("passed");
    expect(verdict.notes).toEqual([expect.stringMatching(/^Only the first 20000 of the 10\d{4} characters/u)]);
    expect(verdictJson(verdict).notes).toEqual(verdict.notes);
  });

  it("changes nothing", async () => {
    const verdict = await read(`Refund invoice INV-2041 of the customer ada@example.com. ${padding}`);
    expect(verdict.outcome).toBe("abstained");
    expect(JSON.stringify(verdict.outcome === "abstained" && verdict.missing)).toContain("too long");
  });

  it.each(['"', "[", "a", "1 2 3 4 ", "a, b, ", "list invoices and ", "2026-01-01 ", "every customer with "])(
    "of %j is answered in a sentence, and not printed back whole",
    async (part) => {
      const verdict = await read(part.repeat(Math.ceil(100_000 / part.length)));
      expect(verdict.outcome).toBe("abstained");
      expect(renderVerdict(verdict, { colour: false, width: 80 }).length).toBeLessThan(4_000);
    },
  );
});
