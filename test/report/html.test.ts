import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { html } from "#dist/report/html/markup.js";
import { renderHtml } from "#dist/report/index.js";
import { failure, success } from "#dist/toolspecs/index.js";
import { poisoned, whole } from "./poisoned.js";
import { abstained, longPlan, passed, rejected } from "./verdicts.js";

describe("the page", () => {
  test("shows the verdict first, then what cannot be undone", async () => {
    const page = await renderHtml(passed);
    const text = page.replace(/<style>[\s\S]*?<\/style>|<[^>]*>/g, "");
    expect(page).toContain('<h1 class="passed">');
    expect(text).toMatch(/✓ PASSED\s+The plan passed every check/);
    expect(text.indexOf("Cannot be undone")).toBeLessThan(text.indexOf("Reads"));
    expect(page).toContain("refund_invoice");
    expect(text).toMatch(/cannot be undone\s+0 to 1 times/);
    expect(page).toContain("and 1 more call of it");
    expect(page).toContain("amount_cents: invoice.amount_cents - 500,");
    expect(page).toContain("1 branch never ran in any world");
    expect(page).toContain("Nothing ran for real");
  });

  test("shows issues before all else, with a link to their line, and the counterexample", async () => {
    const page = await renderHtml(rejected);
    expect(page).toContain('<a href="#line-7">line 7, column 19</a>');
    expect(page).toMatch(/id="line-7">.*<mark>.*invoice\.amount_cents - 500.*<\/mark>/);
    expect(page).toContain("get_invoice returned amount_cents: 1");
    expect(page).toContain("--replay &#39;42:7:0&#39;\\&#39;&#39;1&#39;");
    expect(page.indexOf("What is wrong")).toBeLessThan(page.indexOf("What it would do"));
  });

  test("shows what is missing", async () => {
    expect(await renderHtml(abstained)).toContain("customer_id of billing.refund_invoice");
  });

  test("gives each step the command for a plan without it", async () => {
    const page = await renderHtml(passed, { verifyCommand: "holdshort verify a.plan.ts --tools x" });
    expect(page).toContain("holdshort verify a.plan.ts --tools x --without 2 -o without-2.plan.ts");
  });

  test("says what needs a step in place of a command that would be refused", async () => {
    const [needed] = passed.evidence.outline;
    if (needed?.line === undefined) throw new Error("The outline begins with a call.");
    const { line, column } = needed;
    const from = { kind: "output", tool: "find_customer", server: "billing", line, column, path: "", way: "same" };
    const other = { tool: "refund_invoice", server: "billing", line: 5, column: 7, decidedBy: [] };
    const provenance = [{ ...other, arguments: [{ path: "customer_id", from: [from] }] }] as const;
    const fed = { ...passed, evidence: { ...passed.evidence, provenance } } as typeof passed;
    const page = await renderHtml(fed, { verifyCommand: "holdshort verify a.plan.ts" });
    expect(page).toContain(
      "This step cannot be left out: billing.refund_invoice (line 5) needs what it returns. Leave that out first.",
    );
    expect(page).not.toContain("--without 1 ");
    expect(page).toContain("--without 2 ");

    const message = "Step 2 (billing.refund_invoice, line 5) cannot be left out: <because>.";
    const leftOut = [success("..."), failure({ code: "needed", message, line: 5, column: 7 } as const)];
    const known = await renderHtml(fed, { verifyCommand: "holdshort verify a.plan.ts", leftOut });
    expect(known).toContain("--without 1 ");
    expect(known).not.toContain("--without 2 ");
    expect(known).toContain("cannot be left out: &lt;because&gt;.");
  });

  test("has all bars of bounds to one scale, that of all calls together too", async () => {
    const effects = ["one", "four"].map((tool) => ({ tool, server: "s", effect: "read" as const }));
    const calls = { one: { min: 1, max: 1 }, four: { min: 0, max: 4 } };
    const evidence = { ...passed.evidence, effects, calls, budget: { calls: 200, callsInFlight: 16 } };
    const page = await renderHtml({ ...passed, evidence });
    const widths = [...page.matchAll(/<rect class="most" x="0.5" y="2" width="([\d.]+)"/g)].map(([, width]) =>
      Number(width),
    );
    expect(widths).toHaveLength(3);
    const [one = 0, four = 0, both = 0] = widths;
    expect([four / one, both / one].map((times) => Math.round(times))).toEqual([4, 5]);
    expect(page).toContain("5 at most, of 200 calls in the budget");
  });

  test("tells of a tool by the name that the program writes, wherever it does", async () => {
    const labels = JSON.stringify(passed.evidence.outline).replaceAll("billing.refund_invoice", "money.refund");
    const call = { tool: "refund_invoice", server: "billing", line: 5, column: 7, args: {} };
    const failing = { ok: false as const, message: "no" };
    const sample = { shows: "failure" as const, replay: "1:0", calls: [{ ...call, answer: failing }], end: failing };
    const evidence = { ...passed.evidence, outline: JSON.parse(labels), samples: [sample] };
    const page = await renderHtml({ ...passed, plan: { source: "", hash: "" }, evidence });
    expect(page).toContain("money.refund fails, 1 call");
    expect(page).toContain("<code>money.refund</code>");
    expect(page).not.toContain("billing.refund_invoice");
  });

  test("is called by its goal, and where there is none by the name of its file", async () => {
    const titled = async (goal: string, name?: string) =>
      /<title>(.*)<\/title>/.exec(await renderHtml({ ...passed, goal }, { ...(name !== undefined && { name }) }))?.[1];
    expect(await titled("Do it", "do-it.plan.ts")).toBe("passed: Do it");
    expect(await titled(" ", "do-it.plan.ts")).toBe("passed: do-it.plan.ts");
    expect(await titled("")).toBe("passed: a plan without a goal");
  });

  test("folds no step away that cannot be undone, and says which ones it folds", async () => {
    const page = await renderHtml(longPlan(60, [45, 46, 60]));
    const folded = [...page.matchAll(/<details class="rest"><summary>(.*?)<\/summary>(.*?)<\/ol><\/details>/gs)];
    expect(folded.map(([, summary]) => summary)).toEqual([
      "and 4 more steps (41 to 44), none of them irreversible",
      "and 13 more steps (47 to 59), none of them irreversible",
    ]);
    const hidden = folded.flatMap(([, , steps = ""]) => [...steps.matchAll(/id="step-(\d+)"/g)].map(([, id]) => id));
    expect(hidden).toHaveLength(17);
    for (const final of ["45", "46", "60"]) expect(hidden).not.toContain(final);
    expect(page.match(/id="step-/g)).toHaveLength(60);
  });

  test("names every tool that cannot be undone at its head, and a few of the others", async () => {
    const finals = [1, 2, 3, 4, 5, 6, 7];
    const page = await renderHtml(longPlan(20, finals));
    const [, tile = "", reads = ""] = page.split('<li class="tile ');
    for (const number of finals) expect(tile).toContain(`<code>s.tool_${number}</code>`);
    expect(reads).toContain("and 9 more tools");
  });

  test("draws what the steps say: a node for each step, in the shape of its effect", async () => {
    const page = await renderHtml(passed);
    const drawn = [...page.matchAll(/<a class="node (\w+)" href="#step-(\d+)"/g)].map(([, effect, step]) => [
      step,
      effect,
    ]);
    expect(drawn).toEqual([
      ["1", "read"],
      ["2", "irreversible"],
      ["3", "write"],
      ["4", "write"],
      ["5", "read"],
    ]);
    for (const [step] of drawn) expect(page).toContain(`id="step-${step}"`);
  });

  test("every link leads to something, and no name is given twice", async () => {
    for (const verdict of [passed, rejected, abstained]) {
      const page = await renderHtml(verdict);
      const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, target] of page.matchAll(/ href="#([^"]*)"/g)) expect(ids).toContain(target);
    }
  });

  test("may load nothing, and runs its own style and script alone, which its policy names by their hashes", async () => {
    const page = await renderHtml(passed);
    const hash = (tag: string) => {
      const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? "";
      return createHash("sha256").update(text).digest("base64");
    };
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash("style")}'; script-src 'sha256-${hash("script")}'; `,
    );
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<link|<img|src=|https?:|@import|url\((?!#)|\sstyle=|\son\w+=/i);
  });
});

