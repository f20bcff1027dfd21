import { afterAll, expect, it } from "vitest";
import { parsePolicy } from "#dist/policy/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { shopTools } from "../shop.js";

// Failures that nobody hears of.

const shop = await shopTools();
const verifier = createVerifier({ worlds: 20 });
afterAll(() => verifier.close());

const cancel = 'await shop.cancel_order({ id: "o-1" });';

async function swallowed(goal: string, body: string): Promise<readonly string[]> {
  const source = `export default async function plan() {\n${body}\n}\n`;
  const { issues } = await verifier.verify({ goal, source }, shop);
  const found = issues.filter(({ code }) => code === "swallowed_failure");
  return found.map(({ severity, counterexample }) => `${severity}${counterexample ? " shown" : ""}`);
}

it.each([
  [`try { ${cancel} } catch {}\nreturn { cancelled: true };`],
  [`try { ${cancel} return "cancelled"; } catch { return "cancelled"; }`],
  [`let ok = false;\ntry { ${cancel} ok = true; } catch { ok = true; }\nreturn { ok };`],
  ['return shop.cancel_order({ id: "o-1" }).catch(() => ({ ok: true }));'],
  ['return shop.cancel_order({ id: "o-1" }).then(() => "fine", () => "fine");'],
  ['const all = await Promise.allSettled([shop.cancel_order({ id: "o-1" })]);\nreturn { cancelled: all.length };'],
  [`const go = async () => { try { ${cancel} } catch { return; } };\nawait go();\nreturn "o-1 is gone";`],
])("an ordered change that failed is told as done: %s", async (body) => {
  expect(await swallowed("Cancel the order o-1", body)).toEqual(["error shown"]);
});

it("is no more than a warning where the goal does not order it", async () => {
  const body = `try { ${cancel} } catch {}\nreturn "seen";`;
  expect(await swallowed("Tidy up after the order o-1", body)).toEqual(["warning shown"]);
  expect(await swallowed("Cancel the order o-1 if possible", body)).toEqual(["warning shown"]);
});

it.each([
  [`try { ${cancel} return "cancelled"; } catch { return "not cancelled"; }`],
  [`let cancelled = false;\ntry { ${cancel} cancelled = true; } catch {}\nreturn { cancelled };`],
  [
    `try { ${cancel} return { cancelled: true, error: null }; } catch (error) { return { cancelled: true, error: String(error) }; }`,
  ],
  [`try { ${cancel} } catch { ${cancel} }\nreturn { cancelled: true };`],
  [
    'const all = await Promise.allSettled([shop.cancel_order({ id: "o-1" })]);\nreturn all.map(({ status }) => status);',
  ],
  [`try { ${cancel} } catch { await shop.send_mail({ to: "anna@example.org", text: "It failed." }); }\nreturn null;`],
])("a failure that is told, tried again or answered is not: %s", async (body) => {
  expect(await swallowed("Cancel the order o-1, or mail anna@example.org", body)).toEqual([]);
});

it.each([
  ["try { await shop.get_order({ id: 'o-2' }); } catch { return; }\nawait shop.cancel_order({ id: 'o-1' });"],
  [
    "for (const id of ['o-1']) {\n  try { await shop.get_order({ id: 'o-2' }); } catch { continue; }\n  await shop.cancel_order({ id });\n}",
  ],
])("that a call failed decides about what comes after it: %s", async (body) => {
  const policy = await parsePolicy({ flows: { mode: "strict", deny: [{ from: "untrusted", to: "sinks" }] } }, "policy");
  if (!policy.ok) throw new Error("The policy is read.");
  const tools = shop.map((tool) => (tool.name === "get_order" ? { ...tool, trusted: false } : tool));
  const source = `export default async function plan() {\n${body}\n}\n`;
  const { issues } = await verifier.verify({ goal: "", source }, tools, { policy: policy.value });
  expect(issues.map(({ code }) => code)).toContain("forbidden_flow");
});
