import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml, renderRunHtml } from "#dist/report/index.js";
import { loadTools } from "#dist/toolspecs/index.js";
import { createVerifier, type Judgement } from "#dist/verifier/index.js";
import { hasBrowser, launch } from "../support/browser.js";
import { poisoned, whole } from "./poisoned.js";
import { storyOf } from "./stories.js";
import { longPlan, passed } from "./verdicts.js";

// The page as people meet it: opened from a file, in a real browser.

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

describe.skipIf(!hasBrowser)("the page in a browser", () => {
  let browser: Browser;
  let folder = "";
  let promote: Judgement;
  let rejected: Judgement;
  /** The first again, one of whose tools has a name that is broken nowhere. */
  let lengthened: Judgement;

  beforeAll(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), "holdshort-page-"));
    const verifier = createVerifier();
    const judged = async (file: string, tools: string) =>
      verifier.verify({ goal: "", source: await readFile(`examples/${file}`, "utf8") }, await loadTools(tools));
    promote = await judged("deploy/promote-green.plan.ts", "deploy=examples/deploy/tools.json");
    rejected = await judged("billing/refund-less-fee.plan.ts", "billing=examples/billing/tools.json");
    await verifier.close();
    lengthened = JSON.parse(JSON.stringify(promote).replaceAll("deploy_build", "deploy".repeat(30)));
  }, 120_000);
  afterAll(() => browser?.close());

  /** Opens a page and notes all that it tries to do beyond showing itself. */
  async function open(text: string, options: Parameters<Browser["newPage"]>[0] = {}) {
    const file = join(folder, "page.html");
    await writeFile(file, text);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    const events: string[] = [];
    page.on("dialog", (dialog) => {
      events.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    page.on("pageerror", (error) => events.push(`error: ${error.message}`));
    page.on("console", (message) => events.push(`console: ${message.text()}`));
    page.on("request", (request) => {
      if (request.url() !== pathToFileURL(file).href) events.push(`request: ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    return { page, events };
  }

  /** The guards of the page hold for test tools too, so axe is run in a world of its own. */
  async function violations(page: Page): Promise<readonly string[]> {
    const session = await page.context().newCDPSession(page);
    const { frameTree } = await session.send("Page.getFrameTree");
    const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
    const run = async (expression: string) => {
      const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
        expression,
        contextId: executionContextId,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description);
      return result.value;
    };
    await run(`${await readFile(axe, "utf8")};0`);
    return run(
      `axe.run(document).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + " " + target.join(" ") + " " + failureSummary)))`,
    );
  }

  /** Pixels that have to be scrolled sideways. */
  function overflow(page: Page): Promise<number> {
    return page.evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`);
  }

  const pages: readonly [string, () => Promise<string>][] = [
    ["a plan that passed", () => renderHtml(promote)],
    ["a plan that was rejected", () => renderHtml(rejected)],
    ["every section there is", async () => renderHtml(whole[1] ?? passed)],
    ["a tool with a name that fits no column", async () => renderHtml(lengthened)],
    ["a run of it", async () => renderRunHtml(storyOf(lengthened, "done"))],
    ["an abstention", async () => renderHtml(whole[2] ?? passed)],
    ["a run that waits", async () => renderRunHtml(storyOf(promote, "waiting"))],
    ["a run that failed", async () => renderRunHtml(storyOf(promote, "failed"))],
    ["a run that is done", async () => renderRunHtml(storyOf(promote, "done"), { resume: "holdshort resume r" })],
  ];
  const narrow = { width: 360, height: 700 };

  describe.each([
    ["light", { width: 1280, height: 900 }],
    ["dark", narrow],
  ] as const)("in %s", (colorScheme, viewport) => {
    test.each(pages)("axe finds no violation in %s, which fits the window", async (_, make) => {
      const { page, events } = await open(await make(), { colorScheme, viewport });
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(events).toEqual([]);
      await page.close();
    });
  });

  test("what does not fit would be seen", async () => {
    const { page } = await open((await renderHtml(promote)).replaceAll("overflow-wrap: anywhere", ""), {
      viewport: narrow,
    });
    expect(await overflow(page)).toBeGreaterThan(0);
    await page.close();
  });

  test("axe would find one", async () => {
    const { page } = await open(
      (await renderHtml(promote)).replaceAll(/aria-label="[^"]*"/g, "").replace('<html lang="en">', "<html>"),
    );
    expect((await violations(page)).join()).toContain("html-has-lang");
    await page.close();
  });

  const attacks = [
    `"'><script>alert(1)</script><img src=x onerror=alert(2)>`,
    `</script><script>alert(3)</script>`,
    `</title></style></pre></svg><svg onload=alert(4)>`,
    `" onmouseover="alert(5)" autofocus onfocus="alert(6)`,
    `<a href="javascript:alert(7)">x</a><iframe srcdoc="<script>parent.alert(8)</script>">`,
    `<base href="http://127.0.0.1:1/"><link rel=stylesheet href=//127.0.0.1:1/x><meta http-equiv=refresh content="0;url=//127.0.0.1:1">`,
  ];

  test.each(attacks)("nothing in it runs or loads: %s", { timeout: 120_000 }, async (attack) => {
    const runs = (["waiting", "failed"] as const).map((outcome) => storyOf(promote, outcome));
    const pages = [
      ...whole.map((verdict) => renderHtml(poisoned(verdict, attack), { verifyCommand: attack })),
      ...runs.map((story) => renderRunHtml(poisoned(story, attack), { verifyCommand: attack, resume: attack })),
    ];
    for (const text of await Promise.all(pages)) {
      expect(text).toMatch(/&(?:lt|quot);/);
      const { page, events } = await open(text);
      await page.mouse.move(300, 300);
      await page.keyboard.press("Tab");
      await page.waitForTimeout(50);
      expect(events).toEqual([]);
      expect(await page.locator("script").count()).toBe(1);
      expect(await page.locator("iframe, img, base, link, [onload], [onerror], [onmouseover]").count()).toBe(0);
      await page.close();
    }
  });

  test("the detector fires: without escaping and without the policy, the same text runs", async () => {
    const [attack = ""] = attacks;
    const text = (await renderHtml(passed)).replace("<main>", `<main>${attack}`);
    const open1 = await open(text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""));
    await open1.page.waitForTimeout(200);
    expect(open1.events).toContain("dialog: 1");
    await open1.page.close();
    // With the policy alone, what got past the escaping does not run, and the browser says so.
    const open2 = await open(text);
    await open2.page.waitForTimeout(200);
    expect(open2.events.filter((event) => event.startsWith("dialog"))).toEqual([]);
    expect(open2.events.join()).toMatch(/Content Security Policy/);
    await open2.page.close();
  });

  test("by keyboard: from call to call in the graph, into the step, back out", async () => {
    const { page } = await open(await renderHtml(promote));
    await page.locator(".graph-box").focus();
    await page.keyboard.press("Tab");
    const focused = () =>
      page.evaluate(`document.activeElement.getAttribute("aria-label") ?? document.activeElement.id`);
    expect(await focused()).toMatch(/^1 find_service .*, reads$/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toMatch(/^3 deploy_build .*, cannot be undone$/);
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("step-3");
    expect(await page.locator("#step-3 .more").getAttribute("open")).not.toBeNull();
    expect(await page.locator("#line-9").getAttribute("class")).toContain("on");
    await page.keyboard.press("Escape");
    expect(await page.locator(".on").count()).toBe(0);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(`document.activeElement.closest("#step-3") !== null`)).toBe(true);
    await page.close();
  });

  test("by mouse: a line marks its step and its node", async () => {
    const { page } = await open(await renderHtml(promote));
    await page.locator("#line-12 .number").first().click();
    expect(await page.locator("#step-5").getAttribute("class")).toContain("on");
    expect(await page.locator('.graph a[data-step="5"]').getAttribute("class")).toContain("on");
    await page.close();
  });

  test("the slider goes through the worlds, and dims what was not called there", async () => {
    const { page } = await open(await renderHtml(promote));
    await page.locator("#world").focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("details.world[open] summary").allTextContents()).toEqual(["The shortest run, 2 calls"]);
    expect(await page.locator(".graph a.ghost").count()).toBe(3);
    expect(await page.locator("#world").getAttribute("aria-valuetext")).toContain("The shortest run");
    await page.close();
  });

  test("without its script it says as much: links lead to steps, details open by themselves", async () => {
    const { page } = await open(await renderHtml(promote), { javaScriptEnabled: false });
    await page.locator('.graph a[data-step="3"]').click();
    expect(page.url()).toMatch(/#step-3$/);
    await page.locator("#step-3 > .more > summary").click();
    expect(await page.locator("#step-3 .copyable").isVisible()).toBe(true);
    expect(await page.locator(".slider").isVisible()).toBe(false);
    await page.close();
  });

  /** How many sheets of paper a page takes. */
  async function sheets(page: Page): Promise<number> {
    const pdf = await page.pdf({ format: "A4" });
    return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  }

  test("a long page is printed as it is folded: what cannot be undone is there, what is left out is said", async () => {
    const { page } = await open(await renderHtml(longPlan(250, [3, 100, 249])));
    expect(await page.locator(".paper:visible").count()).toBe(0);
    expect(await page.locator(".graph-box").isVisible()).toBe(true);
    const folded = await sheets(page);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(`dispatchEvent(new Event("beforeprint"))`);
    for (const number of [1, 3, 40, 100, 249]) expect(await page.locator(`#step-${number}`).isVisible()).toBe(true);
    for (const number of [41, 99, 250]) expect(await page.locator(`#step-${number}`).isVisible()).toBe(false);
    expect(await page.locator("details.world[open]").count()).toBe(1);
    expect(await page.locator(".graph-box").isVisible()).toBe(false);
    const words = await page.locator(".paper:visible").allTextContents();
    expect(words.join(" ")).toMatch(
      /what is folded here.*the graph, because of 250 calls.*of the worlds that are folded/,
    );
    await page.evaluate(`for (const one of document.querySelectorAll("details")) one.open = true`);
    expect(await sheets(page)).toBeGreaterThan(2 * folded);
    await page.close();
  });

  test("a drawing is no wider than the paper", async () => {
    const { page } = await open(await renderHtml(promote), { viewport: { width: 700, height: 1000 } });
    const width = (selector: string) =>
      page.evaluate<number>(`document.querySelector("${selector}").getBoundingClientRect().width`);
    await page.evaluate(`document.querySelector(".graph").classList.add("wide")`);
    await page.evaluate(`document.querySelector(".graph").setAttribute("width", "3000")`);
    expect(await width(".graph")).toBeGreaterThan(700);
    await page.emulateMedia({ media: "print" });
    expect(await width(".graph")).toBeLessThanOrEqual(700);
    await page.close();
  });

  test("unfolds for paper", async () => {
    const { page } = await open(await renderHtml(promote), { viewport: narrow });
    await page.emulateMedia({ media: "print" });
    await page.evaluate(`dispatchEvent(new Event("beforeprint"))`);
    expect(await page.locator("details:not([open])").count()).toBe(0);
    await page.evaluate(`dispatchEvent(new Event("afterprint"))`);
    expect(await page.locator("details.world[open]").count()).toBe(1);
    await page.close();
  });
});
