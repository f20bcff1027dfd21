import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { edited } from "./editor.js";
import { editor, patience } from "./editors.js";

const refund = "refund-less-fee.plan.ts";
const remind = "remind-overdue.plan.ts";

describe("the verdict while a plan is written", () => {
  test("a rejected plan has a diagnostic at the call, with the world in which it fails", async () => {
    const billing = await editor("billing");
    await billing.open(refund);
    const [issue, ...others] = await billing.diagnostics(refund);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({
      source: "holdshort",
      code: "bad_argument",
      severity: 1,
      range: { start: { line: 7, character: 9 }, end: { line: 7, character: 31 } },
      message: expect.stringMatching(/must be >= 1[\s\S]*smallest world[\s\S]*"amount_cents":/),
    });
  });

  test("an edit clears it, and taking the edit back brings it back", async () => {
    const billing = await editor("billing");
    await billing.open(refund);
    const text = await readFile(join(billing.folder, refund), "utf8");
    await billing.change(refund, text.replace("const feeInCents = 500", "const feeInCents = 0"));
    expect(await billing.diagnostics(refund)).toEqual([]);
    await billing.change(refund, text);
    expect((await billing.diagnostics(refund)).map(({ code }) => code)).toEqual(["bad_argument"]);
  });

  test("what the plan says it is for is held against it", async () => {
    const billing = await editor("billing");
    const text = `export default async function plan() {
  return await billing.find_customer({ email: "eve@example.com" });
}
`;
    await billing.open("new.plan.ts", `// Goal: Find the customer ada@example.com\n${text}`);
    expect((await billing.diagnostics("new.plan.ts")).map(({ code }) => code)).toContain("made_up_value");
    await billing.change("new.plan.ts", text);
    expect(await billing.diagnostics("new.plan.ts")).toEqual([]);
  });

  test("only plans are judged", async () => {
    const billing = await editor("billing");
    await billing.open("other.ts", "fetch(1);");
    await billing.open(refund);
    await billing.diagnostics(refund);
    expect(billing.published.map(({ uri }) => uri)).toEqual([billing.uri(refund)]);
  });
});

describe("a plan that takes long to judge", () => {
  const slow = "wait-for-green.plan.ts";

  test("is dropped when its text changes", async () => {
    const deploy = await editor("deploy");
    await deploy.open(slow);
    const good = "export default async function plan() {\n  return 1;\n}\n";
    for (const spaces of ["", " ", "  "]) await deploy.change(slow, `${good}${spaces}`);
    expect(await deploy.diagnostics(slow)).toEqual([]);
    expect(deploy.published.map(({ version }) => version)).toEqual([4]);
  });

  test("is dropped in the middle of its judgement, and the next one is judged", async () => {
    const deploy = await editor("deploy");
    await deploy.open(slow, busy);
    // By now the judgement has begun, and it takes seconds on any machine: many worlds, and a while in each.
    await new Promise((done) => setTimeout(done, 700));
    expect(deploy.published).toEqual([]);
    await deploy.change(slow, "export default async function plan() {\n  return 1;\n}\n");
    expect(await deploy.diagnostics(slow)).toEqual([]);
    expect(deploy.published.map(({ version }) => version)).toEqual([2]);
  });

  const busy = `export default async function plan() {
  const build = await deploy.get_build({ build_id: "build-1187" });
  let rounds = 0;
  for (let round = 0; round < 300_000; round += 1) rounds = JSON.stringify([rounds, round]).length;
  return { build, rounds };
}
`;
});

describe("above the lines", () => {
  test("of a rejected plan stand the verdict, what can be done, and each call with effect and bounds", async () => {
    const billing = await editor("billing");
    await billing.open(refund);
    const lenses = await billing.lenses(refund);
    const at = lenses.map(({ range, command }) => `${range.start.line}: ${command?.title}`);
    expect(at).toEqual([
      "3: ✗ This plan must not run: 1 error.",
      "3: Preview",
      "3: Replay counterexample",
      "4: ○ billing.find_customer reads, once",
      "5: ○ billing.get_invoice reads, once",
      "7: ■ billing.refund_invoice cannot be undone, once",
    ]);
    expect(lenses[2]?.command).toMatchObject({
      command: "holdshort.replay",
      arguments: [billing.uri(refund), expect.stringMatching(/^1:\d/)],
    });
  });

  test("a plan that passed can be run, and cannot be replayed", async () => {
    const billing = await editor("billing");
    await billing.open(remind);
    const titles = (await billing.lenses(remind)).map(({ command }) => command?.title);
    expect(titles.slice(0, 3)).toEqual([
      "✓ The plan passed every check. It can call 1 tool whose effect cannot be undone.",
      "Preview",
      "Run with approvals",
    ]);
    expect(titles.at(-1)).toBe("■ billing.send_reminder cannot be undone, 0 to 20 times");
  });
});

