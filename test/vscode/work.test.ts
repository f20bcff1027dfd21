import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { ApproveParams, Planned, Preview, Ran, Refused } from "#dist/lsp/index.js";
import { startChatServer } from "../support/chat-server.js";
import type { Editor } from "./editor.js";
import { editor, patience } from "./editors.js";

const execute = promisify(execFile);
const remind = "remind-overdue.plan.ts";

describe("the report", () => {
  test("is the page of the command", async () => {
    const billing = await editor("billing");
    await billing.open(remind);
    const preview = await billing.request<Preview>("holdshort/preview", { uri: billing.uri(remind) });
    expect(preview).toMatchObject({ outcome: "passed", title: remind });
    expect(preview.html).toMatch(/^<!doctype html>[\s\S]*Content-Security-Policy[\s\S]*send_reminder/);
  });

  test("of a plan that is not open is refused in words", async () => {
    const billing = await editor("billing");
    const refused = await billing.request<Refused>("holdshort/preview", { uri: billing.uri(remind) });
    expect(refused).toEqual({ outcome: "refused", message: "The plan is not open." });
  });
});

describe("a plan from a goal", () => {
  const goal = "Refund invoice INV-2041 of the customer ada@example.com";

  test("is written by the embedded planner, says its goal and passes", async () => {
    const billing = await editor("billing");
    const planned = await billing.request<Planned>("holdshort/plan", { uri: billing.uri(remind), goal });
    if (planned.outcome !== "passed") throw new Error(planned.message);
    expect(planned.name).toBe("refund-invoice-inv-2041-of-the-customer-ada.plan.ts");
    expect(planned.source).toMatch(/^\/\/ Goal: Refund invoice INV-2041 [^\n]*\nexport default async function plan/);
    await billing.open(planned.name, planned.source);
    expect(await billing.diagnostics(planned.name)).toEqual([]);
  });

  test("that no tool reaches is not offered, and it is said why", async () => {
    const billing = await editor("billing");
    const planned = await billing.request<Planned>("holdshort/plan", {
      uri: billing.uri("."),
      goal: "Water the plants",
    });
    expect(planned).toMatchObject({ outcome: "abstained", message: expect.stringMatching(/No plan is offered/) });
  });

  test("is written by the model that the settings name", async () => {
    const source = `export default async function plan() {
  return await billing.find_customer({ email: "ada@example.com" });
}
`;
    const model = await startChatServer(() => `\`\`\`ts\n${source}\`\`\``);
    const settings = { tools: ["billing=tools.json"], planner: "model", model: "stand-in", baseUrl: model.url };
    const billing = await editor("billing", { settings, env: { OPENAI_API_KEY: "none" } });
    const params = { uri: billing.uri(remind), goal: "Find the customer ada@example.com" };
    const planned = await billing.request<Planned>("holdshort/plan", params);
    await model.close();
    expect(planned).toMatchObject({ outcome: "passed", source: expect.stringContaining(source.trim()) });
    expect(model.requests.length).toBeGreaterThan(0);
  });
});

