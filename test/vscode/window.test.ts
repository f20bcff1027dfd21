import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Window } from "./window.js";

// The packaged extension in a real VS Code in a real browser. It asserts on what is rendered.
//   scripts/vscode-setup.sh says what to set; without it these tests are left out.

const install = process.env.HOLDSHORT_VSCODE;
const shots = process.env.HOLDSHORT_SHOTS;
const extension = "vscode/holdshort.vsix";
const patience = 240_000;

/** A workspace in which tools can really be called: the filesystem server from npm, over a folder of documents. */
async function workspace(): Promise<Readonly<Record<string, string>>> {
  const server = resolve("node_modules/@modelcontextprotocol/server-filesystem/dist/index.js");
  const files = { command: process.execPath, args: [server, "."] };
  return {
    "holdshort.json": JSON.stringify({ tools: ["billing=tools.json", "mcp.json", "hostile.json"], builtins: ["ask"] }),
    "mcp.json": JSON.stringify({ mcpServers: { files } }),
    "hostile.json": JSON.stringify([hostile]),
    "hostile.plan.ts": "export default async function plan() {\n  return await tools.look({});\n}\n",
    "notes.md": "Ask the printer.\n",
    "combined.md": "old\n",
    "overwrite.plan.ts": overwrite,
    "endless.plan.ts": endless,
    "busy.plan.ts": busy,
    "ask.plan.ts": asking,
    "floating.plan.ts": floating,
  };
}

/** Its picture would be asked for by whoever shows its description as markdown. */
const hostile = {
  name: "look",
  description: "![x](http://pictures.example/a.png)",
  inputSchema: { type: "object", properties: {} },
  annotations: { readOnlyHint: true },
};

const overwrite = `// Goal: Write the text of "notes.md" into "combined.md"
export default async function plan() {
  const notes = await files.read_text_file({ path: "notes.md" });
  await files.write_file({ path: "combined.md", content: notes.content });
  return { characters: notes.content.length };
}
`;

const asking = `// Goal: Write into "combined.md" what a person says
export default async function plan() {
  const tone = await holdshort.ask({ question: "In which tone?", schema: { type: "string", enum: ["warm", "plain"] } });
  const copies = await holdshort.ask({ question: "How many copies?", schema: { type: "integer", minimum: 1 } });
  await files.write_file({ path: "combined.md", content: [tone, copies].join(" ") });
  return copies;
}
`;

const floating = `export default async function plan() {
  const customer = await billing.find_custmer({ email: "ada@example.com" });
  billing.list_invoices({ customer_id: customer.customer_id, status: "open" });
  return customer.name;
}
`;

const endless = `export default async function plan() {
  let rounds = 0;
  while (rounds >= 0) rounds = (rounds + 1) % 1000;
  return rounds;
}
`;

/** Ends, but only after a while in each of the worlds that the judge runs it in: seconds on any machine. */
const busy = `export default async function plan() {
  const notes = await files.read_text_file({ path: "notes.md" });
  let rounds = 0;
  for (let round = 0; round < 300_000; round += 1) rounds = JSON.stringify([rounds, round]).length;
  return { notes, rounds };
}
`;

/** Makes the newest journal of a plan look as if the process had died while its last call, which waits, was being made. */
async function breakOff(folder: string, plan: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(plan) && name.endsWith(".jsonl")).sort();
  const journal = join(folder, names.at(-1) ?? "");
  const lines = (await readFile(journal, "utf8")).trimEnd().split("\n");
  const { about: _, ...asked } = JSON.parse(lines.at(-1) ?? "");
  const more = [
    { kind: "answer", call: asked.call, at: asked.at, answer: { say: "approve" } },
    { ...asked, kind: "begin", key: "k" },
  ];
  await writeFile(journal, [...lines, ...more.map((entry) => JSON.stringify(entry)), ""].join("\n"));
}

async function shot(window: Window, name: string): Promise<void> {
  if (shots !== undefined) await window.page.screenshot({ path: join(shots, `${name}.png`) });
}

