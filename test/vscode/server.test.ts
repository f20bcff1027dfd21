import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type Editor, type EditorOptions, edited, startEditor } from "./editor.js";

const open: Editor[] = [];

async function editor(example: string, options?: EditorOptions): Promise<Editor> {
  const made = await startEditor(example, options);
  open.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const refund = "refund-less-fee.plan.ts";

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

  test("a plan that passes has none, and an edit makes and clears them", async () => {
    const billing = await editor("billing");
    await billing.open(refund);
    const text = await readFile(join(billing.folder, refund), "utf8");
    await billing.change(refund, text.replace("const feeInCents = 500", "const feeInCents = 0"));
    expect((await billing.diagnostics(refund)).map(({ code }) => code)).toEqual(["bad_argument"]);
    await billing.change(
      refund,
      text.replace("invoice.amount_cents - feeInCents", "Math.max(1, invoice.amount_cents - feeInCents)"),
    );
    expect(await billing.diagnostics(refund)).toEqual([]);
    await billing.change(refund, text);
    expect((await billing.diagnostics(refund)).map(({ code }) => code)).toEqual(["bad_argument"]);
  });
});
