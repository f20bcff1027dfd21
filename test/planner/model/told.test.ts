import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { modelProposer, plan } from "#dist/planner/index.js";
import { toldInGoal } from "#dist/planner/model/prompt/told.js";
import { type Catalogue, catalogue, loadTools, type Schema, type ToolSpec } from "#dist/toolspecs/index.js";
import { type ChatServer, startChatServer } from "../../support/chat-server.js";
import { tool } from "../../support/tools.js";
import { passesWith } from "../../support/verdicts.js";

const worlds: Record<string, Catalogue> = {};
let library: readonly ToolSpec[] = [];
beforeAll(async () => {
  for (const name of ["library", "parcels", "dns"]) {
    worlds[name] = catalogue(await loadTools(`${name}=bench/programs/${name}/tools.json`));
  }
  worlds.billing = catalogue(await loadTools("billing=examples/billing/tools.json"));
  worlds.deploy = catalogue(await loadTools("deploy=examples/deploy/tools.json"));
  library = await loadTools("library=bench/programs/library/tools.json");
});

const toldOf = (world: string, goal: string, reason: string) =>
  toldInGoal(reason, goal, worlds[world] ?? catalogue([]));

describe("a value that a model misses and the goal says", () => {
  it.each([
    [
      "by its pattern",
      "library",
      "Renew the loans of card C204060",
      'card: "C204060".',
      '`card: "C204060"` for library.find_member',
    ],
    [
      "by its format",
      "parcels",
      "List the parcels of CU4410 since 2026-01-05",
      "since.",
      '`since: "2026-01-05"` for parcels.list_parcels',
    ],
    [
      "in the form the tool takes",
      "parcels",
      "List the parcels of CU4410 since January 5, 2026",
      "since.",
      '"January 5, 2026", which is `since: "2026-01-05"`',
    ],
    [
      "by its kind alone",
      "billing",
      "Find the customer ada@example.com",
      "email.",
      '`email: "ada@example.com"` for billing.find_customer',
    ],
    [
      "as a choice",
      "dns",
      "Delete the CNAME records of the zone z1",
      "kind.",
      '`kind: "CNAME"` for dns.list_records or dns.create_record',
    ],
    [
      "as a choice, in its own words",
      "billing",
      "Remind whoever has an overdue invoice",
      "overdue invoices.",
      '`status: "overdue"` for billing.list_invoices',
    ],
    [
      "by its unit",
      "parcels",
      "Find a rate from 28195 to 80331 for 2 kg",
      "weight_g.",
      "`weight_g: 2000` for parcels.find_rates",
    ],
    [
      "by what stands before it",
      "parcels",
      "Find a rate from 28195 to 80331 for 1200 grams",
      "to_zip.",
      'the goal says "80331"',
    ],
    [
      "by what the goal calls it",
      "deploy",
      'How many builds does the service "checkout" have?',
      "service_name.",
      '"checkout", which is `service_name: "checkout"` for deploy.find_service',
    ],
  ])("%s", (_, world, goal, reason, told) => expect(toldOf(world, goal, reason)).toContain(told));
});

