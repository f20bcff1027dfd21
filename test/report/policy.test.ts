import { expect, test } from "vitest";
import { renderHtml, renderVerdict, verdictJson } from "#dist/report/index.js";
import { passed } from "./verdicts.js";

const policy = {
  name: "billing <desk>",
  hash: `sha256:${"0123456789ab".repeat(6).slice(0, 64)}`,
  approvals: [{ tool: "refund_invoice", server: "billing", line: 4, column: 10 }],
};
const held = { ...passed, evidence: { ...passed.evidence, policy } };
const text = (verdict: typeof passed) => renderVerdict(verdict, { colour: false, width: 200 });

test("a report says what the plan was held to, and where a person is asked", async () => {
  const line = "Policy: billing <desk>, sha256:0123456789ab; a person is asked before billing.refund_invoice (line 4).";
  expect(text(held)).toContain(`\n${line}\n`);
  expect(await renderHtml(held)).toContain(line.replace("<", "&lt;").replace(">", "&gt;"));
  expect(verdictJson(held).evidence).toMatchObject({ policy });
});

test("and that nobody is", () => {
  const { hash } = policy;
  const nameless = { ...held, evidence: { ...held.evidence, policy: { hash, approvals: [] } } };
  expect(text(nameless)).toContain("Policy: sha256:0123456789ab; no call needs approval.");
});

test("nothing is said of a policy where there was none", async () => {
  expect(text(passed) + (await renderHtml(passed)) + JSON.stringify(verdictJson(passed))).not.toMatch(/policy:/i);
});