describe.skipIf(install === undefined)("the extension in VS Code", { timeout: patience }, () => {
  const refund = "refund-less-fee.plan.ts";
  let window: Window;

  beforeAll(async () => {
    window = await Window.open({
      install: install ?? "",
      extension,
      copyOf: "examples/billing",
      files: await workspace(),
    });
  }, patience);

  afterAll(() => window?.close());

  test("a rejected plan: verdict and calls above the lines, a squiggle, a row in Problems", async () => {
    await window.openFile(refund);
    await window.lens("This plan must not run: 1 error.").waitFor();
    await window.lens("billing.refund_invoice cannot be undone, once").waitFor();
    await window.page.keyboard.press("Control+Shift+M");
    await window.problem("billing.refund_invoice would refuse the call").waitFor();
    await shot(window, "rejected");
    expect(await window.problem("bad_argument").first().textContent()).toContain("must be >= 1");
  });

  test("TypeScript knows the tools: only the judge has something to say, and completion offers them", async () => {
    await expect.poll(() => window.squiggle.count(), { timeout: 60_000 }).toBe(1);
    await window.goTo(7, 27);
    await window.page.keyboard.type("\nbilling.");
    await window.suggestion("find_customer").waitFor();
    await shot(window, "completion");
    await window.page.keyboard.press("Escape");
    for (let count = 0; count < 9; count += 1) await window.page.keyboard.press("Backspace");
    await expect.poll(() => window.squiggle.count(), { timeout: 60_000 }).toBe(1);
  });

  test("a hover on a call: the tool, its effect, where its arguments come from", async () => {
    await window.page.locator(".view-line span", { hasText: /^refund_invoice$/ }).hover();
    const hover = window.page.locator(".monaco-hover:not(.hidden)", {
      hasText: "computed from get_invoice.amount_cents",
    });
    await hover.waitFor();
    await shot(window, "hover");
    expect(await hover.textContent()).toContain("■ cannot be undone, once");
    await window.page.keyboard.press("Escape");
  });

  test("the report beside the editor follows an edit, which clears the problem; taking it back restores both", async () => {
    await window.command("Holdshort: Dry run (preview)");
    await window.report.getByRole("heading", { name: /rejected/i }).waitFor();
    expect(await window.report.locator("body").textContent()).toContain("refund_invoice");
    await shot(window, "preview");
    await window.page.locator(".editor-instance .view-lines").first().click();
    await window.goTo(7, 25);
    for (let count = 0; count < 3; count += 1) await window.page.keyboard.press("Backspace");
    await window.page.keyboard.type("0");
    await window.lens("The plan passed every check.").waitFor();
    await window.problem("bad_argument").first().waitFor({ state: "detached" });
    await window.report.getByRole("heading", { name: /passed/i }).waitFor();
    await shot(window, "preview-passed");
    await window.undoAll();
    await window.problem("bad_argument").first().waitFor();
    await window.report.getByRole("heading", { name: /rejected/i }).waitFor();
  });

  test("a counterexample can be met again", async () => {
    await window.lens("Replay counterexample").locator("a", { hasText: "Replay" }).click();
    await window.report
      .getByText(/smallest world/i)
      .first()
      .waitFor();
    await window.closeOthers();
  });

  test("a plan from a goal is a file that passes", async () => {
    await window.command("Holdshort: Plan from goal...");
    await window.input.fill("Refund invoice INV-2041 of the customer ada@example.com");
    await window.page.keyboard.press("Enter");
    const name = "refund-invoice-inv-2041-of-the-customer-ada.plan.ts";
    await window.page.locator(".tab.active", { hasText: name }).waitFor();
    await window.lens("The plan passed every check.").waitFor();
    await shot(window, "planned");
    const source = await readFile(join(window.folder, name), "utf8");
    expect(source).toMatch(/^\/\/ Goal: Refund invoice INV-2041[\s\S]*billing\.refund_invoice/);
  });

  test("a goal that no tool reaches is answered in words", async () => {
    await window.command("Holdshort: Plan from goal...");
    await window.input.fill("Water the plants");
    await window.page.keyboard.press("Enter");
    await window.notice("No plan is offered").waitFor();
    await shot(window, "abstained");
    await window.command("Notifications: Clear All Notifications");
  });

  test("a run asks first: a denied call is not made, an allowed one is, and the journal lies beside the plan", async () => {
    await window.openFile("overwrite.plan.ts");
    await window.lens("Run with approvals").locator("a", { hasText: "Run" }).click();
    await window.dialog.waitFor();
    await shot(window, "approval");
    const asked = await window.dialog.textContent();
    expect(asked).toContain("Allow this call? files.write_file");
    expect(asked).toContain(`path: "combined.md"`);
    expect(asked).toContain("(from read_text_file.content)");
    expect(asked).toMatch(/cannot be undone|changes/);
    expect(await window.focused.textContent()).toBe("Not now");
    await window.page.keyboard.press("Enter");
    await window.notice("WAITING").waitFor();
    expect(await readFile(join(window.folder, "combined.md"), "utf8")).toBe("old\n");
    await window.notice("WAITING").getByRole("button", { name: "Resume" }).click();
    await window.dialog.getByRole("button", { name: "Deny" }).click();
    await window.notice("FAILED").waitFor();
    expect(await readFile(join(window.folder, "combined.md"), "utf8")).toBe("old\n");
    await window.command("Notifications: Clear All Notifications");
    await window.command("Holdshort: Run with approvals");
    await window.dialog.getByRole("button", { name: "Allow", exact: true }).click();
    await window.notice("DONE").waitFor();
    await shot(window, "done");
    expect(await readFile(join(window.folder, "combined.md"), "utf8")).toBe("Ask the printer.\n");
    expect(await readdir(join(window.folder, ".holdshort"))).toHaveLength(2);
    await window.command("Notifications: Clear All Notifications");
  });

  test("what a plan asks: dismissed it waits; resumed, a list and a text that is checked lead on", async () => {
    await window.openFile("ask.plan.ts");
    await window.lens("Run with approvals").locator("a", { hasText: "Run" }).click();
    await window.choice("plain").waitFor();
    await shot(window, "ask-list");
    await window.page.keyboard.press("Escape");
    await window.notice("WAITING").waitFor();
    await shot(window, "ask-waiting");
    expect(await window.notice("WAITING").textContent()).toContain("Holdshort: Resume run...");
    expect(await readFile(join(window.folder, "combined.md"), "utf8")).toBe("Ask the printer.\n");
    await window.command("Notifications: Clear All Notifications");

    await window.command("Holdshort: Resume run...");
    await window.choice('Write into "combined.md" what a person says').waitFor();
    await shot(window, "resume-list");
    expect(await window.choice("Write into").textContent()).toContain("waits for an answer (call 1)");
    expect(await window.choice("notes.md").count()).toBe(0);
    await window.choice("Write into").click();

    await window.choice("plain").click();
    await window.asked("How many copies?").waitFor();
    await window.input.fill("many");
    await window.asked("It must be integer.").waitFor();
    await shot(window, "ask-text-wrong");
    await window.page.keyboard.press("Enter");
    expect(await window.input.inputValue()).toBe("many");
    expect(await window.inputTitle.textContent()).toBe("The plan asks: How many copies?");
    expect(await window.dialog.count()).toBe(0);
    await window.input.fill("3");
    await window.asked("It must be integer.").waitFor({ state: "detached" });
    await shot(window, "ask-text");
    await window.page.keyboard.press("Enter");
    await window.dialog.getByRole("button", { name: "Allow", exact: true }).click();
    await window.notice("DONE").waitFor();
    expect(await readFile(join(window.folder, "combined.md"), "utf8")).toBe("plain 3");
    await window.notice("DONE").getByRole("button", { name: "Show Report" }).click();
    await window.report.getByRole("heading", { name: "What was called" }).waitFor();
    await shot(window, "run-report");
    await window.closeOthers();
    await window.command("Notifications: Clear All Notifications");
  });

  test("what became of a call that was broken off is asked, and what it returned is taken and not done again", async () => {
    await window.openFile("overwrite.plan.ts");
    await window.command("Holdshort: Run with approvals");
    await window.dialog.getByRole("button", { name: "Stop the run here" }).click();
    await window.notice("WAITING").waitFor();
    await window.command("Notifications: Clear All Notifications");
    await breakOff(join(window.folder, ".holdshort"), "overwrite-");
    await window.command("Holdshort: Resume run...");
    await window.choice("Write the text of").click();
    await window.dialog.waitFor();
    expect(await window.dialog.textContent()).toContain("What became of this call? files.write_file");
    await shot(window, "unknown");
    await window.dialog.getByRole("button", { name: "It happened..." }).click();
    await window.asked("What it returned").waitFor();
    await window.page.keyboard.press("Enter");
    await window.asked("It must be object.").waitFor();
    await window.input.fill('{ "content": "written" }');
    await window.asked("It must be object.").waitFor({ state: "detached" });
    await shot(window, "unknown-text");
    await window.page.keyboard.press("Enter");
    await window.notice("DONE").waitFor();
    expect(await readFile(join(window.folder, "combined.md"), "utf8")).toBe("plain 3");
    await window.command("Notifications: Clear All Notifications");
  });

  test("quick fixes: clicked, they change the text, and their squiggles go", async () => {
    await window.openFile("floating.plan.ts");
    await window.command("Problems: Focus on Problems View");
    await window.problem("find_custmer").first().waitFor();
    await expect.poll(() => window.squiggle.count(), { timeout: 60_000 }).toBeGreaterThan(0);
    await window.goTo(2, 40);
    await window.lightbulb.click();
    await window.action("Change to find_customer").waitFor();
    await shot(window, "fix-menu");
    await window.action("Change to find_customer").click();
    await window.line('await billing.find_customer({ email: "ada@example.com" })').waitFor();
    await window.problem("find_custmer").first().waitFor({ state: "detached" });

    await window.problem("floating_call").first().waitFor();
    expect(await window.line("await billing.list_invoices").count()).toBe(0);
    await window.goTo(3, 5);
    await window.page.keyboard.press("Control+.");
    await window.action("Wait for the call").click();
    await window.line("await billing.list_invoices").waitFor();
    await window.problem("floating_call").first().waitFor({ state: "detached" });
    await expect.poll(() => window.squiggle.count(), { timeout: 60_000 }).toBe(0);
    await shot(window, "fixed");
    await window.undoAll();
    await window.problem("find_custmer").first().waitFor();
  });

  test("a hover on a tool with a picture in its description, which is shown to the letter by all who have a word there", async () => {
    await window.openFile("hostile.plan.ts");
    await window.lens("look reads, once").waitFor();
    await window.page.locator(".view-line span", { hasText: /^look$/ }).hover();
    const hover = window.page.locator(".monaco-hover:not(.hidden)", { hasText: "Nobody declares what it returns" });
    await hover.waitFor();
    await hover.getByText("function tools.look").waitFor();
    await shot(window, "hover-hostile");
    expect(await hover.locator("img").count()).toBe(0);
    expect((await hover.textContent())?.split("pictures.example").length).toBe(3);
    await window.page.keyboard.press("Escape");
  });

  test("a plan that never ends is found out, and the loop is underlined", async () => {
    await window.openFile("endless.plan.ts");
    await window.problem("did not end within").first().waitFor();
    await window.lens("This plan must not run: 1 error.").waitFor();
    await expect.poll(() => window.squiggle.count(), { timeout: 60_000 }).toBe(1);
    await shot(window, "endless");
  });

  test("a plan that keeps the judge busy does not keep the editor from being written in", async () => {
    await window.openFile("busy.plan.ts");
    await window.goTo(3, 18);
    await window.page.keyboard.type(" // still here");
    await window.page.locator(".view-line", { hasText: "// still here" }).waitFor();
    expect(await window.lens("plan").count()).toBe(0);
    await window.lens("plan").first().waitFor();
  });

  test("nothing was asked of any other machine", () => {
    expect([...window.hosts].filter((host) => host !== "127.0.0.1" && host !== "")).toEqual([]);
  });
});

