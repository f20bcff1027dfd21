import { expect, it } from "vitest";
import { effectsOf } from "./bank.js";

function waves(body: string): readonly string[] {
  return effectsOf(body).waves.map((wave) => wave.map(({ tool, often }) => (often ? `${tool}*` : tool)).join(" "));
}

it.each<[string, string, readonly string[]]>([
  ["one after the other", "await bank.balance(); await bank.list();", ["balance", "list"]],
  ["at the same time", "await Promise.all([bank.balance(), bank.list()]);", ["balance list"]],
  [
    "started, and waited for later",
    "const first = bank.balance(); const xs = await bank.list(); await first; await bank.close({ id: 'a' }); return xs;",
    ["balance list", "close"],
  ],
  [
    "arms of different lengths",
    "await Promise.all([(async () => { await bank.balance(); await bank.list(); })(), bank.get({ id: 'a' })]); await bank.close({ id: 'a' });",
    ["balance get", "list", "close"],
  ],
  [
    "a loop",
    "for (const x of await bank.list()) { await bank.get({ id: x.id }); await bank.pay({ id: x.id }); }",
    ["list", "get*", "pay*"],
  ],
  [
    "both arms of a branch",
    "if ((await bank.list()).length > 0) await bank.balance(); else { await bank.get({ id: 'a' }); await bank.get({ id: 'b' }); } await bank.close({ id: 'a' });",
    ["list", "balance get", "get", "close"],
  ],
  [
    "what handles a failure",
    "try { await bank.pay({ id: 'a' }); } catch { await bank.note({ id: 'a', text: '' }); } finally { await bank.list(); }",
    ["pay", "note", "list"],
  ],
  ["no call", "return 1;", []],
])("waves: %s", (_, body, expected) => {
  expect(waves(body)).toEqual(expected);
});
