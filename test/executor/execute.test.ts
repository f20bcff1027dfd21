import { describe, expect, test } from "vitest";
import { type Answer, type Entry, Lost, memoryJournal, type Question } from "#dist/executor/index.js";
import { outline } from "#dist/report/outline.js";
import type { VerifiedPlan } from "#dist/verifier/index.js";
import { office, run, sealed, staff } from "./office.js";

const findAndSend = `const found = await office.find({ word: "ada" });
  return await office.send({ to: found.name });`;

describe("a run", () => {
  test("calls the tools for real and returns what the plan returns", async () => {
    const worker = staff();
    const result = await run(await sealed(findAndSend), worker);
    expect(result).toMatchObject({ outcome: "done", value: { sent: "ada" } });
    expect(worker.done).toEqual(["find ada", "send ada"]);
    const place = { line: expect.any(Number), column: expect.any(Number) };
    expect(result.calls).toEqual([
      { call: 1, tool: "find", server: "office", args: { word: "ada" }, ...place, outcome: "ok" },
      { call: 2, tool: "send", server: "office", args: { to: "ada" }, ...place, outcome: "ok" },
    ]);
  });

  test("numbers its calls as the steps of a plan are numbered that makes each of them once", async () => {
    const plan = await sealed(findAndSend);
    const result = await run(plan, staff());
    const steps = outline({ trace: [], evidence: plan.evidence });
    expect(result.calls.map(({ call, tool }) => [call, tool])).toEqual(steps.map(({ number, tool }) => [number, tool]));
  });

  test("writes down what happens, in order, with a key for each call", async () => {
    const seen: Entry[] = [];
    const keys: string[] = [];
    const worker = staff({
      send: (_, { key }) => {
        keys.push(key);
        return { sent: "x" };
      },
    });
    const result = await run(await sealed(findAndSend), worker, { onEntry: (entry) => seen.push(entry) });
    expect(seen.map((entry) => ("call" in entry ? `${entry.kind} ${entry.call}` : entry.kind))).toEqual([
      ...["head", "begin 1", "ok 1", "ask 2", "answer 2", "begin 2", "ok 2", "end"],
    ]);
    expect(keys).toEqual([`${result.run}:2`]);
  });

  test.each<[string, number, string[]]>([
    ["stops before a call with a whole number that stands for others too", 2 ** 53, ["find ada"]],
    ["makes one with the largest that does not", 2 ** 53 - 1, ["find ada", `file ${2 ** 53 - 1}`]],
  ])("%s", async (_, id, done) => {
    const plan = await sealed(
      `const found = await office.find({ word: "ada" }); return await office.file({ id: found.id });`,
    );
    const worker = staff({ find: () => ({ id, name: "ada" }) });
    const result = await run(plan, worker);
    expect(worker.done).toEqual(done);
    if (id === 2 ** 53) expect(result).toMatchObject({ outcome: "failed", problem: { code: "bad_argument", call: 2 } });
    if (id === 2 ** 53) expect(JSON.stringify(result)).toContain("args.id (9007199254740992)");
  });

  test("makes independent calls at the same time, up to the width", async () => {
    const plan = await sealed(`const words = ["a", "b", "c", "d", "e"];
      const found = await Promise.all(words.map((word) => office.find({ word })));
      return found.length;`);
    for (const width of [1, 2, 5]) {
      let now = 0;
      let most = 0;
      const worker = staff({
        find: async () => {
          now += 1;
          most = Math.max(most, now);
          await new Promise((resolve) => setTimeout(resolve, 10));
          now -= 1;
          return { id: 1, name: "n" };
        },
      });
      expect(await run(plan, worker, { width })).toMatchObject({ outcome: "done", value: 5 });
      expect(most).toBe(width);
    }
  });

  test("a tool that fails is an error the plan can see", async () => {
    const plan = await sealed(
      `try { await office.file({ id: 1 }); } catch (error) { return String(error); } return "";`,
    );
    const worker = staff({
      file: () => {
        throw new Error("the drawer is stuck");
      },
    });
    expect(await run(plan, worker)).toMatchObject({ outcome: "done", value: "ToolError: the drawer is stuck" });
  });

  test("a plan that gives up has failed", async () => {
    const worker = staff({
      find: () => {
        throw new Error("no such word");
      },
    });
    const result = await run(await sealed(findAndSend), worker);
    expect(result).toMatchObject({ outcome: "failed", problem: { code: "threw" } });
    expect(result.outcome === "failed" && result.problem.message).toContain("no such word");
  });
});