describe.skipIf(install === undefined)("VS Code without the extension", { timeout: patience }, () => {
  test("shows nothing of it, so the tests above see the extension and not something else", async () => {
    const window = await Window.open({ install: install ?? "", copyOf: "examples/billing", files: await workspace() });
    try {
      await window.openFile("refund-less-fee.plan.ts");
      await window.page.keyboard.press("Control+Shift+M");
      await window.problem("Cannot find name 'billing'").first().waitFor();
      expect(await window.problem("bad_argument").count()).toBe(0);
      expect(await window.page.locator(".codelens-decoration").count()).toBe(0);
      await window.page.keyboard.press("F1");
      await window.input.fill(">Holdshort: Verify");
      await window.page.locator(".quick-input-list", { hasText: "No matching" }).waitFor();
      await window.input.fill(">Holdshort");
      await window.page.locator(".quick-input-list", { hasText: "No matching" }).waitFor();
      await window.page.keyboard.press("Escape");
      await window.openFile("floating.plan.ts");
      await window.problem("Cannot find name 'billing'").first().waitFor();
      await window.goTo(3, 5);
      await window.page.keyboard.press("Control+.");
      await window.page.waitForTimeout(3_000);
      expect(await window.action("Wait for the call").count()).toBe(0);
    } finally {
      await window.close();
    }
  });
});
