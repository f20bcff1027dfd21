import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CallTool,
  deedsIn,
  type ExecuteOptions,
  endRun,
  execute,
  functions,
  type Journal,
  memoryJournal,
  namedAsUndos,
  type UndoRun,
  undoPlan,
  unfinishedUndo,
} from "#dist/executor/index.js";
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

test("law: an undo that fails anywhere is finished by the next, and nothing is taken back twice", async () => {
  await withVerifier(async (verifier) => {
    const run = async (
      source: string,
      goal: string,
      { call, takesBack }: Pick<ExecuteOptions, "call" | "takesBack">,
    ) => {
      const verdict = await verifier.verify({ goal, source }, store);
      if (verdict.outcome !== "passed") throw new Error(JSON.stringify(verdict.issues));
      const journal = memoryJournal();
      const result = await execute(verdict.verified, { tools: store, call, journal, takesBack });
      return { outcome: result.outcome, entries: await entriesOf(journal) };
    };
    await fc.assert(
      fc.asyncProperty(puts, fc.nat(), fc.nat(), async (all, broken, left) => {
        const state = new Map<string, string>();
        const calls = all.map(
          ([key, value]) => `await store.put({ key: ${JSON.stringify(key)}, value: ${JSON.stringify(value)} });`,
        );
        const goal = all.map((one) => JSON.stringify(one)).join(" ");
        const source = `export default async function plan() { ${calls.join("\n")} }`;
        const { entries } = await run(source, goal, { call: served(state) });
        const done = [...state];
        const undos: UndoRun[] = [];
        const undo = async (call: CallTool) => {
          const { steps } = deedsIn(entries, store, { undos });
          const back = undoPlan(steps, store);
          const takesBack = { run: "r", calls: steps.map((step) => step.call) };
          const ended = await run(back.source, back.goal, { call, takesBack });
          undos.push({ name: `undo ${undos.length}`, entries: ended.entries });
          return ended.outcome;
        };
        const failing = broken % all.length;
        let made = 0;
        const first = await undo(async (call) =>
          made++ === failing ? { kind: "failed", message: "locked" } : served(state)(call),
        );
        const { steps, back } = deedsIn(entries, store, { undos });
        expect([first, back.length, steps.length]).toEqual(["failed", failing, all.length - failing]);
        const keep = new Set([steps[left % steps.length]?.call ?? -1]);
        expect(deedsIn(entries, store, { undos, keep }).kept).toEqual([
          expect.objectContaining({ why: "it is to stay" }),
        ]);
        expect(await undo(served(state))).toBe("done");
        expect([[...state], deedsIn(entries, store, { undos }).steps, done.length > 0]).toEqual([[], [], true]);
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
    expect(deedsIn([ask, put(1), failed], store)).toEqual({ steps: [], kept: [], back: [] });
  });
});

describe("a call that was being taken back", () => {
  const args = { key: "k", value: "v" };
  const begun = { at: 0, tool: "store/put", args, hash: hashOfValue({ args }) } as const;
  const done = [
    { kind: "begin", call: 0, ...begun, key: "r:0" },
    { kind: "ok", call: 0, at: 0, value: { before: null } },
  ] as const;
  const head = { kind: "head", version: 1, run: "u", plan: {}, clock: 0, seed: 0, note: null, at: 0 } as const;
  const undo = { ...head, takesBack: { run: "r", calls: [0] } } as const;
  const lost = [undo, { kind: "begin", call: 0, ...begun, key: "u:0" }] as const;
  const end = { kind: "end", end: { outcome: "failed", code: "stopped", message: "" }, at: 0 } as const;

  test("stays for a person to look at where nobody saw the end of that and the run is over", () => {
    const undos = [{ name: "r.undo.jsonl", entries: [...lost, end] }];
    const { steps, kept } = deedsIn(done, store, { undos });
    expect([steps, kept]).toEqual([
      [],
      [{ call: 0, tool: "store/put", why: expect.stringContaining("r.undo.jsonl"), unknown: true }],
    ]);
  });

  test("is left to a run that can still be gone on with", () => {
    const undos = [{ name: "r.undo.jsonl", entries: lost }];
    expect(deedsIn(done, store, { undos })).toMatchObject({
      steps: [],
      kept: [{ unknown: true, why: expect.stringContaining("go on with that run") }],
    });
    expect(unfinishedUndo(undos)?.name).toBe("r.undo.jsonl");
  });

  test("is not taken back by a run that says nothing of it", () => {
    const undos = [{ name: "r.undo.jsonl", entries: [head, ...lost.slice(1), done[1]] }];
    expect(deedsIn(done, store, { undos }).steps).toHaveLength(1);
  });
});

test("runs that take another back are known by their names, also where one between is missing", () => {
  const names = [
    "r.undo-10.jsonl",
    "r.undo.jsonl",
    "r.undo-2.jsonl",
    "r.undo-02.jsonl",
    "r.undo-1.jsonl",
    "s.undo.jsonl",
    "r.undo.undo.jsonl",
    "r.jsonl",
  ];
  expect(namedAsUndos("r.jsonl", names)).toEqual(["r.undo.jsonl", "r.undo-2.jsonl", "r.undo-10.jsonl"]);
});

test("a run that is ended stays as it ended", async () => {
  const journal = memoryJournal();
  await endRun(journal, { message: "first", now: 1 });
  await endRun(journal, { message: "second", now: 2 });
  const ends = (await entriesOf(journal)).filter(({ kind }) => kind === "end");
  expect(ends).toEqual([{ kind: "end", end: { outcome: "failed", code: "taken_back", message: "first" }, at: 1 }]);
});