describe("what was not judged does not run", () => {
  test.each<[string, (plan: VerifiedPlan) => object, string]>([
    ["another script", (plan) => ({ ...plan, script: `${plan.script};` }), "not_judged"],
    ["another budget", (plan) => ({ ...plan, budget: { calls: 1e6, callsInFlight: 1e4 } }), "not_judged"],
    ["something else", () => ({ script: "", tools: [], hash: "sha256:0" }), "not_judged"],
  ])("%s", async (_, forge, code) => {
    const worker = staff();
    const plan = forge(await sealed(findAndSend)) as VerifiedPlan;
    expect(await run(plan, worker)).toMatchObject({ outcome: "refused", problems: [{ code }] });
    expect(worker.done).toEqual([]);
  });

  test.each([[{ hash: "x" }], [{}], [null], [undefined], ["plan"], [[]]])("no plan at all: %j", async (anything) => {
    const worker = staff();
    const running = run(anything as unknown as VerifiedPlan, worker);
    const message = expect.stringContaining("Verify it");
    expect(await running).toMatchObject({ outcome: "refused", problems: [{ code: "not_judged", message }] });
    expect(worker.done).toEqual([]);
  });

  test.each([
    [
      "tools that changed",
      office.map((tool) => ({ ...tool, effect: "read" as const })),
      "office/send changed since the plan was judged: its effect (it was irreversible, and is read).",
    ],
    ["tools that are gone", [], "no source has this tool"],
  ])("%s", async (_, tools, words) => {
    const worker = staff();
    const result = await run(await sealed(findAndSend), worker, { tools });
    expect(result).toMatchObject({ outcome: "refused" });
    expect(result.outcome === "refused" && result.problems[0]?.message).toContain(words);
    expect(worker.done).toEqual([]);
  });

  test("another policy", async () => {
    const plan = await sealed(findAndSend, { policy: { approve: ["irreversible"] } });
    const result = await run(plan, staff(), { policy: { approve: [], name: "today" } });
    const message = expect.stringContaining("they differ in approve, name.");
    expect(result).toMatchObject({ outcome: "refused", problems: [{ code: "other_policy", message }] });
    expect(await run(plan, staff(), { policy: { approve: ["irreversible"] } })).toMatchObject({ outcome: "done" });
  });

  test("the journal of another plan", async () => {
    const journal = memoryJournal();
    await run(await sealed(findAndSend), staff(), { journal });
    const worker = staff();
    const result = await run(await sealed("return 1;"), worker, { journal });
    const message = expect.stringContaining("the journal of another plan.");
    expect(result).toMatchObject({ outcome: "refused", problems: [{ code: "other_plan", message }] });
  });

  test("the journal of the same plan, with tools as they were", async () => {
    const journal = memoryJournal();
    await run(await sealed(findAndSend), staff(), { journal });
    const tools = office.map((tool) => ({ ...tool, description: `${tool.description} Now faster.` }));
    const worker = staff();
    const result = await run(await sealed(findAndSend, { tools }), worker, { journal, tools });
    const message = expect.stringMatching(/as it was judged before\. office\/find changed .*: its description\./);
    expect(result).toMatchObject({ outcome: "refused", problems: [{ code: "other_plan", message }] });
    expect(worker.done).toEqual([]);
  });
});

