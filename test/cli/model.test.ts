import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  const model = ["--base-url", server.url, "--planner", "model", "--model", "small"];
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

test("with a model named and no planner, the embedded one answers alone where it is sure", async () => {
  server = await startChatServer([]);
  const model = ["--base-url", server.url, "--model", "small"];
  const argv = ["dry-run", "Get the invoice INV-2041", "--tools", "billing=examples/billing/tools.json", ...model];
  const { code, stdout } = await start([...argv, "--json"]).ended;
  expect(JSON.parse(stdout)).toMatchObject({ outcome: "passed", planner: "search", usage: { llmCalls: 0 } });
  expect([code, server.requests.length]).toEqual([0, 0]);
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

test("candidates, a budget and prices: the first that passes wins, and the cost is in the verdict", async () => {
  server = await startChatServer(({ seed }) => program(seed === 1 ? "find_customer" : "find_client"));
  const model = ["--base-url", server.url, "--planner", "model", "--model", "small", "--candidates", "3"];
  const spending = ["--budget", "calls=6,tokens=9000", "--prices", "input=1,output=10,call=0.01"];
  const tools = ["--tools", "billing=examples/billing/tools.json"];
  const { code, stdout } = await start(["dry-run", goal, ...tools, ...model, ...spending, "--json"]).ended;
  const verdict = JSON.parse(stdout);
  expect(verdict).toMatchObject({ outcome: "passed", usage: { llmCalls: 3 } });
  const { inputTokens, outputTokens, usd } = verdict.usage;
  expect(usd).toBeCloseTo((inputTokens * 1 + outputTokens * 10) / 1e6 + 0.03);
  expect(JSON.stringify(server.requests[0]?.body.messages)).toContain("Answers: used 0, remaining 6");
  expect(code).toBe(0);
});

test("a budget of no calls: abstained, with what was used up", async () => {
  server = await startChatServer([program("find_customer")]);
  const model = ["--base-url", server.url, "--planner", "model", "--model", "small", "--budget", "calls=0"];
  const { code, stdout } = await start([
    "dry-run",
    goal,
    "--tools",
    "billing=examples/billing/tools.json",
    ...model,
    "--json",
  ]).ended;
  expect(JSON.parse(stdout)).toMatchObject({ outcome: "abstained", missing: [{ code: "budget_spent" }] });
  expect([code, server.requests.length]).toEqual([3, 0]);
});

test.each([
  ["--candidates", "none"],
  ["--candidates", "0"],
  ["--budget", "calls"],
  ["--budget", "cats=3"],
  ["--prices", "input=-1"],
])("%s %s makes no sense: exit code 2 and one sentence", async (flag, value) => {
  const { code, stderr } = await start(["dry-run", goal, "--tools", "x.json", flag, value]).ended;
  expect(code).toBe(2);
  expect(stderr).toContain("Give ");
  expect(stderr).not.toContain("    at ");
});

test("signatures only: no prose of a tool leaves the machine", async () => {
  server = await startChatServer([program("find_customer")]);
  const model = ["--base-url", server.url, "--planner", "model", "--model", "small", "--signatures-only"];
  await start(["dry-run", goal, "--tools", "billing=examples/billing/tools.json", ...model, "--json"]).ended;
  const prompt = JSON.stringify(server.requests[0]?.body);
  expect(prompt).toContain("find_customer");
  expect(readFileSync("examples/billing/tools.json", "utf8")).toContain("Find the one customer");
  expect(prompt).not.toContain("Find the one customer");
});

test("HOLDSHORT_RECORD keeps what was asked and said, without the key", async () => {
  const key = "sk-test-0123456789abcdef";
  server = await startChatServer([`${program("find_client")} ${key.slice(0, 3)}`, program("find_customer")]);
  const folder = join(mkdtempSync(join(tmpdir(), "holdshort-record-")), "new");
  const model = ["--base-url", server.url, "--planner", "model", "--model", "small"];
  const env = { HOLDSHORT_RECORD: folder, OPENAI_API_KEY: key };
  const argv = ["dry-run", `${goal} ${key}`, "--tools", "billing=examples/billing/tools.json", ...model, "--json"];
  await start(argv, { env }).ended;
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  expect(texts).toHaveLength(2);
  expect(texts.join()).not.toContain(key);
  expect(JSON.parse(texts[0] ?? "")).toMatchObject({
    model: "model:small",
    answer: { kind: "text", usage: { llmCalls: 1 } },
  });
});

test("a model in a file, where nothing is installed to run it: abstained, with what to install", async () => {
  const argv = [
    "dry-run",
    goal,
    "--tools",
    "billing=examples/billing/tools.json",
    "--planner",
    "model",
    "--model",
    "weights.gguf",
    "--json",
  ];
  const { code, stdout } = await start(argv).ended;
  expect(JSON.parse(stdout)).toMatchObject({
    outcome: "abstained",
    missing: [{ code: "model_not_loaded", message: expect.stringContaining("node-llama-cpp") }],
    usage: { llmCalls: 0 },
  });
  expect(code).toBe(3);
});

test("several endpoints: one that fails is passed over, and what each did is told", async () => {
  server = await startChatServer([program("find_customer")]);
  const other = await startChatServer(() => ({ kind: "status", status: 503, body: "loading" }));
  const model = ["--endpoint", other.url, "--endpoint", server.url, "--planner", "model", "--model", "small"];
  const argv = ["dry-run", goal, "--tools", "billing=examples/billing/tools.json", ...model];
  const { code, stdout } = await start([...argv, "--json"]).ended;
  await other.close();
  expect(JSON.parse(stdout)).toMatchObject({
    outcome: "passed",
    usage: {
      llmCalls: 2,
      endpoints: [
        { url: other.url, llmCalls: 1, failures: 1 },
        { url: server.url, llmCalls: 1, inputTokens: 100, outputTokens: 20 },
      ],
    },
  });
  expect(code).toBe(0);
});

test("an endpoint with a secret in its address is refused without repeating it", async () => {
  const argv = ["dry-run", goal, "--tools", "billing=examples/billing/tools.json", "--model", "small"];
  for (const address of ["http://me:hush@127.0.0.1:1/v1", "ftp://me:hush@127.0.0.1/v1", "hush=http://127.0.0.1:1/v1"]) {
    const { code, stdout, stderr } = await start([...argv, "--endpoint", address]).ended;
    expect(code).toBe(2);
    expect(`${stdout}${stderr}`).not.toContain("hush");
    expect(stderr).toMatch(/endpoint/i);
  }
});
