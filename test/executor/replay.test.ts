import { describe, expect, test } from "vitest";
import { memoryJournal } from "#dist/executor/index.js";
import { holding, office, run, sealed, staff } from "./office.js";

/** A journal that holds these lines already. */
describe("the order of results", () => {
  // The slow one's follow-up is made after the fast one's. On a replay both results are there at once; if they went in together,
  // the follow-ups would change places, and with them their results.
  const race = `const told = await Promise.all(["slow", "fast"].map(async (word) => {
      const found = await office.find({ word });
      const next = await office.find({ word: found.name + "!" });
      return [word, next.name];
    }));
    await office.send({ to: told.map((pair) => pair.join("=")).join(",") });
    return told;`;
  const names = { slow: "S", fast: "F" } as const;

  test("is the same in a replay as it was, in Promise.all too", async () => {
    const plan = await sealed(race);
    const journal = memoryJournal();
    let release: () => void = () => {};
    const followed = new Promise<void>((resolve) => {
      release = resolve;
    });
    const worker = staff({
      find: async (args) => {
        const word = String((args as { word: string }).word);
        // The slow one is answered only when the fast one's follow-up was made.
        if (word === "F!") release();
        if (word === "slow") await followed;
        return { id: 1, name: word === "slow" || word === "fast" ? names[word] : word };
      },
    });
    const left = await run(plan, worker, { journal, approve: async () => ({ say: "later" }) });
    expect(left).toMatchObject({ outcome: "waiting", questions: [{ call: 5 }] });
    const entries = journal.lines.map((line) => JSON.parse(line));
    const words = entries
      .filter(({ kind, call }) => kind === "begin" && call < 5)
      .map(({ call, args }) => [call, args.word]);
    // The fast one (2) was back first, so its follow-up has the number 3.
    expect(words).toEqual([
      [1, "slow"],
      [2, "fast"],
      [3, "F!"],
      [4, "S!"],
    ]);
    const again = staff();
    const value = [
      ["slow", "S!"],
      ["fast", "F!"],
    ];
    expect(await run(plan, again, { journal })).toMatchObject({ outcome: "done", value });
    expect(again.done).toEqual(["send slow=S!,fast=F!"]);
  });
});

describe("a replay", () => {
  const twice = `const one = await office.find({ word: "a" });
    const two = await office.find({ word: one.name });
    return two.name;`;

  async function recorded() {
    const plan = await sealed(twice);
    const journal = memoryJournal();
    await run(plan, staff(), { journal });
    return { plan, lines: journal.lines.filter((line) => !line.includes('"kind":"end"')) };
  }

  test("calls no tool for what the journal has", async () => {
    const { plan, lines } = await recorded();
    const worker = staff();
    expect(await run(plan, worker, { journal: holding(lines) })).toMatchObject({ outcome: "done", value: "a" });
    expect(worker.done).toEqual([]);
  });

  test("of a run that is over calls no tool and gives the same", async () => {
    const plan = await sealed(twice);
    const journal = memoryJournal();
    const first = await run(plan, staff(), { journal });
    const worker = staff();
    const again = await run(plan, worker, { journal });
    expect(first.endedAt).toBeUndefined();
    expect(again).toEqual({ ...first, endedAt: expect.any(Number) });
    expect(worker.done).toEqual([]);
  });

  test.each<[string, (lines: readonly string[]) => readonly string[]]>([
    [
      "another result than the program went on with",
      (lines) => lines.map((line) => line.replaceAll('"name":"a"', '"name":"b"')),
    ],
    ["a call that the program does not make", (lines) => lines.map((line) => line.replaceAll('"call":2', '"call":8'))],
    [
      "a call of another tool",
      (lines) => lines.map((line) => line.replace('"tool":"office/find"', '"tool":"office/tell"')),
    ],
  ])("stops at %s", async (_, change) => {
    const { plan, lines } = await recorded();
    const [head = "", ...rest] = lines;
    const worker = staff();
    const result = await run(plan, worker, { journal: holding([head, ...change(rest)]) });
    expect(result).toMatchObject({ outcome: "failed", problem: { code: "diverged" } });
    expect(worker.done).toEqual([]);
  });

  test("stops where the program ends before the journal does", async () => {
    const { plan, lines } = await recorded();
    const more = lines
      .filter((line) => line.includes('"call":2'))
      .map((line) => line.replaceAll('"call":2', '"call":3'));
    const result = await run(plan, staff(), { journal: holding([...lines, ...more]) });
    expect(more).toHaveLength(2);
    expect(result).toMatchObject({ outcome: "failed", problem: { code: "diverged" } });
  });
});

describe("secrets", () => {
  const vault = [
    ...office,
    {
      ...office[0],
      name: "password",
      server: "office",
      description: "",
      input: { type: "object", properties: {} },
      effect: "read",
      trusted: true,
      output: {
        schema: {
          type: "object",
          properties: { user: { type: "string" }, password: { type: "string", format: "password", maxLength: 20 } },
          required: ["user", "password"],
          additionalProperties: false,
        },
        origin: "declared",
      },
    },
  ] as const;

  test("by schema reach the program and not the journal; a resume reads them again", async () => {
    const plan = await sealed(
      `const found = await office.password(); await office.send({ to: "pw " + found.password }); return found.user;`,
      { tools: vault },
    );
    const journal = memoryJournal();
    const sent: unknown[] = [];
    const worker = {
      call: async ({ tool, args }: { tool: { name: string }; args: unknown }) => {
        if (tool.name === "password") return { kind: "value", value: { user: "ada", password: "hunter22" } } as const;
        sent.push(args);
        return { kind: "value", value: { sent: "hunter22 it was" } } as const;
      },
    };
    const left = await run(plan, worker, { tools: vault, journal, approve: async () => ({ say: "later" }) });
    expect(left).toMatchObject({ outcome: "waiting", questions: [{ args: { to: "pw [secret]" } }] });
    const result = await run(plan, worker, { tools: vault, journal });
    expect(result).toMatchObject({ outcome: "done", value: "ada" });
    expect(sent).toEqual([{ to: "pw hunter22" }]);
    expect(journal.lines.join("\n")).not.toContain("hunter22");
  });

  test("of the caller reach nothing at all: not the program, the journal, or an error", async () => {
    const plan = await sealed(`const found = await office.find({ word: "x" }); let said = "";
      try { await office.file({ id: 1 }); } catch (error) { said = String(error); }
      return found.name + said;`);
    const journal = memoryJournal();
    const worker = staff({
      find: () => ({ id: 1, name: "token=sk-very-secret" }),
      file: () => {
        throw new Error("refused for sk-very-secret");
      },
    });
    const result = await run(plan, worker, { journal, secrets: ["sk-very-secret"] });
    expect(result).toMatchObject({ outcome: "done", value: "token=[secret]ToolError: refused for [secret]" });
    expect(journal.lines.join("\n")).not.toContain("sk-very-secret");
  });
});