describe("approvals", () => {
  const two = `const both = await Promise.allSettled(["ada", "bob"].map((to) => office.send({ to })));
    return both.map(({ status }) => status);`;

  test("where nobody can be asked the run waits with all its questions, and goes on when they are answered", async () => {
    const plan = await sealed(two);
    const journal = memoryJournal();
    const worker = staff();
    const left = await run(plan, worker, { journal, approve: async () => ({ say: "later" }) });
    expect(left).toMatchObject({ outcome: "waiting", questions: [{ call: 1, about: "approval" }, { call: 2 }] });
    expect(worker.done).toEqual([]);
    const asked: Question[] = [];
    const result = await run(plan, worker, {
      journal,
      approve: async (question) => {
        asked.push(question);
        return question.call === 1 ? { say: "deny", reason: "not today" } : { say: "approve" };
      },
    });
    expect(result).toMatchObject({ outcome: "done", value: ["rejected", "fulfilled"] });
    expect(worker.done).toEqual(["send bob"]);
    expect(asked.map(({ call }) => call)).toEqual([1, 2]);
    expect(journal.lines.filter((line) => line.includes('"kind":"ask"'))).toHaveLength(2);
  });

  test("several are pending at once, and may be answered in any order", async () => {
    const answers = new Map<number, (answer: Answer) => void>();
    const worker = staff();
    const running = run(await sealed(two), worker, {
      approve: ({ call }) =>
        new Promise((resolve) => {
          answers.set(call, resolve);
          if (answers.size < 2) return;
          answers.get(2)?.({ say: "approve" });
          setTimeout(() => answers.get(1)?.({ say: "approve" }), 20);
        }),
    });
    expect(await running).toMatchObject({ outcome: "done", value: ["fulfilled", "fulfilled"] });
    expect(worker.done).toEqual(["send bob", "send ada"]);
  });

  test("a tool can be approved for the rest of the run, over a resume", async () => {
    const plan = await sealed(
      `await office.send({ to: "a" }); await office.file({ id: 1 });
      await office.send({ to: "b" }); return 1;`,
      { policy: { approve: ["irreversible", "write"] } },
    );
    const journal = memoryJournal();
    const asked: string[] = [];
    const approve = async ({ tool, call }: Question): Promise<Answer> => {
      asked.push(`${tool.name} ${call}`);
      return tool.name === "send" ? { say: "approve", scope: "tool" } : { say: "later" };
    };
    expect(await run(plan, staff(), { journal, approve })).toMatchObject({ outcome: "waiting" });
    expect(await run(plan, staff(), { journal, approve: async () => ({ say: "approve" }) })).toMatchObject({
      outcome: "done",
    });
    expect(asked).toEqual(["send 1", "file 2"]);
  });

  test("stop leaves the run at once, also while another question is open", async () => {
    const worker = staff();
    const approve = ({ call }: Question) =>
      call === 1 ? new Promise<Answer>(() => {}) : Promise.resolve<Answer>({ say: "stop" });
    const result = await run(await sealed(two), worker, { approve });
    expect(result).toMatchObject({ outcome: "waiting", questions: [{ call: 1 }, { call: 2 }] });
    expect(worker.done).toEqual([]);
  });

  test("a policy that says whom to ask is kept to; one that asks nobody too", async () => {
    const asked: string[] = [];
    const approve = async ({ tool }: Question): Promise<Answer> => {
      asked.push(tool.name);
      return { say: "approve" };
    };
    const body = `await office.file({ id: 1 }); await office.send({ to: "a" }); return 1;`;
    for (const approved of [["write"], [], ["office/*"]]) {
      await run(await sealed(body, { policy: { approve: approved } }), staff(), { approve });
    }
    expect(asked).toEqual(["file", "file", "send"]);
  });

  test("a question says where the arguments come from", async () => {
    let question: Question | undefined;
    await run(await sealed(findAndSend), staff(), {
      approve: async (asked) => {
        question = asked;
        return { say: "deny" };
      },
    });
    expect(question?.args).toEqual({ to: "ada" });
    expect(question?.provenance[0]?.arguments).toMatchObject([
      { path: "to", from: [{ kind: "output", tool: "find", path: "name" }] },
    ]);
  });
});

