import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Question, RunResult } from "#dist/executor/index.js";
import { renderHtml, renderQuestion, renderRun, renderVerdict, shellFile } from "#dist/report/index.js";
import { sentence } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { tool } from "../support/tools.js";
import { abstained, passed } from "./verdicts.js";

const options = { colour: false, width: 200 };
/** Two stops that are not three. */
const doubled = /(?<!\.)\.\.(?!\.)/;
const send = tool("send", { server: "mail", effect: "irreversible" });

function asked(about: Question["about"], reason: string): Question {
  return { about, call: 1, tool: send, args: {}, provenance: [], reason };
}

test("a text of others gets the stop it lacks, and no second one", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const said = sentence(text);
      expect(said).toMatch(/[.!?…]$/);
      expect(sentence(said)).toBe(said);
      expect(said.length - text.trimEnd().length).toBeLessThanOrEqual(1);
    }),
  );
  expect(["It failed", "It failed.", "Is it there?", "and so on...", "cut…"].map(sentence)).toEqual([
    "It failed.",
    "It failed.",
    "Is it there?",
    "and so on...",
    "cut…",
  ]);
});

test.each([
  ["interrupted", "INTERRUPTED"],
  ["bad_answer", "FAILED"],
] as const)("a run that ended with %s is %s", (code, word) => {
  const problem = { code, message: "It stopped.", ...(code === "interrupted" && { resumable: true as const }) };
  const result: RunResult = { outcome: "failed", problem, run: "r", calls: [], logs: [] };
  expect(renderRun(result, options)).toMatch(new RegExp(`^${word} It stopped\\.`));
});

test("a long run is folded, but for what cannot be undone or did not end well", () => {
  const call = (number: number, tool: string, outcome: "ok" | "failed" = "ok") => ({
    ...{ call: number, tool, server: "s", args: { number }, outcome },
  });
  const calls = [
    ...Array.from({ length: 70 }, (_, index) => call(index + 1, "read")),
    call(71, "pay"),
    call(72, "read", "failed"),
    call(73, "read"),
  ];
  const result: RunResult = { outcome: "done", value: null, shown: null, run: "r", calls, logs: [] };
  const effects = [
    { tool: "read", server: "s", effect: "read" as const },
    { tool: "pay", server: "s", effect: "irreversible" as const },
  ];
  const text = renderRun(result, { ...options, effects });
  expect(text).toContain('71  s.pay {"number":71} - done');
  expect(text).toContain('72  s.read {"number":72} - failed');
  expect(text).not.toContain('"number":73');
  expect(text).toContain("and 11 calls between them, done and not irreversible; the journal has them all");
  expect(renderRun(result, options)).toContain("and 12 calls between them, done; the journal has them all");
});

test.each([
  [".holdshort/a.jsonl", ".holdshort/a.jsonl"],
  ["a$(touch pwned).jsonl", "'a$(touch pwned).jsonl'"],
  ["it's.jsonl", "'it'\\''s.jsonl'"],
  ["-x.jsonl", "./-x.jsonl"],
])("%s is %s for a shell", (path, word) => expect(shellFile(path)).toBe(word));

describe("a long argument", () => {
  const text = `${"a".repeat(4_000)}THE-END`;
  const question = { ...asked("approval", "it is new"), args: { text } };

  test("is shown with its end, where things are hidden, and with what is missing", () => {
    const shown = renderQuestion(question, { ...options, pending: 1 });
    expect(shown).toContain('THE-END"');
    expect(shown).toContain("[... 2009 characters are not shown ...]");
    expect(shown).toContain("Not all of it is shown. To read it, leave the question (l)");
    const call = { call: 1, tool: "send", server: "mail", args: { text }, outcome: "waiting" } as const;
    const run = renderRun({ outcome: "waiting", questions: [question], run: "r", calls: [call], logs: [] }, options);
    expect(run).toContain('THE-END"}');
    expect(run).toContain("3718 characters are not");
  });

  test("a short one is shown whole, without a word about it", () => {
    expect(renderQuestion({ ...question, args: { text: "short" } }, { ...options, pending: 1 })).not.toContain("shown");
  });
});

