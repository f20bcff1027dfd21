import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { Approved, ApproveParams, Checked, Planned, Preview, Ran, Refused, WaitingRuns } from "#dist/lsp/index.js";
import { startChatServer } from "../support/chat-server.js";
import type { Editor } from "./editor.js";
import { editor, patience } from "./editors.js";

const execute = promisify(execFile);

const remind = "remind-overdue.plan.ts";
/** What somebody does who presses the button with this title. */
const press =
  (title: string) =>
  ({ choices }: ApproveParams): Approved => {
    const choice = choices.findIndex((one) => one.title === title);
    if (choice === -1) throw new Error(`There is no such button: ${title}`);
    return { choice };
  };
const allow = press("Allow");

const overwrite = `export default async function plan(input: { text: string }) {
  await files.write_file({ path: "combined.md", content: input.text });
  return { characters: input.text.length };
}
`;

/** An editor over a folder of documents that a server of npm really writes into. */
async function withDocuments(
  answer: (question: ApproveParams) => Approved | null | Promise<Approved | null>,
  settings: object = {},
): Promise<Editor> {
  const server = resolve("node_modules/@modelcontextprotocol/server-filesystem/dist/index.js");
  const files = { command: process.execPath, args: [server, "."] };
  const made = await editor("files", {
    settings: { tools: ["own.json"], ...settings },
    initializationOptions: { approvals: true },
  });
  await writeFile(join(made.folder, "own.json"), JSON.stringify({ mcpServers: { files } }));
  made.connection.onRequest("holdshort/approve", answer);
  await made.open("overwrite.plan.ts", overwrite);
  return made;
}

