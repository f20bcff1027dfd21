import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry, Journal } from "#dist/executor/index.js";
import { hashOfValue, type Json } from "#dist/toolspecs/index.js";

const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)));

const head: Entry = { kind: "head", version: 1, run: "r", plan: {}, clock: 0, seed: 1, note: null, at: 0 };

const event = fc.record({ call: fc.integer({ min: 1, max: 20 }), at: fc.nat() });
const made = (args: Json) => ({ tool: "office/send", args, hash: hashOfValue({ args }) });

const entries: fc.Arbitrary<Entry> = fc.oneof(
  fc.tuple(event, json).map(([one, args]): Entry => ({ kind: "begin", ...one, ...made(args), key: "r:1" })),
  fc.tuple(event, json).map(([one, value]): Entry => ({ kind: "ok", ...one, value })),
  fc.tuple(event, fc.string()).map(([one, message]): Entry => ({ kind: "err", ...one, message })),
  fc.tuple(event, json).map(([one, args]): Entry => ({ kind: "ask", ...one, ...made(args), about: "approval" })),
  event.map((one): Entry => ({ kind: "answer", ...one, answer: { say: "approve" } })),
);

/** What a run relies on. `fresh` makes an empty journal, and gives another way to the same one each time it is asked. */
export function journalLaws(fresh: () => Promise<() => Journal>): void {
  async function opened(journal: Journal) {
    const result = await journal.open();
    if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join());
    return result.value;
  }

  describe("the laws of a journal", () => {
    test("an empty one has no entries", async () => {
      const same = await fresh();
      const journal = await opened(same());
      expect(journal.entries).toEqual([]);
      await journal.close();
    });

    test("what was added is there when it is opened again, in order, whatever it holds", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(entries, { maxLength: 6 }), { maxLength: 3 }), async (sessions) => {
          const same = await fresh();
          const written: Entry[] = [];
          for (const [index, session] of sessions.entries()) {
            const journal = await opened(same());
            expect(journal.entries).toEqual(written);
            const added = index === 0 ? [head, ...session] : session;
            // At once: the order is that of the calls, not of the waiting.
            await Promise.all(added.map((entry) => journal.append(entry)));
            written.push(...added);
            await journal.close();
          }
          const last = await opened(same());
          expect(last.entries).toEqual(written);
          await last.close();
        }),
        { numRuns: 25 },
      );
    });

    test("nobody else gets it while it is open", async () => {
      const same = await fresh();
      const journal = await opened(same());
      expect(await same().open()).toMatchObject({ ok: false, issues: [{ code: "journal_busy" }] });
      await journal.close();
      const next = await opened(same());
      expect(await same().open()).toMatchObject({ ok: false });
      await next.close();
    });

    test("of many who open it at once one gets it", async () => {
      const same = await fresh();
      const results = await Promise.all(Array.from({ length: 8 }, () => same().open()));
      const [winner, ...others] = results.filter(({ ok }) => ok);
      expect(winner?.ok).toBe(true);
      expect(others).toEqual([]);
      if (winner?.ok) await winner.value.close();
    });

    test("closing twice is closing once, and nothing is added afterwards", async () => {
      const same = await fresh();
      const journal = await opened(same());
      await journal.append(head);
      await journal.close();
      const next = await opened(same());
      await journal.close();
      await expect(journal.append(head)).rejects.toThrow("closed");
      expect(await same().open()).toMatchObject({ ok: false });
      expect(next.entries).toEqual([head]);
      await next.close();
    });
  });
}
