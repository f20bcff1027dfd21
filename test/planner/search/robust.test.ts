import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadTools } from "#dist/toolspecs/index.js";
import { ask } from "./ask.js";
import { office } from "./office.js";

// The same request in other words: the plan stays as it is, or there is none. What is said worse may be done less, and never
// something else.

const billing = await loadTools("billing=examples/billing/tools.json");

const requests = [
  { goal: "Get the invoice INV-2041", tools: billing },
  { goal: "Void the invoice INV-2041", tools: billing },
  { goal: "Refund invoice INV-2041 of the customer ada@example.com", tools: billing },
  { goal: "List the open invoices of the customer ada@example.com", tools: billing },
  { goal: 'List the open tickets of the person "Ada"', tools: office },
  { goal: "Close the ticket T-1204", tools: office },
  { goal: 'Post "all done" in channel C-42', tools: office },
] as const;

async function planned(goal: string, tools: (typeof requests)[number]["tools"]): Promise<string | undefined> {
  const proposal = await ask(goal, tools);
  return proposal.kind === "program" ? proposal.source : undefined;
}

/** The request as it is, planned; every one of them has a plan. */
async function original({ goal, tools }: (typeof requests)[number]): Promise<string> {
  const source = await planned(goal, tools);
  if (source === undefined) throw new Error(`No plan for: ${goal}`);
  return source;
}

function decapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

const request = fc.constantFrom(...requests);
const opening = fc.constantFrom(
  "Please ",
  "Could you please ",
  "Hi, could you ",
  "Please kindly ",
  "Hello! Please ",
  "Bitte, ",
);
const closing = fc.constantFrom(
  "",
  ".",
  ", please.",
  ", thanks.",
  " now.",
  ". Thank you!",
  ", por favor.",
  ", s'il vous plaît.",
);

/** The calls of a plan with their arguments: what it does. What it returns of them may differ. */
function deeds(source: string | undefined): readonly string[] | undefined {
  return source?.match(/await .*$/gmu)?.toSorted();
}

describe("the same request in other words has the same plan or none", () => {
  test("polite padding, in other languages too", async () => {
    let same = 0;
    await fc.assert(
      fc.asyncProperty(request, opening, closing, async (one, before, after) => {
        const source = await planned(`${before}${decapitalised(one.goal)}${after}`, one.tools);
        same += Number(source !== undefined);
        expect([undefined, await original(one)]).toContain(source);
      }),
      { numRuns: 60 },
    );
    expect(same).toBeGreaterThan(30);
  });

  test.each([
    ["another order of words", "Of the customer ada@example.com refund invoice INV-2041", requests[2]],
    ["another order of words", "For the customer ada@example.com, list the open invoices", requests[3]],
    ["another order of words", 'In channel C-42 post "all done"', requests[6]],
    ["the passive voice", "The invoice INV-2041 should be voided", requests[1]],
    ["the passive voice", "Invoice INV-2041 is to be voided", requests[1]],
    ["the passive voice", "The ticket T-1204 must be closed", requests[5]],
    ["mixed languages", "Close das Ticket T-1204", requests[5]],
    ["mixed languages", "Void la factura INV-2041", requests[1]],
  ])("%s: %s", async (_, goal, one) => {
    expect([undefined, deeds(await original(one))]).toContainEqual(deeds(await planned(goal, one.tools)));
  });

  test("a number in words", async () => {
    const book = (seats: string) => `Book the room "Turing" on 2027-03-01 for ${seats} seats`;
    const digits = await planned(book("4"), office);
    expect([undefined, digits]).toContain(await planned(book("four"), office));
  });

  test("a slip of the pen does nothing else: the same plan, a look for less, or none", async () => {
    const slip = fc.tuple(request, fc.nat(), fc.nat());
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(slip, async ([one, which, where]) => {
        const words = [...one.goal.matchAll(/(?<=^|\s)[A-Za-z]{4,}(?=\s|$)/gu)];
        const word = words[which % Math.max(1, words.length)];
        if (word === undefined) return;
        const at = word.index + 1 + (where % (word[0].length - 2));
        const goal = `${one.goal.slice(0, at)}${one.goal.charAt(at + 1)}${one.goal.charAt(at)}${one.goal.slice(at + 2)}`;
        if (goal === one.goal) return;
        tried += 1;
        const [source, whole] = [await planned(goal, one.tools), await original(one)];
        if (source === undefined || source === whole) return;
        expect({ goal, source, changes: calls(source).some((call) => changing.has(call)) }).toMatchObject({
          changes: false,
        });
        for (const text of literals(source)) expect(whole).toContain(text);
      }),
      { numRuns: 150 },
    );
    expect(tried).toBeGreaterThan(50);
  });
});

const changing = new Set(
  [...billing, ...office].filter(({ effect }) => effect !== "read").map(({ server, name }) => `${server}.${name}`),
);

function calls(source: string): string[] {
  return [...source.matchAll(/await (\w+\.\w+)\(/gu)].map(([, call]) => call ?? "");
}

function literals(source: string): string[] {
  return [...source.matchAll(/(?<=: )"[^"]*"(?=[ ,}])/gu)]
    .map(([text]) => text)
    .filter((text) => !text.includes(" returned "));
}