test("a question about what a tool takes back says so", () => {
  const undo = { tool: "mail/recall", args: { id: "output.id" } };
  const shown = renderQuestion(
    { ...asked("approval", "it is new"), tool: { ...send, undo } },
    { ...options, pending: 1 },
  );
  expect(shown).toContain("mail.send - cannot be undone - unless mail/recall takes it back (holdshort undo)");
});

test("each open question is told with what it takes, up to three", () => {
  const questions = [1, 2, 3, 4].map((call) => ({ ...asked(call === 2 ? "unknown" : "approval", "x"), call }));
  const next = (some: readonly Question[]) =>
    renderRun({ outcome: "waiting", questions: some, run: "r", calls: [], logs: [] }, { ...options, resume: "go" });
  expect(next(questions.slice(0, 2))).toContain(
    "Go on with: go. Without a terminal: --answer 1=yes or no, --answer 2=again, failed or happened:JSON.",
  );
  expect(next(questions)).toContain("--answer 3=yes or no, and 1 more.");
});

describe("no two stops stand together", () => {
  const reasons = ["mail/send failed", "mail/send failed.", "mail/send was not waited for."];
  const abouts = ["approval", "stale", "unknown", "value"] as const;

  test.each(abouts.flatMap((about) => reasons.map((reason) => [about, reason] as const)))("%s: %s", (about, reason) => {
    const question = asked(about, reason);
    const result: RunResult = { outcome: "waiting", questions: [question], run: "r", calls: [], logs: [] };
    const texts = [renderQuestion(question, { ...options, pending: 1 }), renderRun(result, options)];
    for (const text of texts) {
      expect(text).toContain(reason);
      expect(text).not.toMatch(doubled);
    }
  });

  test("in what a plan throws, which ends as it likes", async () => {
    const verifier = createVerifier({ worlds: 5 });
    const source = `export default async function plan() {\n  throw new Error("No slot is free.");\n}\n`;
    const verdict = await verifier.verify({ goal: "", source }, [send]);
    await verifier.close();
    const text = renderVerdict(verdict, options);
    expect(text).toContain("No slot is free.");
    expect(text).not.toMatch(doubled);
  });

  test("the check fires", () => {
    expect("It failed.. Look there.").toMatch(doubled);
    expect("Go on... now").not.toMatch(doubled);
  });
});

describe("what is done next with a plan that passed", () => {
  const kept = { verify: "holdshort verify x.plan.ts --tools a.json", run: "holdshort run x.plan.ts --tools a.json" };
  const told = (commands: object) => renderVerdict({ ...passed, planner: "search" }, { ...options, ...commands });

  test("it is written down, by the command as it was called", () => {
    expect(told({})).toContain("Keep the program with: holdshort plan ... -o FILE.plan.ts");
    expect(told({ command: "npx holdshort" })).toContain("with: npx holdshort plan ... -o FILE.plan.ts");
  });

  test("or, where that was done, judged again and run: each command in one line, however narrow the page", async () => {
    const text = told({ kept, width: 30 });
    expect(text).not.toContain("Keep the program");
    expect(text.split("\n")).toEqual(expect.arrayContaining([`    ${kept.verify}`, `    ${kept.run}`]));
    const page = await renderHtml({ ...passed, planner: "search" }, { kept });
    expect(page).not.toContain("Keep the program");
    expect(page).toContain(`<code>${kept.run}</code>`);
  });
});

test("who plans by search already is not told to; who asks a model is", () => {
  const missing = [{ kind: "planner" as const, message: "Every program was refused." }];
  const told = (planner: string) => renderVerdict({ ...abstained, planner, missing }, options);
  expect(told("search")).not.toContain("--planner search");
  expect(told("search")).toContain("name one with --model");
  expect(told("model:small")).toContain("try --planner search");
});