describe("on a call", () => {
  test("stand the tool, its effect, and where each argument comes from", async () => {
    const billing = await editor("billing");
    await billing.open(refund);
    const text = await billing.hover(refund, 7, 22);
    expect(text).toContain("**billing\\.refund\\_invoice** ■ cannot be undone, once");
    expect(text).toContain("- `customer_id`: from find\\_customer\\.customer\\_id");
    expect(text).toContain("- `amount_cents`: computed from get\\_invoice\\.amount\\_cents");
    expect(text).toContain("What it returns is declared");
    expect(await billing.hover(refund, 4, 35)).toContain('- `email`: "ada@example\\.com"');
  });

  test("and nothing anywhere else", async () => {
    const billing = await editor("billing");
    await billing.open(refund);
    expect(await billing.hover(refund, 6, 9)).toBeUndefined();
  });

  test("what tools say of themselves is shown to the letter", async () => {
    const hostile = "![x](https://example.com/a.png) <img src=x> [run](command:evil) `code`";
    const tools = [{ name: "look", description: hostile, inputSchema: { type: "object", properties: {} } }];
    const billing = await editor("billing", { settings: { tools: ["shop=hostile.json"] } });
    await writeFile(join(billing.folder, "hostile.json"), JSON.stringify(tools));
    await billing.open(
      "new.plan.ts",
      "export default async function plan() {\n  await shop.look({});\n  return 1;\n}\n",
    );
    const text = await billing.hover("new.plan.ts", 1, 15);
    expect(text).toContain("\\!\\[x\\]\\(https\\:");
    expect(text).not.toMatch(/<img|\[run\]\(|(?<!\\)`code/);
  });
});

describe("quick fixes", () => {
  const planned = (body: string) => `export default async function plan() {\n${body}\n  return 1;\n}\n`;

  async function fixed(body: string, title: string): Promise<string> {
    const billing = await editor("billing");
    const text = planned(body);
    await billing.open("new.plan.ts", text);
    const [issue] = await billing.diagnostics("new.plan.ts");
    if (issue === undefined) throw new Error("There is nothing to fix.");
    const fix = (await billing.fixes("new.plan.ts", issue)).find((one) => one.title === title);
    const edits = fix?.edit?.changes?.[billing.uri("new.plan.ts")] ?? [];
    await billing.change("new.plan.ts", edited(text, edits));
    expect((await billing.diagnostics("new.plan.ts")).map(({ code }) => code)).not.toContain(issue.code);
    return edited(text, edits);
  }

  test("wait for a call that nobody waits for", async () => {
    const body = `  billing.send_reminder({ invoice_id: "INV-2041" });`;
    expect(await fixed(body, "Wait for the call")).toBe(planned(body.replace("billing", "await billing")));
  });

  test("take the field that is meant of an object", async () => {
    const body = `  const one = await billing.get_invoice({ invoice_id: "INV-2041" });\n  await billing.send_reminder({ invoice_id: one });`;
    expect(await fixed(body, "Write `one.invoice_id`")).toBe(planned(body.replace(": one }", ": one.invoice_id }")));
  });

  test("take the name that was meant", async () => {
    const body = `  await billing.send_remainder({ invoice_id: "INV-2041" });`;
    expect(await fixed(body, "Change to send_reminder")).toBe(planned(body.replace("remainder", "reminder")));
  });

  test.each([
    [
      `  const one = (await billing.get_invoice({ invoice_id: "INV-2041" })) as any;\n  await billing.send_reminder({ invoice_id: one.invoice_id });`,
      `  const one = (await billing.get_invoice({ invoice_id: "INV-2041" }));\n  await billing.send_reminder({ invoice_id: one.invoice_id });`,
    ],
    [`  const id = ("INV-2041" as unknown as string);`, `  const id = ("INV-2041");`],
    [
      `  const one = await billing.get_invoice({ invoice_id: "INV-2041" });\n  await billing.send_reminder({ invoice_id: (one as any).invoice_id });`,
      `  const one = await billing.get_invoice({ invoice_id: "INV-2041" });\n  await billing.send_reminder({ invoice_id: one.invoice_id });`,
    ],
    [`  const [id] = ["INV-2041"];\n  console.log(id!);`, `  const [id] = ["INV-2041"];\n  console.log(id);`],
    [`  const id = <string>"INV-2041";`, `  const id = "INV-2041";`],
    [`  const id: any = "INV-2041";`, `  const id = "INV-2041";`],
  ])("take a cast away: %s", async (body, left) => {
    expect(await fixed(body, "Remove the cast")).toBe(planned(left));
  });

  const goal = "// Goal: Find the customer ada@example.com\n";
  const found = (parameter: string, email: string) =>
    `${goal}export default async function plan(${parameter}) {\n  return billing.find_customer({ email: ${email} });\n}\n`;

  test.each([
    ["the value of the goal", "", `Change to "ada@example.com"`, found("", `"ada@example.com"`)],
    [
      "the plan's input",
      "",
      "Take it from the plan's input, as email",
      found("input: { email: string }", "input.email"),
    ],
    [
      "the input that it has",
      "given: { day: string }",
      "Take it from the plan's input, as email",
      found("given: { day: string; email: string }", "given.email"),
    ],
    [
      "the input that it has, under a name that is free",
      "given: { email: string; }",
      "Take it from the plan's input, as email2",
      found("given: { email: string; email2: string }", "given.email2"),
    ],
  ])("in place of a value that was made up take %s", async (_, parameter, title, expected) => {
    const billing = await editor("billing");
    const text = found(parameter, `"eve@example.com"`);
    await billing.open("new.plan.ts", text);
    const made = (await billing.diagnostics("new.plan.ts")).find(({ code }) => code === "made_up_value");
    if (made === undefined) throw new Error("There is nothing to fix.");
    const fixes = await billing.fixes("new.plan.ts", made);
    const fix = fixes.find((one) => one.title === title);
    expect(edited(text, fix?.edit?.changes?.[billing.uri("new.plan.ts")] ?? [])).toBe(expected);
    expect(fixes.filter(({ isPreferred }) => isPreferred === true).map((one) => one.title)).toEqual([
      `Change to "ada@example.com"`,
    ]);
    await billing.change("new.plan.ts", expected);
    expect((await billing.diagnostics("new.plan.ts")).map(({ code }) => code)).not.toContain("made_up_value");
  });

  test("leave an input alone that no field can be added to, and what is no cast", async () => {
    const billing = await editor("billing");
    const text = found("given: string", `"eve@example.com"`);
    await billing.open("new.plan.ts", text);
    for (const issue of await billing.diagnostics("new.plan.ts")) {
      const titles = (await billing.fixes("new.plan.ts", issue)).map(({ title }) => title);
      expect(titles.join()).not.toContain("input");
    }
    await billing.open("class.plan.ts", planned("  class A {}"));
    const [issue] = await billing.diagnostics("class.plan.ts");
    expect(issue?.code).toBe("subset");
    expect(issue && (await billing.fixes("class.plan.ts", issue))).toEqual([]);
  });

  test("show the counterexample again", async () => {
    const billing = await editor("billing");
    await billing.open(refund);
    const [issue] = await billing.diagnostics(refund);
    if (issue === undefined) throw new Error("There is nothing to fix.");
    const [fix] = await billing.fixes(refund, issue);
    expect(fix).toMatchObject({ title: "Replay counterexample", command: { command: "holdshort.replay" } });
    const [, replay] = fix?.command?.arguments ?? [];
    const page: { outcome: string; html: string } = await billing.request("holdshort/preview", {
      uri: billing.uri(refund),
      replay,
    });
    expect(page).toMatchObject({ outcome: "rejected", html: expect.stringContaining(String(replay)) });
  });
});

describe("settings", () => {
  test("without any, the plan says so, and a fix makes them", async () => {
    const billing = await editor("billing", { settings: null });
    await billing.open(refund);
    const [issue] = await billing.diagnostics(refund);
    expect(issue).toMatchObject({
      code: "no_settings",
      severity: 3,
      message: expect.stringContaining("holdshort.json"),
    });
    const [fix] = issue === undefined ? [] : await billing.fixes(refund, issue);
    expect(fix).toMatchObject({
      title: "Create holdshort.json",
      edit: { documentChanges: [{ kind: "create", uri: billing.uri("holdshort.json") }, {}] },
    });
  });

  test("with a slip in them, the plan says where, and is judged once they are mended", async () => {
    const billing = await editor("billing", { settings: { tools: ["billing=nowhere.json"] } });
    await billing.open(refund);
    const [issue] = await billing.diagnostics(refund);
    expect(issue).toMatchObject({ code: "not_found", severity: 1, message: expect.stringContaining("nowhere.json") });
    await writeFile(join(billing.folder, "holdshort.json"), JSON.stringify({ tools: ["billing=tools.json"] }));
    await billing.saved("holdshort.json");
    await expect
      .poll(() => billing.diagnostics(refund).then((all) => all.map(({ code }) => code)), { timeout: patience })
      .toEqual(["bad_argument"]);
  });

  test("whose sources leave something open say so at the settings, until it is mended", async () => {
    const find = (type: string) => [
      {
        name: "find",
        inputSchema: { type: "object", properties: { q: { type } } },
        annotations: { readOnlyHint: true },
      },
    ];
    const billing = await editor("billing", {
      settings: { tools: ["slip.json"] },
      files: { "slip.json": find("nonsense") },
    });
    await billing.open("a.plan.ts", "export default async function plan() {\n  return 1;\n}\n");
    expect(await billing.diagnostics("a.plan.ts")).toEqual([]);
    const told = () => billing.published.filter(({ uri }) => uri === billing.uri("holdshort.json")).at(-1)?.diagnostics;
    await expect
      .poll(told)
      .toMatchObject([
        { severity: 3, message: expect.stringMatching(/slip\.json \[0\].*no type is called "nonsense"/) },
      ]);
    await writeFile(join(billing.folder, "slip.json"), JSON.stringify(find("string")));
    await billing.saved("slip.json");
    await expect.poll(told).toEqual([]);
  });

  test("name a policy that plans are held to", async () => {
    const settings = { tools: ["billing=tools.json"], policy: "mine.json" };
    const billing = await editor("billing", { settings });
    await writeFile(join(billing.folder, "mine.json"), JSON.stringify({ tools: { allow: ["billing/find_*"] } }));
    await billing.open(refund);
    expect((await billing.diagnostics(refund)).map(({ code }) => code)).toContain("policy_denied");
  });
});

describe("what comes in and is not the protocol", () => {
  /** What the server says and how it ends, after texts that are sent as they stand. */
  async function sent(...texts: readonly string[]) {
    const child = spawn(process.execPath, [resolve("dist/cli/bin.js"), "lsp"], { stdio: "pipe" });
    const written = { out: "", err: "" };
    child.stdout.on("data", (data) => {
      written.out += data;
    });
    child.stderr.on("data", (data) => {
      written.err += data;
    });
    const ended = new Promise<number | null>((done) => child.on("exit", done));
    for (const text of texts) child.stdin.write(text);
    return { written, ended, child };
  }

  const message = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  const initialize = JSON.stringify({
    ...{ jsonrpc: "2.0", id: 1, method: "initialize" },
    params: { processId: null, rootUri: null, capabilities: {} },
  });

  test.each([
    ["a header without a length", "Content-Type: application/json\r\n\r\n"],
    ["a length that is none", "Content-Length: many\r\n\r\n"],
    ["no header", "hello\r\n\r\n"],
  ])("%s ends the server with a sentence, and not in silence", async (_, text) => {
    const { written, ended } = await sent(text, initialize, message(initialize));
    expect(await ended).toBe(2);
    expect(written.err).toMatch(/^holdshort: What comes in is not the Language Server Protocol: .*Content-Length\.\n$/);
  });

  test.each([
    ["nothing was said", ""],
    ["a message has come in part", "Content-Length: 99999999999999\r\n\r\nabc"],
  ])("an editor that is gone without a word leaves no server behind, where %s", async (_, text) => {
    const { written, ended, child } = await sent(text);
    child.stdin.end();
    expect(await ended).toBe(2);
    expect(written.err).toMatch(/^holdshort: The editor is gone without saying so\./);
  });

  test("an editor that has said that it leaves may close the stream: that is no failure", async () => {
    const shutdown = JSON.stringify({ jsonrpc: "2.0", id: 2, method: "shutdown" });
    const { written, ended, child } = await sent(message(initialize), message(shutdown));
    child.stdin.end();
    expect([await ended, written.err]).toEqual([0, ""]);
  });

  test.each([
    ["hover", 5, "textDocument.uri"],
    ["hover", { textDocument: { uri: "file:///a.plan.ts" } }, "params.position"],
    ["codeLens", {}, "textDocument.uri"],
    ["codeAction", { textDocument: { uri: 4 }, context: null }, "textDocument.uri"],
  ])("a %s of %j is refused by what is missing", async (method, params, missing) => {
    const request = JSON.stringify({ jsonrpc: "2.0", id: 2, method: `textDocument/${method}`, params });
    const { written, ended, child } = await sent(message(initialize), message(request));
    await expect.poll(() => written.out, { timeout: patience }).toContain('"code":-32602');
    expect(written.out).toContain(missing);
    child.stdin.end();
    await ended;
  });

  test("a message that is no JSON is told, and the next one is answered", async () => {
    const { written, ended, child } = await sent(message("{"), message(initialize));
    await expect.poll(() => written.out, { timeout: patience }).toContain('"serverInfo":{"name":"holdshort"}');
    expect(written.err).toMatch(/^holdshort: a message could not be read: .*JSON/);
    child.stdin.end();
    await ended;
  });
});
