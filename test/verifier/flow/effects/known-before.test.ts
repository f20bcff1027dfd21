import { describe, expect, it } from "vitest";
import { effectsOf } from "./bank.js";

function late(body: string): readonly string[] {
  const { issues } = effectsOf(body);
  return issues.filter(({ code }) => code === "late_check").map(({ severity }) => severity);
}

const read = 'const one = await bank.get({ id: "a" });';
const pay = "await bank.pay({ id: one.id, amount: 5 });";

describe("a question whose answer was known before a change", () => {
  it.each([
    `${read} ${pay} if (one.late) return { paid: false }; return { paid: true };`,
    `${read} const done = await bank.pay({ id: "b", amount: 1 }); if (one.late) throw new Error("late"); return done;`,
    `let n = 0; for (const one of await bank.list({})) { ${pay} if (one.late) continue; n += 1; } return n;`,
  ])("comes too late: %s", (body) => expect(late(body)).toEqual(["error"]));

  it.each([
    `${read} if (one.late) return { paid: false }; ${pay} return { paid: true };`,
    // What was done is asked about.
    `${read} const done = await bank.pay({ id: one.id, amount: 5 }); if (done.late) return { paid: false }; return { paid: true };`,
    // More hangs on it.
    `${read} ${pay} if (one.late) return { paid: true }; await bank.note({ id: one.id, text: "early" }); return { paid: true };`,
    // It words the answer.
    `${read} ${pay} if (one.late) return { amount: one.amount }; return { paid: true };`,
    `const [one] = await bank.list({}); await bank.press({}); if (one === undefined) return { id: null }; return { id: one.id };`,
    // It decides about the next round.
    `for (const one of await bank.list({})) { ${pay} if (one.late) break; } return null;`,
    `for (const one of await bank.list({})) { ${pay} if (one.late) return null; } return null;`,
  ])("does not: %s", (body) => expect(late(body)).toEqual([]));
});
