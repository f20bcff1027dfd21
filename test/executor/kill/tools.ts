import type { ToolSpec } from "#dist/toolspecs/index.js";
import { tool } from "../../support/tools.js";

const n: ToolSpec["input"] = {
  type: "object",
  properties: { n: { type: "integer" } },
  required: ["n"],
  additionalProperties: false,
};

/** Four effects in a shop of numbers: each tool gives back what it was given, so values tell which answer went where. */
export const shop: readonly ToolSpec[] = [
  tool("look", { server: "shop", effect: "read", input: n, returns: { type: "integer" } }),
  tool("note", { server: "shop", effect: "write", idempotent: true, input: n, returns: { type: "integer" } }),
  tool("pay", { server: "shop", effect: "irreversible", input: n, returns: { type: "integer" } }),
];

/** Twelve calls: in parallel with follow-ups, in a loop, and one after the other. */
export const twelve = `
  const first = await Promise.all([1, 2, 3].map(async (n) => {
    const seen = await shop.look({ n });
    return await shop.note({ n: seen * 10 });
  }));
  const paid = [await shop.pay({ n: 100 })];
  for (const n of [200, 300]) paid.push(await shop.pay({ n: n + first.length - 3 }));
  const last = await Promise.all([shop.pay({ n: 400 }), shop.look({ n: 4 }), shop.note({ n: 5 })]);
  return { first, paid, last };`;