describe("a value that the goal does not say", () => {
  it.each([
    ["nothing of its form", "library", "Renew the loans of the member Ada Byron", "card."],
    [
      "something else of its form is missing",
      "library",
      "Renew the loans of card C204060",
      "the password of the member.",
    ],
    [
      "words of the goal beside what is missing",
      "library",
      "Renew the loans of card C204060",
      "the password for C204060.",
    ],
    ["a number that counts something else", "billing", "Refund invoice INV-2041 for 3 customers", "amount_cents."],
    ["the choice is denied", "billing", "List the invoices that are not paid", "status."],
    ["the choice is what to do", "billing", "Void invoice INV-2041", "status."],
    ["a value of another kind beside its name", "library", "Write to ada@example.com", "card: ada@example.com."],
    [
      "more than the words of the goal",
      "parcels",
      "What is 15% of the insured sum?",
      "the sum of which 15% are wanted.",
    ],
    ["the other end", "parcels", "List the parcels of CU4410 before 2026-01-05", "since."],
    ["any text would do", "library", 'Charge the member M1234 for "Moby Dick"', "reason."],
    ["no parameter of that name", "library", "Renew the loans of card C204060", "the colour C204060."],
  ])("%s", (_, world, goal, reason) => expect(toldOf(world, goal, reason)).toBeUndefined());

  const taking = (name: string, properties: Record<string, Schema>, required = Object.keys(properties)) =>
    tool(name, { input: { type: "object", properties, required } });

  it("is not what the goal calls something else", () => {
    const six: Schema = { type: "string", pattern: "^[0-9]{6}$" };
    const finders = catalogue([taking("find_invoice", { invoice: six }), taking("find_customer", { customer: six })]);
    expect(toldInGoal("invoice.", "Show the customer 204117", finders)).toBeUndefined();
    expect(toldInGoal("customer.", "Show the customer 204117", finders)).toContain('`customer: "204117"`');
  });

  it("is not any text that a pattern takes", () => {
    const titled = (pattern: string) => catalogue([taking("rename", { title: { type: "string", pattern } })]);
    expect(toldInGoal("title.", 'Rename it, and tell "Ada"', titled("^.+$"))).toBeUndefined();
    expect(toldInGoal("title.", 'Rename it, and tell "A-12"', titled("^[A-Z]-[0-9]+$"))).toContain('`title: "A-12"`');
  });

  it("is not taken from the one value that another parameter wants as well", () => {
    const address: Schema = { type: "string", format: "email" };
    const transfer = catalogue([taking("transfer", { giver: address, taker: address })]);
    expect(toldInGoal("taker.", "Transfer it away from ada@example.com", transfer)).toBeUndefined();
    const both = toldInGoal("taker.", "Transfer it, ada@example.com and bob@example.com", transfer);
    expect(both).toContain('`taker: "ada@example.com"`');
    expect(both).toContain('`taker: "bob@example.com"`');
  });

  it("is not what the goal calls both ends of", () => {
    const year: Schema = { type: "integer" };
    const history = catalogue([taking("history", { start_year: year, end_year: year })]);
    expect(toldInGoal("end_year.", "The history between year 300 and 400", history)).toBeUndefined();
    expect(toldInGoal("end_year.", "The history with end year 400", history)).toContain("`end_year: 400`");
  });

  it("is not what stands in the name of the parameter itself", () => {
    const mix = catalogue([taking("mix", { part2: { type: "integer" } })]);
    expect(toldInGoal("part2.", "Mix 2 of them", mix)).toBeUndefined();
    expect(toldInGoal("part2: 3.", "Mix 3 of them", mix)).toContain("`part2: 3`");
  });

  it("is not what a parameter with a part of its name takes, nor what is counted per unit", () => {
    const count: Schema = { type: "integer" };
    const growth = catalogue([taking("growth", { years: count, compounds_per_year: count }, ["years"])]);
    expect(toldInGoal("compounds_per_year.", "The growth over 10 years", growth)).toBeUndefined();
    expect(toldInGoal("years.", "The growth over 10 years", growth)).toContain("`years: 10`");
  });
});

it("is told as a list where the parameter takes one", () => {
  const details: Schema = { type: "array", items: { enum: ["price", "rating", "colour"] } };
  const facts = catalogue([
    tool("facts", { input: { type: "object", properties: { details }, required: ["details"] } }),
  ]);
  expect(toldInGoal("details.", "The price and the rating of the guitar", facts)).toContain(
    'the goal says "price, rating", which is `details: ["price","rating"]`',
  );
});

describe("a model that misses what the goal says", () => {
  const servers: ChatServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  const good = "export default async function plan() {\n  return 'good';\n}\n";
  async function planned(goal: string, ...answers: readonly string[]) {
    const server = await startChatServer(answers);
    servers.push(server);
    const proposer = modelProposer({ model: "tiny", baseURL: server.url, apiKey: "x" });
    const verifier = passesWith("good", { code: "type", message: "It returns no good.", line: 2, column: 10 });
    const verdict = await plan({ goal, tools: library, proposer, verifier });
    return { verdict, asked: server.requests.map(({ body }) => body.messages.at(-1)?.content ?? "") };
  }

  it("is told so, and may go on", async () => {
    const { verdict, asked } = await planned(
      "Renew all loans of the member with card C204060",
      'CANNOT: value: card: "C204060"',
      `\`\`\`ts\n${good}\`\`\``,
    );
    expect(verdict).toMatchObject({ outcome: "passed", usage: { llmCalls: 2 } });
    expect(asked[1]).toContain('But the goal says "C204060", which is `card: "C204060"` for library.find_member.');
  });

  it("is believed at once where the goal says nothing that fits", async () => {
    const { verdict, asked } = await planned("Renew all loans of Ada Byron", "CANNOT: value: card", good);
    expect(verdict.outcome).toBe("abstained");
    expect(asked).toHaveLength(1);
  });
});
