import { describe, expect, test } from "vitest";
import type { Schema } from "#dist/toolspecs/index.js";
import { readGoal } from "#dist/verifier/grounding/goal.js";
import { ground } from "#dist/verifier/grounding/ground.js";
import type { Literal } from "#dist/verifier/grounding/looks.js";

// A Wednesday.
const clock = Date.UTC(2026, 2, 4, 15, 30);

interface Signature {
  readonly schema?: Schema;
  readonly parameter?: string;
  readonly clock?: number;
}

/** The words of the goal a literal comes from, and how. */
function said(goal: string, value: Literal, { clock: now, ...signature }: Signature = {}) {
  const found = ground(value, { goal: readGoal(goal, now === undefined ? {} : { clock: now }), ...signature });
  return found.by === "goal" ? [found.how, goal.slice(found.start, found.end)] : [found.by];
}

const nothing = ["nothing"];

describe("texts", () => {
  test.each([
    ["Write to ada@example.com now", "ada@example.com", "exact", "ada@example.com"],
    ["Write to Ada@Example.com now", "ada@example.com", "normalised", "Ada@Example.com"],
    ["Read www.example.org/docs.", "https://example.org/docs/", "normalised", "example.org/docs"],
    ["List the issues of acme", "https://acme", undefined, undefined],
    ["Close INV 2041", "INV-2041", "normalised", "INV 2041"],
    ["The site mySite is down", "site", "exact", "site"],
    ["Ring (555) 123-4567", "+15551234567", undefined, undefined],
    ["Ring +1 (555) 123-4567", "+15551234567", "normalised", "1 (555) 123-4567"],
    ["Find a café in Zürich", "Cafe", "normalised", "café"],
    ["Translate into the languages of Africa", "language", "parts", "languages"],
    ["African history", "Africa", "parts", "African"],
    ["Book in New York City", "NYC", "initials", "New York City"],
    ["Flights to LA", "Los Angeles", "initials", "LA"],
    ["Weather in Paris", "Paris, FR", "parts", "Paris"],
    ["Paris, the one in France", "Paris/France", "parts", "Paris"],
    ["See the repository site of acme", "acme/site", "parts", "acme"],
    ["Convert 100 dollars", "USD", "parts", "100 dollars"],
    ["上海的天气怎么样", "上海", "exact", "上海"],
  ])("%s: %s", (goal, value, how, words) => {
    expect(said(goal, value)).toEqual(how === undefined ? nothing : [how, words]);
  });

  test.each([
    ["Write to ann@acme.com", "nn@acme.com"],
    ["Write to joe.ann@acme.com", "ann@acme.com"],
    ["Open evil-acme.com", "acme.com"],
    ["Open acme.com.example.org", "acme.com"],
    ["Tell Ann about acme.com", "ann@acme.com"],
    ["Close INV-20417", "INV-2041"],
    ["Eat a banana", "nan"],
    ["Add 15", "1.5"],
    ["Fly from Boston", "Austin"],
  ])("%s is no source of %s", (goal, value) => {
    expect(said(goal, value)).toEqual(nothing);
  });
});

describe("numbers", () => {
  const cents = { parameter: "amount", schema: { type: "integer", description: "Amount in cents" } } as const;
  test.each<[string, Literal, string, string, Signature?]>([
    ["Add 3 seats", 3, "exact", "3"],
    ["Add three seats", 3, "number word", "three"],
    ["Add twenty-one seats", 21, "number word", "twenty-one"],
    ["Order a dozen eggs", 12, "number word", "dozen"],
    ["one hundred and five people", 105, "number word", "one hundred and five"],
    ["Pay 1,250,000.50 now", 1_250_000.5, "exact", "1,250,000.50"],
    ["a 5k run", 5_000, "exact", "5k"],
    ["2.5 million users", 2_500_000, "exact", "2.5 million"],
    ["a tip of 15 %", 0.15, "computed unit", "15 %"],
    ["a tip of 15 percent", 15, "exact", "15 percent"],
    ["Charge $12.50", 1250, "computed unit", "12.50", cents],
    ["wait 2 hours", 120, "computed unit", "2 hours", { parameter: "minutes" }],
    ["wait two hours", 7200, "computed unit", "two hours", { parameter: "delay_seconds" }],
    ["the past hour", 3600, "computed unit", "past hour"],
    ["a loss of $1000", -1000, "computed unit", "1000"],
    ["It is -5 outside", "-5", "exact", "-5"],
    ["Take 3 March", 3, "exact", "3"],
    ["leave at 5pm", 17, "exact", "5pm"],
    ["aged 63", "63", "exact", "63"],
  ])("%s: %s", (goal, value, how, words, signature) => {
    expect(said(goal, value, signature)).toEqual([how, words]);
  });

  test("money is in cents only where the parameter says so", () => {
    expect(said("Charge $12.50", 1250, { parameter: "amount" })).toEqual(nothing);
  });

  test("a number of euros is no number of cents", () => {
    expect(said("Refund 25 euros", 25, cents)).toEqual(nothing);
    expect(said("Refund 1 euro", 1, cents)).toEqual(nothing);
    expect(said("Refund 25 euros", 2500, cents)).toEqual(["computed unit", "25 euros"]);
    // Said in another way too, or of a parameter that counts in both.
    for (const [goal, signature] of [
      ["Refund 25 euros of order 25", cents],
      ["Refund 25 cents, not 25 euros", cents],
      ["Refund 25 euros", { parameter: "amount" }],
    ] as const) {
      expect(said(goal, 25, signature)[0]).toBe("exact");
    }
  });

  test("a parameter that counts in one unit takes no other", () => {
    expect(said("wait 2 hours", 7200, { parameter: "minutes" })).toEqual(nothing);
  });
});

