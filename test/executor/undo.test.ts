import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deedsIn, endRun, execute, functions, type Journal, memoryJournal, undoPlan } from "#dist/executor/index.js";
import { hashOfValue, type Json, type ToolSpec } from "#dist/toolspecs/index.js";
import { createVerifier, type Verifier } from "#dist/verifier/index.js";
import { tool } from "../support/tools.js";

// A store whose every change tells what was there before.
const entry = { type: "object", properties: { key: { type: "string" }, value: { type: ["string", "null"] } } } as const;
const store: readonly ToolSpec[] = [
  {
    ...tool("put", {
      server: "store",
      effect: "write",
      input: { ...entry, required: ["key", "value"], additionalProperties: false },
      returns: { type: "object", properties: { before: { type: ["string", "null"] } }, required: ["before"] },
    }),
    undo: { tool: "store/put", args: { key: "args.key", value: "output.before" } },
  },
  tool("burn", { server: "store", effect: "irreversible", returns: { type: "boolean" } }),
];

function served(state: Map<string, string>) {
  return functions({
    store: {
      put: (args) => {
        const { key, value } = args as { key: string; value: string | null };
        const before = state.get(key) ?? null;
        if (value === null) state.delete(key);
        else state.set(key, value);
        return { before };
      },
      burn: () => true,
    },
  });
}

async function entriesOf(journal: Journal) {
  const opened = await journal.open();
  if (!opened.ok) throw new Error(opened.issues[0]?.message);
  await opened.value.close();
  return opened.value.entries;
}

async function withVerifier(use: (verifier: Verifier) => Promise<void>): Promise<void> {
  const verifier = createVerifier({ worlds: 5 });
  try {
    await use(verifier);
  } finally {
    await verifier.close();
  }
}

const keys = fc.constantFrom("a", "b", "c d", '"');
const puts = fc.array(fc.tuple(keys, fc.option(fc.string({ maxLength: 4 }))), { minLength: 1, maxLength: 5 });

test("law: the world after a run and its undo is the world before", async () => {
  await withVerifier(async (verifier) => {
    const run = async (source: string, goal: string, state: Map<string, string>) => {
      const verdict = await verifier.verify({ goal, source }, store);
      if (verdict.outcome !== "passed") throw new Error(JSON.stringify(verdict.issues));
      const journal = memoryJournal();
      const result = await execute(verdict.verified, { tools: store, call: served(state), journal });
      expect(result.outcome).toBe("done");
      return journal;
    };
    await fc.assert(
      fc.asyncProperty(fc.dictionary(keys, fc.string({ maxLength: 3 })), puts, async (start, all) => {
        const before = Object.entries(start);
        const state = new Map(before);
        const calls = all.map(
          ([key, value]) => `await store.put({ key: ${JSON.stringify(key)}, value: ${JSON.stringify(value)} });`,
        );
        const goal = all.map((one) => JSON.stringify(one)).join(" ");
        const journal = await run(`export default async function plan() { ${calls.join("\n")} }`, goal, state);
        const { steps, kept } = deedsIn(await entriesOf(journal), store);
        expect([steps.length, kept]).toEqual([all.length, []]);
        const back = undoPlan(steps, store);
        await run(back.source, back.goal, state);
        expect([...state].sort()).toEqual(before.sort());
      }),
      { numRuns: 8 },
    );
  });
});

describe("what a journal says was done", () => {
  const made = (call: number, name: string, args: Json) => ({
    call,
    at: 0,
    tool: `store/${name}`,
    args,
    hash: hashOfValue({ args }),
  });
  const put = (call: number) =>
    ({ kind: "begin", ...made(call, "put", { key: "k", value: "v" }), key: `r:${call}` }) as const;

  test.each([
    ["a call whose end nobody saw", [put(0)], "nobody saw its end"],
    [
      "a call that nothing takes back",
      [
        { kind: "begin", ...made(0, "burn", {}), key: "r:0" } as const,
        { kind: "ok", call: 0, at: 0, value: true } as const,
      ],
      "nothing is known that takes it back",
    ],
    [
      "a tool that is gone",
      [{ ...put(0), tool: "store/post" }, { kind: "ok", call: 0, at: 0, value: true } as const],
      "no source has",
    ],
    ["an answer without what is needed", [put(0), { kind: "ok", call: 0, at: 0, value: {} } as const], "there is none"],
    [
      "a secret that is not in the journal",
      [put(0), { kind: "ok", call: 0, at: 0, value: { before: "[secret]" }, partial: true } as const],
      "a secret",
    ],
  ])("stays: %s", (_, entries, why) => {
    const { steps, kept } = deedsIn(entries, store);
    expect(steps).toEqual([]);
    expect(kept).toEqual([expect.objectContaining({ call: 0, why: expect.stringContaining(why) })]);
  });

  test("is nothing where a call was denied, failed, or was only asked about", () => {
    const ask = { kind: "ask", ...made(0, "put", {}), about: "approval" } as const;
    const failed = { kind: "err", call: 1, at: 0, message: "no" } as const;
    expect(deedsIn([ask, put(1), failed], store)).toEqual({ steps: [], kept: [] });
  });
});

test("a run that is ended stays as it ended", async () => {
  const journal = memoryJournal();
  await endRun(journal, { message: "first", now: 1 });
  await endRun(journal, { message: "second", now: 2 });
  const ends = (await entriesOf(journal)).filter(({ kind }) => kind === "end");
  expect(ends).toEqual([{ kind: "end", end: { outcome: "failed", code: "taken_back", message: "first" }, at: 1 }]);
});