describe("guards", () => {
  test("an output outside its shape stops the run before the next effect", async () => {
    const worker = staff({ find: () => ({ id: "7", name: "ada" }) });
    const result = await run(await sealed(findAndSend), worker);
    expect(result).toMatchObject({
      outcome: "failed",
      problem: {
        code: "broken_assumption",
        call: 1,
        broken: {
          tool: "find",
          origin: "declared",
          violations: [{ path: "id", message: "must be integer" }],
          observed: { type: "object", properties: { id: { type: "string" } } },
        },
      },
    });
    expect(worker.done).toEqual(["find ada"]);
  });

  test("what the worlds did not show: a precondition on real values", async () => {
    const policy = {
      rules: [{ never: { tool: "office/send", where: { to: { is: "eve-the-unwelcome" } } } }],
    };
    const worker = staff({ find: () => ({ id: 1, name: "eve-the-unwelcome" }) });
    const plan = await sealed(findAndSend, { policy });
    expect(await run(plan, worker)).toMatchObject({ outcome: "failed", problem: { code: "forbidden_call", call: 2 } });
    expect(worker.done).toEqual(["find ada"]);
  });

  test("what a rule wanted and a person denied is told of the call that it holds for, by its number", async () => {
    const policy = { rules: [{ after: { tool: "office/file" }, must: { tool: "office/send" } }] };
    const plan = await sealed(
      `try { await office.send({ to: "a" }); } catch { }
      await office.file({ id: 1 });
      try { await office.send({ to: "b" }); } catch { }
      return 1;`,
      { policy },
    );
    const deny = async (): Promise<Answer> => ({ say: "deny" });
    const result = await run(plan, staff(), { approve: deny });
    expect(result.calls.map(({ call, outcome }) => [call, outcome])).toEqual([
      [1, "denied"],
      [2, "ok"],
      [3, "denied"],
    ]);
    expect(result).toMatchObject({ outcome: "failed", problem: { code: "postcondition", call: 2 } });
  });

  test("an irreversible call whose answer is lost is not for the plan to catch", async () => {
    const plan = await sealed(`for (const to of ["a", "b"]) { try { await office.send({ to }); return to; } catch { } }
      return "none";`);
    const journal = memoryJournal();
    const worker = staff({
      send: () => {
        throw new Lost("the line went dead");
      },
    });
    const approve = async ({ about }: Question): Promise<Answer> => ({
      say: about === "approval" ? "approve" : "later",
    });
    const left = await run(plan, worker, { journal, approve });
    expect(left).toMatchObject({
      outcome: "waiting",
      questions: [{ about: "unknown", call: 1, reason: "the line went dead" }],
    });
    expect(worker.done).toEqual(["send a"]);
    const happened = async (): Promise<Answer> => ({ say: "happened", value: { sent: "a" } });
    expect(await run(plan, worker, { journal, approve: happened })).toMatchObject({ outcome: "done", value: "a" });
    expect(worker.done).toEqual(["send a"]);
  });

  test("where the tool takes a key, it is asked again with the same one, and the plan hears of nothing", async () => {
    const keyed = office.map((tool) =>
      tool.name === "send"
        ? {
            ...tool,
            idempotencyKey: "key",
            input: { ...tool.input, properties: { ...tool.input.properties, key: { type: "string" as const } } },
          }
        : tool,
    );
    const plan = await sealed(`return (await office.send({ to: "a" })).sent;`, { tools: keyed });
    const keys: unknown[] = [];
    const worker = staff({
      send: (args) => {
        keys.push((args as { key: string }).key);
        if (keys.length < 3) throw new Lost("the line went dead");
        return { sent: "a" };
      },
    });
    const result = await run(plan, worker, { tools: keyed });
    expect(result).toMatchObject({ outcome: "done", value: "a" });
    expect(keys).toEqual(Array(3).fill(`${result.run}:1`));
  });
});

describe("a journal that no run has written", () => {
  /** A journal with entries that somebody has put there. */
  const doctored = (entries: readonly Entry[]) => ({
    name: "doctored",
    open: async () => ({
      ok: true as const,
      value: { entries, append: () => Promise.reject(new Error("touched")), close: async () => undefined },
    }),
  });

  /** With the first entry of a kind so many places further down. */
  function moved(entries: readonly Entry[], kind: Entry["kind"], by: number): readonly Entry[] {
    const at = entries.findIndex((entry) => entry.kind === kind);
    return entries.toSpliced(at, 1).toSpliced(at + by, 0, ...entries.slice(at, at + 1));
  }

  type Change = (entries: readonly Entry[]) => readonly Entry[];
  test.each<[string, Change, string]>([
    [
      "an outcome twice",
      (entries) => entries.flatMap((one): readonly Entry[] => (one.kind === "ok" ? [one, one] : [one])),
      "Entry 4 is a second outcome of call 1.",
    ],
    [
      "everything but its head twice",
      ([head, ...rest]) => [...(head ? [head] : []), ...rest, ...rest],
      "stands after the end",
    ],
    [
      "an outcome moved before its beginning",
      (entries) => moved(entries, "ok", -1),
      "Entry 2 is an outcome before the beginning of call 1.",
    ],
    [
      "an answer to nothing",
      ([head, ...rest]) => [
        ...(head ? [head] : []),
        { kind: "answer", call: 1, at: 0, answer: { say: "approve" } },
        ...rest,
      ],
      "Entry 2 is an answer to a question that nobody asked about call 1.",
    ],
    [
      "calls that are numbered from 0",
      (entries) => entries.map((entry) => ("call" in entry ? { ...entry, call: entry.call - 1 } : entry)),
      "Entry 2 is about call 0, and calls count from 1.",
    ],
  ])("is refused, and nothing is called: %s", async (_, change, words) => {
    const plan = await sealed(findAndSend);
    const written: Entry[] = [];
    await run(plan, staff(), { onEntry: (entry) => written.push(entry) });
    const worker = staff();
    const result = await run(plan, worker, { journal: doctored(change(written)) });
    expect(result).toMatchObject({
      outcome: "refused",
      problems: [{ code: "journal_broken", message: expect.stringContaining(words) }],
    });
    expect(worker.done).toEqual([]);
  });
});