describe("the report", () => {
  test("is the page of the command", async () => {
    const billing = await editor("billing");
    await billing.open(remind);
    const preview = await billing.request<Preview>("holdshort/preview", { uri: billing.uri(remind) });
    expect(preview).toMatchObject({ outcome: "passed", title: remind });
    expect(preview.html).toMatch(/^<!doctype html>[\s\S]*Content-Security-Policy[\s\S]*send_reminder/);
    // A step is offered to be left out where no other needs it, with a command for the folder of the plan.
    expect(preview.html).toContain(`holdshort verify ${remind} --without 3 -o without-3.plan.ts`);
    expect(preview.html).not.toContain("--without 1");
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

  test("of an empty goal is refused in the words of the command", async () => {
    const billing = await editor("billing");
    for (const goal of ["", " \n"]) {
      const refused = await billing.request<Refused>("holdshort/plan", { uri: billing.uri("."), goal });
      expect(refused).toEqual({
        outcome: "refused",
        message: "The goal is empty. Say in a sentence what is to be done.",
      });
    }
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
  const params = (made: Editor) => ({ uri: made.uri("overwrite.plan.ts"), input: `{ "text": "new" }` });

  test("asks with the whole call, runs when it is allowed, and leaves a journal beside the plan", async () => {
    const questions: ApproveParams[] = [];
    const made = await withDocuments((question) => {
      questions.push(question);
      return allow(question);
    });
    const ran = await made.request<Ran>("holdshort/run", params(made));
    if (ran.outcome === "needs_input") throw new Error("It was given one.");
    expect(ran).toMatchObject({ outcome: "done", title: expect.stringMatching(/^DONE/) });
    expect(ran.html).not.toContain("FILE.plan.ts");
    expect(questions).toEqual([
      {
        ...{ id: 1, form: "dialog", prompt: "Allow this call?" },
        title: "Allow this call? files.write_file",
        detail: expect.stringMatching(/cannot be undone|changes/),
        choices: [
          { title: "Not now" },
          { title: "Allow" },
          { title: "Allow this tool in this run" },
          { title: "Deny" },
          { title: "Stop the run here", closes: true },
        ],
      },
    ]);
    expect(questions[0]?.detail).toContain(`content: "new" (from input.text)`);
    expect(questions[0]?.detail).toContain(`path: "combined.md" (written in the plan)`);
    expect(await readFile(join(made.folder, "combined.md"), "utf8")).toBe("new");
    expect(await readdir(join(made.folder, ".holdshort"))).toEqual([expect.stringMatching(/^overwrite-.*\.jsonl$/)]);
    expect(await readFile(ran.journal, "utf8")).toContain(`"kind":"ok"`);
  });

  test("makes no call that was denied", async () => {
    const made = await withDocuments(press("Deny"));
    const ran = await made.request<Ran>("holdshort/run", params(made));
    expect(ran).toMatchObject({ outcome: "failed" });
    expect(await readdir(made.folder)).not.toContain("combined.md");
  });

  test.each([
    ["answers", () => null],
    ["sees what is asked before pressing Enter, which takes the first choice", () => ({ choice: 0 })],
    ["answers but closes the dialog", press("Stop the run here")],
  ])("waits where nobody %s", async (_, answer) => {
    const made = await withDocuments(answer);
    const ran = await made.request<Ran>("holdshort/run", params(made));
    expect(ran).toMatchObject({
      outcome: "waiting",
      resumable: true,
      title: expect.stringMatching(
        /^WAITING .* To go on now or later: Resume, or the command Holdshort: Resume run\.\.\.$/,
      ),
      text: expect.stringContaining("holdshort resume"),
    });
    expect(await readdir(made.folder)).not.toContain("combined.md");
  });

  test("asks for the input of a plan that takes one", async () => {
    const made = await withDocuments(allow);
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

describe("what a plan asks a person", () => {
  const asking = `export default async function plan() {
  const sign = await holdshort.ask({ question: "Shall it be signed?", schema: { type: "boolean" } });
  const tone = await holdshort.ask({ question: "In which tone?", schema: { type: "string", enum: ["warm", "plain"] } });
  const copies = await holdshort.ask({ question: "How many copies?", schema: { type: "integer", minimum: 1 } });
  await files.write_file({ path: "combined.md", content: [tone, copies, sign].join(" ") });
  return copies;
}
`;
  const uri = (made: Editor) => ({ uri: made.uri("ask.plan.ts") });

  async function asks(answer: (question: ApproveParams, made: Editor) => Approved | null | Promise<Approved | null>) {
    const made: Editor = await withDocuments((question) => answer(question, made), { builtins: ["ask"] });
    await made.open("ask.plan.ts", asking);
    return made;
  }

  test("is a list of choices, or a text that is checked while it is written", async () => {
    const seen: ApproveParams[] = [];
    const checked: (string | null)[] = [];
    const made = await asks(async (question, made) => {
      seen.push(question);
      if (question.form === "dialog") return allow(question);
      if (question.form === "list") return { choice: 2 };
      for (const text of ["many", "0", "3"]) {
        const check = { id: question.id, choice: 0, text };
        checked.push((await made.request<Checked>("holdshort/check", check)).problem);
      }
      return { choice: 0, text: "3" };
    });
    expect(await made.request<Ran>("holdshort/run", uri(made))).toMatchObject({ outcome: "done" });
    expect(seen.map(({ form, prompt, choices }) => [form, prompt, choices.map(({ title }) => title)])).toEqual([
      ["list", "Shall it be signed? (call 1)", ["Not now", "Yes", "No", "Give no answer"]],
      ["list", "In which tone? (call 2)", ["Not now", "warm", "plain", "Give no answer"]],
      ["text", "How many copies? (call 3)", ["Answer", "Give no answer"]],
      ["dialog", "Allow this call?", ["Not now", "Allow", "Allow this tool in this run", "Deny", "Stop the run here"]],
    ]);
    expect(checked).toEqual([
      "It must be integer. Wanted is a whole number (minimum 1).",
      "It must be >= 1. Wanted is a whole number (minimum 1).",
      null,
    ]);
    expect(await readFile(join(made.folder, "combined.md"), "utf8")).toBe("plain 3 false");
  });

  test("may get no answer, which the plan sees as an error; nothing is written", async () => {
    const made = await asks(({ choices }) => ({ choice: choices.length - 1 }));
    const ran = await made.request<Ran>("holdshort/run", uri(made));
    expect(ran).toMatchObject({
      outcome: "failed",
      resumable: false,
      title: expect.stringContaining("a person denied it"),
    });
    expect(await readdir(made.folder)).not.toContain("combined.md");
  });

  test("is asked again with what was wrong, where a client lets a wrong answer through", async () => {
    const texts = ["many", "2"];
    const prompts: string[] = [];
    const made = await asks(({ form, prompt }) => {
      if (form !== "text") return { choice: 1 };
      prompts.push(prompt);
      return { choice: 0, text: texts.shift() ?? "" };
    });
    expect(await made.request<Ran>("holdshort/run", uri(made))).toMatchObject({ outcome: "done" });
    expect(prompts).toEqual([
      "How many copies? (call 3)",
      "That does not fit: it must be integer. How many copies? (call 3)",
    ]);
  });

  test("waits where nobody answers, is listed, and is gone on with from there", async () => {
    let answers = false;
    const made = await asks(({ form }) =>
      !answers ? null : form === "text" ? { choice: 0, text: "4" } : { choice: 1 },
    );
    const folders = [made.uri(".")];
    const waiting = await made.request<Ran>("holdshort/run", uri(made));
    if (waiting.outcome !== "waiting") throw new Error("Nobody answered.");
    const { runs } = await made.request<WaitingRuns>("holdshort/waiting", { folders });
    expect(runs).toEqual([
      { journal: waiting.journal, title: "", state: "waits for an answer (call 1)", changed: expect.any(Number) },
    ]);
    answers = true;
    const done = await made.request<Ran>("holdshort/resume", { journal: waiting.journal });
    expect(done).toMatchObject({ outcome: "done", journal: waiting.journal });
    expect(await readFile(join(made.folder, "combined.md"), "utf8")).toBe("warm 4 true");
    expect(await made.request<WaitingRuns>("holdshort/waiting", { folders })).toEqual({ runs: [] });
  });
});

test("what a plan has read out of a text is read by the model of the settings", async () => {
  const model = await startChatServer(() => '{"found": true, "value": {"day": "2027-03-09"}}');
  const settings = { builtins: ["extract"], model: "stand-in", baseUrl: model.url };
  const made = await withDocuments(allow, settings);
  const schema = `{ type: "object", properties: { day: { type: "string", format: "date" } }, required: ["day"] }`;
  const body = `const { day } = await holdshort.extract({ text: "On the ninth of March", schema: ${schema} });
  return files.write_file({ path: "combined.md", content: day });`;
  await made.open("read.plan.ts", `export default async function plan() {\n  ${body}\n}\n`);
  const ran = await made.request<Ran>("holdshort/run", { uri: made.uri("read.plan.ts") });
  await model.close();
  expect(ran).toMatchObject({ outcome: "done" });
  expect(await readFile(join(made.folder, "combined.md"), "utf8")).toBe("2027-03-09");
});

describe("a run that is gone on with", () => {
  const params = (made: Editor) => ({ uri: made.uri("overwrite.plan.ts"), input: `{ "text": "new" }` });

  /** A journal that ends when the call had begun, as if the process had died in it. */
  async function brokenOff(answer: (question: ApproveParams) => Approved | null) {
    const made = await withDocuments((question) => (question.title.startsWith("Allow") ? null : answer(question)));
    const ran = await made.request<Ran>("holdshort/run", params(made));
    if (ran.outcome !== "waiting") throw new Error("Nobody answered.");
    const lines = (await readFile(ran.journal, "utf8")).trimEnd().split("\n");
    const { about: _, ...asked } = JSON.parse(lines.at(-1) ?? "");
    const more = [
      { kind: "answer", call: 1, at: 1, answer: { say: "approve" } },
      { ...asked, kind: "begin", key: "k" },
    ];
    await writeFile(ran.journal, [...lines, ...more.map((entry) => JSON.stringify(entry)), ""].join("\n"));
    return { made, journal: ran.journal };
  }

  test("asks what became of a call whose end nobody saw; that it happened is taken with what it returned", async () => {
    const seen: ApproveParams[] = [];
    const { made, journal } = await brokenOff((question) => {
      seen.push(question);
      return { ...press("It happened...")(question), text: `{ "content": "done" }` };
    });
    const ran = await made.request<Ran>("holdshort/resume", { journal });
    expect(ran).toMatchObject({ outcome: "done" });
    expect(seen).toMatchObject([
      {
        form: "dialog",
        title: "What became of this call? files.write_file",
        detail: expect.stringContaining("broken off"),
      },
    ]);
    const titles = seen[0]?.choices.map(({ title }) => title);
    expect(titles).toEqual(["Not now", "It happened...", "It failed", "Make it again", "Stop the run here"]);
    expect(await readdir(made.folder)).not.toContain("combined.md");
  });

  test.each([
    ["It failed", "failed", false],
    ["Make it again", "done", true],
  ] as const)("%s", async (title, outcome, written) => {
    const { made, journal } = await brokenOff(press(title));
    expect(await made.request<Ran>("holdshort/resume", { journal })).toMatchObject({ outcome });
    expect((await readdir(made.folder)).includes("combined.md")).toBe(written);
  });

  test("is refused in words where a tool of its plan is gone", async () => {
    const { made, journal } = await brokenOff(() => null);
    const other = resolve("node_modules/@modelcontextprotocol/server-everything/dist/index.js");
    const files = { command: process.execPath, args: [other] };
    await writeFile(join(made.folder, "own.json"), JSON.stringify({ mcpServers: { files } }));
    expect(await made.request<Refused>("holdshort/resume", { journal })).toMatchObject({
      outcome: "refused",
      message: expect.stringContaining("The plan calls files/write_file, and no source has this tool now."),
    });
  });

  test("is refused in words where its plan is not what was judged, and where there is no journal", async () => {
    const { made, journal } = await brokenOff(() => null);
    await writeFile(journal, (await readFile(journal, "utf8")).replaceAll("combined.md", "c0mbined.md"));
    const forged = await made.request<Refused>("holdshort/resume", { journal });
    expect(forged).toMatchObject({
      outcome: "refused",
      message: expect.stringMatching(/no entry of a journal|was changed/),
    });
    const absent = await made.request<Refused>("holdshort/resume", { journal: `${journal}x` });
    expect(absent).toMatchObject({ outcome: "refused", message: expect.stringContaining("There is no journal") });
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

  test("hold no picture, link or tag of a tool's own, which an editor would show as such", async () => {
    const description = "![x](https://example.com/a.png) [y][z] <img src=x> {@link https://example.com evil} `a[1]`";
    const link = { type: "string", description: "[z]: https://example.com/b.png", enum: ["[a](b)"] };
    const inputSchema = { type: "object", properties: { link }, required: ["link"] };
    const billing = await editor("billing", { settings: { tools: ["shop=hostile.json"] } });
    await writeFile(join(billing.folder, "hostile.json"), JSON.stringify([{ name: "look", description, inputSchema }]));
    await billing.open(remind);
    await billing.diagnostics(remind);
    const types = join(billing.folder, "tools.d.ts");
    await expect.poll(() => readFile(types, "utf8").catch(() => ""), { timeout: patience }).toContain("look");
    const text = await readFile(types, "utf8");
    expect(text).toContain(
      " * ![x]\\(https://example.com/a.png) [y]\\[z] < img src=x> {\\@link https://example.com evil} `a[1]`\n",
    );
    expect(text).toContain("/** [z]\\: https://example.com/b.png */");
    expect(text).toContain('"[a](b)"');
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