const bad = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u0000</title></style></pre></svg>-->";

describe("hostile text stays text", () => {
  const markupOf = (page: string) => (page.match(/<[^<>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));

  test.each(whole)("everywhere in what $outcome", async (verdict) => {
    const page = await renderHtml(poisoned(verdict, bad), { verifyCommand: bad });
    const own = /<script>[\s\S]*<\/script>/.exec(page)?.[0] ?? "";
    const rest = page.replace(own, "").replace(/<style>[\s\S]*?<\/style>/, "");
    expect(rest).not.toMatch(/<script|<img|\p{Cf}|[^\P{Cc}\n]/u);
    expect(rest.match(/<\/title>\n<\/head>|<\/title>(?=\n<style)/g)?.length ?? 1).toBe(1);
    expect(rest).toContain("&lt;script&gt;");
  });

  test("whatever it is: the tags of the page are those of the page with harmless text", async () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("</script>", "<svg onload=x>", '" onclick="x', "&lt;", "<!--", "]]>", "javascript:x"),
    );
    for (const verdict of whole) {
      const tags = async (value: string) => markupOf(await renderHtml(poisoned(verdict, value)));
      const harmless = (await tags("a")).join("");
      await fc.assert(
        fc.asyncProperty(text, async (value) => {
          // Lines of the program and empty values take elements of their own.
          fc.pre(value.trim() !== "" && !/[\n\r\u2028\u2029]/u.test(value));
          expect((await tags(value)).join("")).toBe(harmless);
        }),
        { numRuns: 30 },
      );
    }
  });
});

test("a template escapes strings and leaves markup alone", () => {
  expect(html`<a title="${'"<'}">${html`<b>${"&"}</b>`}${[html`1`, html`2`]}</a>`.text).toBe(
    '<a title="&quot;&lt;"><b>&amp;</b>12</a>',
  );
});