describe("a run", () => {
  const overwrite = `export default async function plan(input: { text: string }) {
  await files.write_file({ path: "combined.md", content: input.text });
  return { characters: input.text.length };
}
`;

  /** An editor over a folder of documents that a server of npm really writes into. */
  async function withDocuments(answer: (question: ApproveParams) => string | null): Promise<Editor> {
    const server = resolve("node_modules/@modelcontextprotocol/server-filesystem/dist/index.js");
    const files = { command: process.execPath, args: [server, "."] };
    const made = await editor("files", {
      settings: { tools: ["own.json"] },
      initializationOptions: { approvals: true },
    });
    await writeFile(join(made.folder, "own.json"), JSON.stringify({ mcpServers: { files } }));
    made.connection.onRequest("holdshort/approve", answer);
    await made.open("overwrite.plan.ts", overwrite);
    return made;
  }

  const params = (made: Editor) => ({ uri: made.uri("overwrite.plan.ts"), input: `{ "text": "new" }` });

  test("asks with the whole call, runs when it is allowed, and leaves a journal beside the plan", async () => {
    const questions: ApproveParams[] = [];
    const made = await withDocuments((question) => {
      questions.push(question);
      return "Allow";
    });
    const ran = await made.request<Ran>("holdshort/run", params(made));
    if (ran.outcome === "needs_input") throw new Error("It was given one.");
    expect(ran).toMatchObject({ outcome: "done", title: expect.stringMatching(/^DONE/) });
    expect(questions).toEqual([
      {
        title: "Allow this call? files.write_file",
        detail: expect.stringMatching(/cannot be undone|changes/),
        choices: ["Allow", "Allow this tool in this run", "Deny"],
      },
    ]);
    expect(questions[0]?.detail).toContain(`content: "new" (from input.text)`);
    expect(questions[0]?.detail).toContain(`path: "combined.md" (written in the plan)`);
    expect(await readFile(join(made.folder, "combined.md"), "utf8")).toBe("new");
    expect(await readdir(join(made.folder, ".holdshort"))).toEqual([expect.stringMatching(/^overwrite-.*\.jsonl$/)]);
    expect(await readFile(ran.journal, "utf8")).toContain(`"kind":"ok"`);
  });

  test("makes no call that was denied", async () => {
    const made = await withDocuments(() => "Deny");
    const ran = await made.request<Ran>("holdshort/run", params(made));
    expect(ran).toMatchObject({ outcome: "failed" });
    expect(await readdir(made.folder)).not.toContain("combined.md");
  });

  test("waits where nobody answers", async () => {
    const made = await withDocuments(() => null);
    const ran = await made.request<Ran>("holdshort/run", params(made));
    expect(ran).toMatchObject({ outcome: "waiting", text: expect.stringContaining("holdshort resume") });
    expect(await readdir(made.folder)).not.toContain("combined.md");
  });

  test("asks for the input of a plan that takes one", async () => {
    const made = await withDocuments(() => "Allow");
    const ran = await made.request<Ran>("holdshort/run", { uri: made.uri("overwrite.plan.ts") });
    if (ran.outcome !== "needs_input") throw new Error("It was given none.");
    expect(Object.keys(JSON.parse(ran.sample))).toEqual(["text"]);
  });

  test("is refused for a plan that was rejected, and for tools that nobody serves", async () => {
    const billing = await editor("billing");
    await billing.open("refund-less-fee.plan.ts");
    const rejected = await billing.request<Refused>("holdshort/run", { uri: billing.uri("refund-less-fee.plan.ts") });
    expect(rejected.message).toContain("This plan must not run");
    await billing.open(remind);
    const unserved = await billing.request<Refused>("holdshort/run", { uri: billing.uri(remind) });
    expect(unserved.message).toContain("cannot be called");
  });
});

describe("types for the editor", () => {
  test("make TypeScript know the tools, and follow them", async () => {
    const billing = await editor("billing");
    await billing.open(remind);
    await billing.diagnostics(remind);
    const types = join(billing.folder, "tools.d.ts");
    await expect.poll(() => readFile(types, "utf8").catch(() => ""), { timeout: patience }).toContain("find_customer");
    const check = () => execute(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", billing.folder]);
    await check();
    const tools = await readFile(join(billing.folder, "tools.json"), "utf8");
    await writeFile(join(billing.folder, "tools.json"), tools.replaceAll("find_customer", "find_client"));
    await billing.saved("tools.json");
    await expect.poll(() => readFile(types, "utf8"), { timeout: patience }).toContain("find_client");
    await expect(check()).rejects.toMatchObject({ stdout: expect.stringContaining("'find_customer' does not exist") });
  });

  test("leave files alone that somebody else wrote", async () => {
    const billing = await editor("billing", { settings: null });
    await writeFile(join(billing.folder, "tools.d.ts"), "// mine\n");
    await writeFile(join(billing.folder, "holdshort.json"), JSON.stringify({ tools: ["billing=tools.json"] }));
    await billing.open(remind);
    await billing.diagnostics(remind);
    await billing.close();
    expect(await readFile(join(billing.folder, "tools.d.ts"), "utf8")).toBe("// mine\n");
  });

  test("are not written where the user wants none", async () => {
    const billing = await editor("billing", { initializationOptions: { types: false } });
    await billing.open(remind);
    await billing.diagnostics(remind);
    await billing.close();
    expect(await readdir(billing.folder)).not.toContain("tools.d.ts");
  });
});