describe("dates and times", () => {
  test.each([
    ["on 3 March 2026", "2026-03-03"],
    ["on March 3rd", "2026-03-03"],
    ["on the 3rd of March", "03/03/2026"],
    ["on 03/04/2026", "2026-03-04"],
    ["on 03/04/2026", "2026-04-03"],
    ["on 25.12.2026", "2026-12-25"],
    ["on 2026.3.5", "2026-03-05"],
    ["from March 3-5, 2026", "2026-03-05"],
    ["from 3 to 5 March 2026", "2026-03-03"],
    ["from March 3rd to March 5th 2026", "2026-03-05"],
    ["in March 2026", "2026-03-01"],
    ["in March 2026", "2026-03-31"],
    ["during 2025", "2025-12-31"],
    ["today", "2026-03-04"],
    ["tomorrow", "2026-03-05"],
    ["the day after tomorrow", "2026-03-06"],
    ["next Monday", "2026-03-09"],
    ["on Friday", "2026-03-06"],
    ["in two weeks", "2026-03-18"],
    ["3 days ago", "2026-03-01"],
    ["for 3 days from 5 May 2026", "2026-05-08"],
    ["next month", "2026-04-30"],
    ["on 3 March 2026 at 5pm", "2026-03-03T17:00:00Z"],
    ["on 3 March at 5 pm for 2 hours", "2026-03-03 19:00"],
    ["on 3 March 2026", "2026-03-03T00:00:00.000Z"],
  ])("%s: %s", (goal, value) => {
    expect(said(goal, value, { clock })[0]).toMatch(/^(?:date|normalised|exact)$/);
  });

  test.each([
    ["on 3 March 2026", "2026-03-05T00:00:00"],
    ["on 3 March 2026", "2025-03-03"],
    ["on 3 March 2026", "2026-12-31"],
    ["tomorrow", "2026-03-07"],
    ["on 13/14/2026", "2026-01-13"],
    ["at 5pm", "18:00"],
    ["to March 10", "2027-10-01"],
  ])("%s is no source of %s", (goal, value) => {
    expect(ground(value, { goal: readGoal(goal, { clock }) }).by).toBe("nothing");
  });

  test("without a clock nobody can tell what tomorrow is", () => {
    expect(said("Book it for tomorrow", "2026-03-05")[0]).toBe("day without a clock");
  });

  test("today's date needs no source where a clock says so", () => {
    expect(ground("2026-03-04", { goal: readGoal("Pay the rent", { clock }) })).toEqual({ by: "convention" });
    expect(ground("2026-03-04", { goal: readGoal("Pay the rent") }).by).toBe("nothing");
  });
});

describe("the signature", () => {
  const goal = readGoal("Show the rooms");
  const of = (value: Literal, schema: Schema) => ground(value, { goal, schema });
  test.each<[Literal, Schema, string]>([
    ["metric", { enum: ["metric", "imperial"] }, "enum"],
    ["Metric", { anyOf: [{ enum: ["metric"] }, { type: "null" }] }, "enum"],
    ["v2", { const: "v2" }, "const"],
    [25, { default: 25 }, "default"],
    ["room-7", { examples: ["room-7"] }, "example"],
    [100, { type: "integer", maximum: 100 }, "limit"],
    ["celsius", { description: "Either celsius or fahrenheit." }, "description"],
    ["berlin", { description: "The city, e.g. Berlin." }, "example"],
  ])("%s", (value, schema, what) => {
    expect(of(value, schema)).toMatchObject({ by: "schema", what });
  });

  test("what the goal says needs no signature", () => {
    expect(of("rooms", { enum: ["rooms"] }).by).toBe("goal");
  });
});

describe("what nobody says", () => {
  test.each<[Literal]>([[true], [null], [0], [1], [""], ["asc"], ["JSON"]])("%s is written unasked", (value) => {
    expect(ground(value, { goal: readGoal("Show the rooms") })).toEqual({ by: "convention" });
  });

  test("as an identifier even 1 is somebody's record", () => {
    expect(ground(1, { goal: readGoal("Show the room"), parameter: "room_id" })).toMatchObject({
      by: "nothing",
      looks: "identifier",
    });
  });

  test("the nearest thing that is said is pointed at", () => {
    const text = "Send INV-2041 to ada@example.com and bob@example.com";
    const found = ground("bobby@example.com", { goal: readGoal(text) });
    expect(found).toMatchObject({ by: "nothing", looks: "address", partly: false });
    expect(found.by === "nothing" && found.nearest && text.slice(found.nearest.start, found.nearest.end)).toBe(
      "bob@example.com",
    );
  });

  test("a literal of which a part is said is told from one that is made up", () => {
    const goal = readGoal("Deploy app.py of 2026-05-20");
    expect(ground("/srv/app.py", { goal })).toMatchObject({ by: "nothing", looks: "address", partly: true });
    expect(ground("app_99812", { goal })).toMatchObject({ by: "nothing", looks: "identifier", partly: false });
    expect(ground("2026-05-20 11:00", { goal })).toMatchObject({ by: "nothing", looks: "date", partly: true });
  });
});
