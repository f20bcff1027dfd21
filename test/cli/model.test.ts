import { afterEach, expect, test } from "vitest";
import { type ChatServer, type Reply, startChatServer } from "../support/chat-server.js";
import { start } from "./spawn.js";

// The command with a model: a real HTTP server on loopback answers in the model's place.

const goal = "Find the customer ada@example.com";
const program = (tool: string) => `Here you are:
\`\`\`ts
export default async function plan() {
  return billing.${tool}({ email: "ada@example.com" });
}
\`\`\``;
let server: ChatServer | undefined;

afterEach(() => server?.close());

async function dryRun(...script: readonly (Reply | string)[]) {
  server = await startChatServer(script);
  const model = ["--base-url", server.url, "--model", "small"];
  return start(["dry-run", goal, "--tools", "billing=examples/billing/tools.json", ...model, "--json"]);
}

test("a plan from a model is checked like any other, and the process ends by itself", async () => {
  const { code, stdout, stderr } = await (await dryRun(program("find_customer"))).ended;
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({
    outcome: "passed",
    planner: "model:small",
    trace: [{ tool: "find_customer", server: "billing", args: { email: "ada@example.com" } }],
    usage: { llmCalls: 1, inputTokens: 100, outputTokens: 20 },
  });
  expect(code).toBe(0);
});

test("a program that is rejected goes back with its issues, and the repaired one counts", async () => {
  const { code, stdout } = await (await dryRun(program("find_client"), program("find_customer"))).ended;
  expect(JSON.parse(stdout)).toMatchObject({ outcome: "passed", usage: { llmCalls: 2 } });
  expect(JSON.stringify(server?.requests[1]?.body.messages)).toContain("find_client");
  expect(code).toBe(0);
});

test("a key that is refused: abstained, with what to do", async () => {
  const { code, stdout } = await (await dryRun({ kind: "status", status: 401, body: "no" })).ended;
  expect(JSON.parse(stdout)).toMatchObject({ outcome: "abstained", missing: [{ kind: "planner" }] });
  expect(code).toBe(3);
});

test("an interrupt while the model hangs: no verdict, and the connection is dropped", async () => {
  const { child, ended } = await dryRun({ kind: "hang", text: "Let me" });
  while (server?.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ code: 130, stdout: "" });
  await server?.abandoned;
});
