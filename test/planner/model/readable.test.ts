import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { modelProposer, plan } from "#dist/planner/index.js";
import { whereToRead } from "#dist/planner/model/prompt/readable.js";
import { catalogue, loadTools, type ToolSpec } from "#dist/toolspecs/index.js";
import { type ChatServer, startChatServer } from "../../support/chat-server.js";
import { passesWith } from "../../support/verdicts.js";

let billing: readonly ToolSpec[] = [];
let clinic: readonly ToolSpec[] = [];
beforeAll(async () => {
  billing = await loadTools("billing=examples/billing/tools.json");
  clinic = await loadTools("clinic=examples/clinic/openapi.yaml");
});

describe("where a value that a model misses may be read", () => {
  it.each([
    ["customer_id for billing.list_invoices.", "billing.find_customer returns `customer_id`"],
    ["the customerId", "billing.find_customer returns `customer_id`"],
    ["amount_cents: the amount in cents of the refund.", "billing.list_invoices returns `invoices[].amount_cents`"],
  ])("%s", (reason, told) => expect(whereToRead(reason, catalogue(billing))).toContain(told));

  it("is said of no name that only tells what kind of value it is", () => {
    expect(whereToRead("an id, a name, a date.", catalogue(billing))).toBeUndefined();
  });

  it("is said of no tool that changes something, and not of what no tool returns", () => {
    const told = whereToRead("the refund_id.", catalogue(billing));
    expect(told).toBeUndefined();
    expect(whereToRead("the reason of the refund.", catalogue(billing))).toBeUndefined();
  });

  it("says whose an id is by the list it stands in, and names no tool that wants to be told it", () => {
    const told = whereToRead('bookingId: "BK-7731".', catalogue(clinic));
    expect(told).toBe("clinic.listBookings returns `bookings[].bookingId`");
  });
});

describe("a model that misses a value", () => {
  const servers: ChatServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  const good = "export default async function plan() {\n  return 'good';\n}\n";
  async function planned(...answers: readonly string[]) {
    const server = await startChatServer(answers);
    servers.push(server);
    const proposer = modelProposer({ model: "tiny", baseURL: server.url, apiKey: "x" });
    const verifier = passesWith("good", { code: "type", message: "It returns no good.", line: 2, column: 10 });
    const verdict = await plan({ goal: "List the invoices of ada@example.com", tools: billing, proposer, verifier });
    return { verdict, asked: server.requests.map(({ body }) => body.messages.at(-1)?.content ?? "") };
  }

  it("is told which tool returns it, once, and may go on", async () => {
    const { verdict, asked } = await planned("CANNOT: value: customer_id", `\`\`\`ts\n${good}\`\`\``);
    expect(verdict).toMatchObject({ outcome: "passed", usage: { llmCalls: 2 } });
    expect(asked[1]).toContain("You answered that a value is missing: customer_id.");
    expect(asked[1]).toContain("billing.find_customer returns `customer_id`");
  });

  it("is believed when it says so again", async () => {
    const { verdict, asked } = await planned("CANNOT: value: customer_id", "CANNOT: value: which customer_id", good);
    expect(verdict).toMatchObject({
      outcome: "abstained",
      missing: [{ kind: "value", message: "The model misses a value: which customer_id." }],
    });
    expect(asked).toHaveLength(2);
  });

  it("is believed at once where no tool tells", async () => {
    const { verdict, asked } = await planned("CANNOT: value: the colour", good);
    expect(verdict.outcome).toBe("abstained");
    expect(asked).toHaveLength(1);
  });
});
