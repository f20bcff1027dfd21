import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { html } from "#dist/report/html/markup.js";
import { renderHtml } from "#dist/report/index.js";
import { abstained, passed, rejected } from "./verdicts.js";

describe("the page", () => {
  test("shows verdict, steps, program and what to do", () => {
    const page = renderHtml(passed);
    expect(page).toContain('<h1 class="passed">PASSED</h1>');
    expect(page).toContain("refund_invoice");
    expect(page).toContain("cannot be undone</span> 0 to 1 times");
    expect(page).toContain("and 1 more call of it");
    expect(page).toContain("amount_cents: invoice.amount_cents - 500,");
    expect(page).toContain("1 branch never ran in any world");
    expect(page).toContain("Nothing ran for real");
  });

  test("shows issues with a link to their line, and the counterexample", () => {
    const page = renderHtml(rejected);
    expect(page).toContain('<a href="#line-7">line 7, column 19</a>');
    expect(page).toMatch(/<span id="line-7">.*<mark>.*invoice\.amount_cents - 500.*<\/mark>/);
    expect(page).toContain("get_invoice returned amount_cents: 1");
  });

  test("shows what is missing", () => {
    expect(renderHtml(abstained)).toContain("customer_id of billing.refund_invoice");
  });

  test("may load and run nothing, and its own style is the one its policy allows", () => {
    const page = renderHtml(passed);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'`);
    expect(page).not.toMatch(/<script|<link|<img|src=|https?:/i);
  });

  test("hostile text stays text, everywhere", () => {
    const bad = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u0000</title></style></pre>";
    const pages = [
      renderHtml({
        ...rejected,
        goal: bad,
        planner: bad,
        plan: { source: bad, hash: bad },
        trace: [{ tool: bad, server: bad, args: { [bad]: bad } }],
        evidence: { ...rejected.evidence, effects: [{ tool: `${bad}2`, server: bad, effect: "read" }], calls: {} },
        issues: rejected.issues.map((issue) => ({
          ...issue,
          message: bad,
          counterexample: { law: bad, story: [bad], trace: [], replay: bad },
        })),
      }),
      renderHtml({
        ...abstained,
        missing: [{ kind: "value", message: bad, tool: bad, server: bad, parameter: bad }],
      }),
    ];
    for (const page of pages) {
      expect(page).not.toMatch(/<script|<img|\p{Cf}|[^\P{Cc}\n]/u);
      expect(page.match(/<\/title>/g)).toHaveLength(1);
      expect(page.match(/<\/style>/g)).toHaveLength(1);
      expect(page).toContain("&lt;script&gt;");
    }
  });
});

test("a template escapes strings and leaves markup alone", () => {
  expect(html`<a title="${'"<'}">${html`<b>${"&"}</b>`}${[html`1`, html`2`]}</a>`.text).toBe(
    '<a title="&quot;&lt;"><b>&amp;</b>1\n2</a>',
  );
});
