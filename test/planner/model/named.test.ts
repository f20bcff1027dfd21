import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { modelProposer, type PlanRequest, plan } from "#dist/planner/index.js";
import { toolNamed } from "#dist/planner/model/prompt/named.js";
import { type Catalogue, catalogue, loadTools, type ToolSpec, writtenName } from "#dist/toolspecs/index.js";
import { type ChatServer, startChatServer } from "../../support/chat-server.js";
import { tool } from "../../support/tools.js";
import { passesWith } from "../../support/verdicts.js";

let library: readonly ToolSpec[] = [];
let shown: Catalogue = catalogue([]);
beforeAll(async () => {
  library = await loadTools("library=bench/programs/library/tools.json");
  const others = ["history.get_key_events", "translate", "getWeather", "mail.send"].map((name) => tool(name));
  shown = catalogue([...library, ...others]);
});

function named(reason: string): string | undefined {
  const meant = toolNamed(reason, shown);
  return meant === undefined ? undefined : writtenName(meant);
}

describe("the tool that a model names when it says that it finds none", () => {
  it.each([
    ["renew_loan.", "library.renew_loan"],
    ["library.renew_loan: cannot find it.", "library.renew_loan"],
    ["one that calls `list_loans({ member_id })` for me.", "library.list_loans"],
    ["get_key_events.", "history.get_key_events"],
    ["history.get_key_events.", "history.get_key_events"],
    ["get_weather.", "tools.getWeather"],
    ["mail.send.", "mail.send"],
    ["translate.", "tools.translate"],
  ])("%s", (reason, meant) => expect(named(reason)).toBe(meant));

  it.each([
    ["one that would renew a loan.", "what is only described"],
    ["one to translate or send it.", "a word that is said by chance"],
    ["cancel_loan.", "a tool that there is not"],
    ["get_key_events_of.", "a longer name"],
    ["it does not say what.", "nothing"],
  ])("is none in '%s': %s", (reason) => expect(named(reason)).toBeUndefined());

  it("is none that another server has under its own name", () => {
    expect(named("archive.renew_loan.")).toBeUndefined();
  });
});

describe("a model that says it finds no tool", () => {
  const servers: ChatServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  const program = (word: string) => `\`\`\`ts\nexport default async function plan() {\n  return '${word}';\n}\n\`\`\``;
  async function planned(answers: readonly string[], more: Partial<PlanRequest> = {}) {
    const server = await startChatServer(answers);
    servers.push(server);
    const proposer = modelProposer({ model: "tiny", baseURL: server.url, apiKey: "x" });
    const verifier = passesWith("good", { code: "type", message: "It returns no good.", line: 2, column: 10 });
    const goal = "Renew all loans of the member with card C204060";
    const verdict = await plan({ goal, tools: library, proposer, verifier, ...more });
    return { verdict, asked: server.requests.map(({ body }) => body.messages.at(-1)?.content ?? "") };
  }

  it("and names one that is there is told so, with its signature, and may go on", async () => {
    const { verdict, asked } = await planned(["CANNOT: tool: renew_loan", program("good")]);
    expect(verdict).toMatchObject({ outcome: "passed", usage: { llmCalls: 2 } });
    expect(asked[1]).toContain("You answered that no tool does this: renew_loan. But there is library.renew_loan:");
    expect(asked[1]).toContain("function renew_loan(args: {");
    expect(asked[1]).not.toContain("function list_loans");
  });

  it("is believed when it says so again", async () => {
    const { verdict, asked } = await planned(["CANNOT: tool: renew_loan", "CANNOT: tool: renew_loan", program("good")]);
    expect(verdict).toMatchObject({ outcome: "abstained", missing: [{ kind: "tool" }] });
    expect(asked).toHaveLength(2);
  });

  it("is doubted once a plan, whatever was rejected in between", async () => {
    const answers = ["CANNOT: tool: renew_loan", program("bad"), "CANNOT: tool: list_loans", program("good")];
    const { verdict, asked } = await planned(answers);
    expect(verdict.outcome).toBe("abstained");
    expect(asked).toHaveLength(3);
  });

  it("is doubted anew in the next plan", async () => {
    const server = await startChatServer([1, 2].flatMap(() => ["CANNOT: tool: renew_loan", program("good")]));
    servers.push(server);
    const proposer = modelProposer({ model: "tiny", baseURL: server.url, apiKey: "x" });
    const verifier = passesWith("good", { code: "type", message: "It returns no good.", line: 2, column: 10 });
    const request = { goal: "Renew the loan LN000001", tools: library, proposer, verifier };
    expect((await plan(request)).outcome).toBe("passed");
    expect((await plan(request)).outcome).toBe("passed");
  });

  it("is not doubted where the budget allows no other call", async () => {
    const { verdict, asked } = await planned(["CANNOT: tool: renew_loan", program("good")], { budget: { calls: 1 } });
    expect(verdict).toMatchObject({ outcome: "abstained", missing: [{ kind: "tool" }] });
    expect(asked).toHaveLength(1);
  });

  it("is believed at once where it names none", async () => {
    const { verdict, asked } = await planned(["CANNOT: tool: one that renews loans", program("good")]);
    expect(verdict.outcome).toBe("abstained");
    expect(asked).toHaveLength(1);
  });
});
