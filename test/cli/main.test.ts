import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import { parts } from "#dist/cli/parts.js";
import { HoldshortError } from "#dist/toolspecs/index.js";
import { abstained, passed, rejected } from "../report/verdicts.js";
import { recorded } from "./io.js";
import { answering } from "./parts.js";

const planning = ["Refund it", "--tools", "a.json"];
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdshort-"));
});

describe("exit codes and outputs", () => {
  test.each([
    [passed, 0],
    [rejected, 1],
    [abstained, 3],
  ])("dry-run of $outcome", async (verdict, code) => {
    const text = recorded();
    expect(await main(["dry-run", ...planning], text.io, answering({ verdict }))).toBe(code);
    expect(text.out()).toMatch(new RegExp(`^${verdict.outcome.toUpperCase()}`));
    expect(text.err()).toBe("");

    const json = recorded();
    expect(await main(["dry-run", ...planning, "--json"], json.io, answering({ verdict }))).toBe(code);
    expect(JSON.parse(json.out())).toMatchObject({ outcome: verdict.outcome });
  });

  test("a goal may stand behind --tools, after a lone --", async () => {
    const goals: string[] = [];
    const parts = answering({ onPlan: ({ goal }) => goals.push(goal) });
    expect(await main(["dry-run", "--tools", "a.json", "b.json", "--", "Do it"], recorded().io, parts)).toBe(0);
    expect(goals).toEqual(["Do it"]);
  });

  test.each([
    [["--seed", "-5"], { seed: -5, worlds: 7 }],
    [["--replay", "r"], { worlds: 7, replay: "r" }],
  ])("verify hands over goal, worlds and %j, and closes what it opened", async (more, options) => {
    const seen: unknown[] = [];
    await writeFile(join(folder, "a.plan.ts"), "the program");
    const parts = answering({ judgement: rejected, onVerify: (plan, options) => seen.push(plan, options) });
    const flags = ["--tools", "x", "--goal", "g", "--worlds", "7", ...more];
    const { io } = recorded({ cwd: folder });
    expect(await main(["verify", "a.plan.ts", ...flags], io, parts)).toBe(1);
    expect(seen).toEqual([{ goal: "g", source: "the program" }, options]);
    expect(parts.closed()).toBe(1);
  });

  test.each([
    [[], "Refund it"],
    [["--goal", "Something else"], "Something else"],
  ])("verify %j takes the goal that the plan states, unless one is given", async (flags, goal) => {
    const goals: string[] = [];
    await writeFile(join(folder, "a.plan.ts"), "// A plan.\n// Goal: Refund it\nthe program");
    const parts = answering({ onVerify: (plan) => goals.push(plan.goal) });
    await main(["verify", "a.plan.ts", "--tools", "x", ...flags], recorded({ cwd: folder }).io, parts);
    expect(goals).toEqual([goal]);
  });

  test("dry-run --html writes a page, whatever the outcome", async () => {
    for (const verdict of [passed, rejected, abstained]) {
      const run = recorded({ cwd: folder });
      await main(["dry-run", ...planning, "--html", "report.html"], run.io, answering({ verdict }));
      expect(await readFile(join(folder, "report.html"), "utf8")).toContain(`<h1 class="${verdict.outcome}">`);
      expect(run.out()).toContain(verdict.outcome.toUpperCase());
    }
    const nowhere = recorded({ cwd: folder });
    expect(await main(["dry-run", ...planning, "--html", "no/where.html"], nowhere.io, answering())).toBe(2);
    const itself = recorded({ cwd: folder });
    await writeFile(join(folder, "tools.json"), "[]");
    await symlink("tools.json", join(folder, "page.html"));
    const argv = ["dry-run", "Do it", "--tools", "some=tools.json", "--html", "page.html"];
    expect(await main(argv, itself.io, answering())).toBe(2);
    expect(itself.err()).toContain("would be overwritten");
    expect(await readFile(join(folder, "tools.json"), "utf8")).toBe("[]");
  });

  test.each([
    ["verify", ["verify", "a b.plan.ts", "--tools", "some=x.json", "--policy", "p.yaml"], "'a b.plan.ts'"],
    ["plan", ["plan", "Do it", "--tools", "some=x.json", "-o", "out.plan.ts"], "out.plan.ts"],
  ])("%s --html writes a page, which names the command that judges the plan again", async (_, argv, file) => {
    await writeFile(join(folder, "a b.plan.ts"), "the program");
    await writeFile(join(folder, "p.yaml"), "{}");
    const run = recorded({ cwd: folder });
    expect(await main([...argv, "--html", "report.html"], run.io, answering())).toBe(0);
    const page = (await readFile(join(folder, "report.html"), "utf8")).replaceAll("&#39;", "'");
    expect(page).toContain(`holdshort verify ${file}`);
    expect(page).toContain("--tools some=x.json --without 1 -o");
  });

  test("plan -o ends with what to do with the file, with the flags that the plan was made by", async () => {
    await writeFile(join(folder, "p.yaml"), "name: p");
    const flags = ["--tools", "some=x.json", "--policy", "p.yaml"];
    const run = recorded({ cwd: folder });
    expect(await main(["plan", "Do it", "-o", "-a b.plan.ts", ...flags], run.io, answering())).toBe(0);
    const line = "'./-a b.plan.ts' --policy p.yaml --tools some=x.json\n";
    expect(run.out()).toContain(`    holdshort verify ${line}`);
    expect(run.out()).toContain(`    holdshort run ${line}`);
    expect(run.out()).not.toContain("Keep the program");

    const other = recorded({ cwd: folder });
    expect(await main(["plan", "Do it", "-o", "plan.txt", ...flags], other.io, answering())).toBe(0);
    expect(other.out()).toContain("holdshort verify plan.txt");
    expect(other.out()).not.toContain("holdshort run");
  });

  test("tools of a settings file are left to it", async () => {
    await writeFile(join(folder, "own.json"), JSON.stringify({ tools: ["x.json"] }));
    const run = recorded({ cwd: folder });
    const argv = ["plan", "Do it", "-o", "a.plan.ts", "--config", "own.json"];
    expect(await main(argv, run.io, answering())).toBe(0);
    expect(run.out()).toMatch(/holdshort run a\.plan\.ts --config own\.json\n/);
  });

  test("-o - is the output where a plan goes there, and no file anywhere", async () => {
    await writeFile(join(folder, "a.plan.ts"), "the program");
    const plan = recorded({ cwd: folder });
    expect(await main(["plan", ...planning, "-o", "-"], plan.io, answering())).toBe(0);
    const plain = recorded({ cwd: folder });
    await main(["plan", ...planning], plain.io, answering());
    expect([plan.out(), plan.err()]).toEqual([plain.out(), plain.err()]);
    for (const argv of [
      ["plan", ...planning, "--html", "-"],
      ["verify", "a.plan.ts", "--tools", "x", "--without", "1", "-o", "-"],
    ]) {
      const run = recorded({ cwd: folder });
      expect(await main(argv, run.io, answering())).toBe(2);
      expect(run.err()).toMatch(
        /^holdshort: -: This stands for the output of the command, and a file is needed here\./,
      );
    }
    expect(await readdir(folder)).not.toContain("-");
  });

  test("verify --without leaves steps out, judges what is left, and writes it with -o", async () => {
    const tools = "billing=examples/billing/tools.json";
    const left = join(folder, "left.plan.ts");
    const verify = ["verify", "examples/billing/remind-overdue.plan.ts", "--tools", tools];
    const run = recorded();
    expect(await main([...verify, "--without", "3,2", "-o", left], run.io, parts)).toBe(0);
    const source = await readFile(left, "utf8");
    expect(source).toContain("billing.find_customer");
    expect(source).not.toMatch(/send_reminder\(|list_invoices\(/);
    expect(run.out()).toContain("1. billing.find_customer");
    expect(run.err()).toMatch(/^Judged without steps 3, 2\./);

    const needed = recorded();
    expect(await main([...verify, "--without", "2"], needed.io, parts)).toBe(2);
    expect(needed.err()).toContain("step 3 (billing.send_reminder, line 7) needs what it returns");
    for (const argv of [
      ["--without", "0"],
      ["--without", "x"],
      ["-o", left],
    ])
      expect(await main([...verify, ...argv], recorded().io, parts)).toBe(2);
  });

  test("tools list and types", async () => {
    const list = recorded();
    expect(await main(["tools", "list", "--tools", "x"], list.io, answering())).toBe(0);
    expect(list.out()).toContain("tools.find - reads (output not declared)\n    Finds.\n");
    const json = recorded();
    await main(["tools", "list", "--tools", "x", "--json"], json.io, answering());
    expect(JSON.parse(json.out())).toMatchObject({ tools: [{ call: "tools.find", effect: "read", server: "tools" }] });
    const types = recorded();
    expect(await main(["tools", "types", "--tools", "x"], types.io, answering())).toBe(0);
    expect(types.out()).toContain("declare namespace tools");
    const typesJson = recorded();
    await main(["tools", "types", "--tools", "x", "--json"], typesJson.io, answering());
    expect(JSON.parse(typesJson.out())).toEqual({ declarations: types.out() });
  });

  test("help and version", async () => {
    for (const argv of [["--help"], ["help"], ["dry-run", "--help"], ["plan", "-h"], ["verify", "-h"], ["--version"]]) {
      const run = recorded();
      expect(await main(argv, run.io, answering())).toBe(0);
      expect(run.err()).toBe("");
    }
    for (const argv of [["dry-run"], ["plan"], ["verify"], ["tools", "list"], ["tools", "types"]]) {
      const run = recorded();
      await main([...argv, "--help"], run.io, answering());
      expect(run.out()).toMatch(/Example:\n {2}\$ holdshort /);
    }
  });
});

describe("plan", () => {
  const { source } = passed.plan;

  test("writes the program and nothing else on stdout", async () => {
    const run = recorded();
    expect(await main(["plan", ...planning], run.io, answering())).toBe(0);
    expect(run.out()).toBe(source);
    expect(run.err()).toContain("Passed every check");
  });

  test("says on stderr what a reader should look at", async () => {
    const issues = [{ code: "first_page", severity: "warning", message: "One page.", line: 2, column: 3 }] as const;
    const run = recorded();
    await main(["plan", ...planning], run.io, answering({ verdict: { ...passed, issues } }));
    expect(run.out()).toBe(source);
    expect(run.err()).toMatch(/^warning first_page line 2: One page\.\nPassed every check/);
  });

  test("shows a terminal no character it would act on", async () => {
    const run = recorded({ terminal: true });
    const verdict = { ...passed, plan: { source: "a\u001b[2J\nb", hash: "" } };
    await main(["plan", ...planning], run.io, answering({ verdict }));
    expect(run.out()).toBe("a\\u{1b}[2J\nb\n");
  });

  test("writes a file to the letter, with what it is for, replacing an older one, and leaves nothing else behind", async () => {
    await writeFile(join(folder, "out.plan.ts"), "old");
    const run = recorded({ cwd: folder });
    expect(await main(["plan", ...planning, "-o", "out.plan.ts"], run.io, answering())).toBe(0);
    expect(await readFile(join(folder, "out.plan.ts"), "utf8")).toBe(`// Goal: ${passed.goal}\n${source}`);
    expect(await readdir(folder)).toEqual(["out.plan.ts"]);
    expect(run.out()).toMatch(/^PASSED/);
    expect(run.err()).toBe("Written: out.plan.ts, in place of what stood there\n");
    const first = recorded({ cwd: folder });
    await main(["plan", ...planning, "-o", "new.plan.ts"], first.io, answering());
    expect(first.err()).toBe("Written: new.plan.ts\n");
  });

  test.each([
    [rejected, 1],
    [abstained, 3],
  ])("writes nothing when $outcome", async (verdict, code) => {
    const run = recorded({ cwd: folder });
    expect(await main(["plan", ...planning, "-o", "out.plan.ts"], run.io, answering({ verdict }))).toBe(code);
    expect(await readdir(folder)).toEqual([]);
    expect(run.out()).toBe("");
    expect(run.err()).toContain(verdict.outcome.toUpperCase());
  });

  test("does not start when the file could not be kept", async () => {
    let asked = 0;
    const parts = answering({ onPlan: () => (asked += 1) });
    for (const file of ["no/such/folder/x.plan.ts", "."]) {
      const run = recorded({ cwd: folder });
      expect(await main(["plan", ...planning, "-o", file], run.io, parts)).toBe(2);
      expect(run.err()).toMatch(/^holdshort: .+: .+\.\n$/);
    }
    expect(asked).toBe(0);
  });
});

describe("bad usage and bad input: one sentence, exit 2, nothing on stdout but JSON that was asked for", () => {
  test.each([
    [[], /what to do/],
    [["dryrun"], /Did you mean dry-run\?/],
    [["dry-run", "x", "--tolls", "y"], /Did you mean --tools\?/],
    [["dry-run", "--tools", "a", "b"], /goal is missing/],
    [["dry-run", "x"], /No tools are given/],
    [["dry-run", " ", "--tools", "a"], /goal is empty/],
    [["dry-run", "x", "--tools", "a", "--seed", "1.5"], /whole number/],
    [["dry-run", "x", "--tools", "a", "--worlds", "0"], /whole number/],
    [["dry-run", "x", "--tools", "a", "--planner", "magic"], /auto, search, model/],
    [["dry-run", "x", "--tools", "a", "--planner", "model"], /--model or HOLDSHORT_MODEL/],
    [["dry-run", "x", "--tools", "a", "--model", "m"], /OPENAI_API_KEY/],
    [["verify", "--tools", "a"], /file is missing/],
    [["verify", "nowhere.plan.ts", "--tools", "a"], /nowhere\.plan\.ts: There is no such file/],
    [["verify", ".", "--tools", "a"], /This is a folder/],
    [["verify", "package.json", "--tools", "a", "--goal", ""], /goal is empty/],
    [["dry-run", "Refund", "one", "--tools", "a"], /one argument: put it in quotes, as in holdshort dry-run "/],
    [["run", "Refund", "one"], /put it in quotes, as in holdshort run "/],
    [
      ["dry-run", "Refund one", "a.json"],
      /^holdshort: "a\.json" is one word too many\. Where tools are stands behind --tools/,
    ],
    [["verify", "a.plan.ts", "a.json"], /"a\.json" is one word too many/],
    [["verify", "-", "--tools", "a"], /-: To read the plan from a pipe, name \/dev\/stdin/],
    [["runs", "list", "a", "b"], /Too many arguments/],
    [["dry-run", "x", "--tools", "a", "--html", ""], /--html is empty/],
    [["dry-run", "x", "--tools", "a", ""], /--tools is empty/],
    [["verify", "", "--tools", "a"], /The file is empty\. Name one/],
    [["tools"], /tools --help/],
    [["tools", "lits"], /Did you mean list\?/],
  ])("%j", async (argv, message) => {
    const text = recorded();
    expect(await main(argv, text.io, answering())).toBe(2);
    expect(text.err()).toMatch(message);
    expect(text.err()).toMatch(/^holdshort: [^\n]+\n$/);
    expect(text.out()).toBe("");

    const json = recorded();
    expect(await main([...argv, "--json"], json.io, answering())).toBe(2);
    expect(JSON.parse(json.out())).toEqual({
      error: { code: expect.any(String), message: expect.any(String), place: expect.any(String) },
    });
  });

  test.each([
    ["dry-run", "mv.plan.tss", 'There is no such file. Did you mean "mv.plan.ts"? A goal is a sentence'],
    ["plan", "plans/move.plan.t", 'Did you mean "move.plan.ts"? A goal is a sentence'],
    ["run", "plans/move.plan.t", 'Did you mean "move.plan.ts"? A plan is a file that ends in .ts.'],
    ["verify", "mv.plan.tss", 'Did you mean "mv.plan.ts"?'],
    ["run", "none/move", "no such folder. Check the path. A plan is a file"],
    ["dry-run", "mv.plan.ts", "This is a file, and no goal. What a written plan would do tells holdshort verify."],
    ["run", "tools.json", "This is a file, and no goal. A plan is a file that ends in .ts."],
    ["run", "plans/", "This is a folder, and no goal."],
  ])("%s %s: a path is no goal", async (command, path, words) => {
    await mkdir(join(folder, "plans"));
    for (const file of ["mv.plan.ts", "plans/move.plan.ts", "tools.json"]) await writeFile(join(folder, file), "");
    const run = recorded({ cwd: folder });
    expect(await main([command, path, "--tools", "a.json"], run.io, answering())).toBe(2);
    expect(run.err()).toContain(`holdshort: ${path}: `);
    expect(run.err()).toContain(words);
  });

  test.each([
    "Copy a.txt to b.txt",
    "Copy notes.md to old/",
    "Shorten src/main.ts",
    "读取notes.md",
    "Refund",
    "a b.tss",
  ])("%s: a goal that speaks of files is a goal", async (goal) => {
    for (const command of ["dry-run", "run"]) {
      const goals: string[] = [];
      const parts = answering({ verdict: abstained, onPlan: (request) => goals.push(request.goal) });
      expect(await main([command, goal, "--tools", "a.json"], recorded({ cwd: folder }).io, parts)).toBe(3);
      expect(goals).toEqual([goal]);
    }
  });

  test("a file too large or not text for a plan", async () => {
    await writeFile(join(folder, "large.plan.ts"), "x".repeat(1_000_001));
    await writeFile(join(folder, "binary.plan.ts"), new Uint8Array([0xff, 0xfe, 0x00]));
    for (const [file, words] of [
      ["large.plan.ts", "1000001 bytes"],
      ["binary.plan.ts", "UTF-8"],
    ] as const) {
      const run = recorded({ cwd: folder });
      expect(await main(["verify", file, "--tools", "x"], run.io, answering())).toBe(2);
      expect(run.err()).toContain(words);
    }
  });

  test("every issue of the tools is said, and none can act on the terminal", async () => {
    const issues = [
      { code: "not_json", place: "a.json", message: "Broken \u001b[31m.\nIt said so." },
      { code: "no_tools", place: "b.json", message: "Empty." },
    ] as const;
    const run = recorded();
    const parts = answering({ tools: { ok: false, issues } });
    expect(await main(["tools", "list", "--tools", "a.json", "b.json", "--json"], run.io, parts)).toBe(2);
    expect(run.err()).toBe("holdshort: a.json: Broken \\u{1b}[31m.\n  It said so.\nholdshort: b.json: Empty.\n");
    expect(JSON.parse(run.out())).toEqual({ error: { ...issues[0], more: [issues[1]] } });
    expect(run.out()).not.toContain("\u001b");
  });

  test("misuse that a library part throws is bad input too", async () => {
    const issue = { code: "bad_argument", place: "baseURL", message: "No address." } as const;
    const run = recorded();
    const onPlan = () => {
      throw new HoldshortError([issue]);
    };
    expect(await main(["dry-run", ...planning], run.io, answering({ onPlan }))).toBe(2);
    expect(run.err()).toBe("holdshort: baseURL: No address.\n");
  });
});

describe("what is our own fault", () => {
  const onPlan = () => {
    throw new TypeError("x is not a function");
  };

  test("is said in one line, exit 70, without a stack", async () => {
    const run = recorded();
    const parts = answering({ onPlan });
    expect(await main(["dry-run", ...planning, "--json"], run.io, parts)).toBe(70);
    expect(run.err()).toContain("this is a bug in holdshort, please report it: x is not a function");
    expect(run.err()).not.toContain("    at ");
    expect(parts.closed()).toBe(1);
  });

  test("HOLDSHORT_DEBUG=1 shows the stack", async () => {
    const run = recorded({ env: { HOLDSHORT_DEBUG: "1" } });
    expect(await main(["dry-run", ...planning], run.io, answering({ onPlan }))).toBe(70);
    expect(run.err()).toContain("    at ");
  });
});

describe("signals", () => {
  test.each([
    ["SIGINT", 130, []],
    ["SIGTERM", 143, []],
    ["SIGINT", 130, ["--json"]],
  ] as const)(
    "%s ends with the code shells give it, prints no verdict, says so, and closes what is open",
    async (signal, code, flags) => {
      const run = recorded();
      const parts = answering({
        onPlan: (request) => {
          run.interrupt(signal);
          expect(request.signal?.aborted).toBe(true);
        },
      });
      expect(await main(["dry-run", ...planning, ...flags], run.io, parts)).toBe(code);
      expect(run.out()).toBe("");
      expect(run.err()).toBe(`holdshort: stopped by ${signal} before it was done, so there is no result.\n`);
      expect(parts.closed()).toBe(1);
    },
  );
});

describe("terminals", () => {
  test("progress goes to a terminal only, on one line that is cleared", async () => {
    const onPlan = ({ onProgress }: { onProgress?: ((event: { step: "proposing" }) => void) | undefined }) =>
      onProgress?.({ step: "proposing" });
    const terminal = recorded({ terminal: true });
    await main(["dry-run", ...planning], terminal.io, answering({ onPlan }));
    expect(terminal.err()).toContain("writing a program");
    expect(terminal.err()).not.toContain("\n");
    expect(terminal.err().endsWith("\r\u001b[2K")).toBe(true);
    const pipe = recorded();
    await main(["dry-run", ...planning], pipe.io, answering({ onPlan }));
    expect(pipe.err()).toBe("");
  });

  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    [{ TERM: "dumb" }, true, false],
  ])("environment %j, terminal %s: coloured %s", async (env, terminal, coloured) => {
    const run = recorded({ env, terminal });
    await main(["dry-run", ...planning], run.io, answering());
    expect(run.out().includes("\u001b[")).toBe(coloured);
  });

  test.each([
    [{ COLUMNS: "40" }, false, 40],
    [{ COLUMNS: "400" }, false, 100],
    [{ COLUMNS: "40" }, true, 60],
    [{ COLUMNS: "wide" }, false, 80],
    [{ COLUMNS: "0" }, false, 80],
    [{ COLUMNS: "" }, false, 80],
    [{}, false, 80],
    [{}, "of 0 columns", 80],
    [{ COLUMNS: "40" }, "of 0 columns", 40],
  ])("environment %j, terminal %s: lines of %i columns at most", async (env, terminal, width) => {
    const sink = { env, terminal: terminal !== false, ...(terminal === "of 0 columns" && { columns: 0 }) };
    const run = recorded(sink);
    const argv = [
      "verify",
      "examples/billing/refund-less-fee.plan.ts",
      "--tools",
      "billing=examples/billing/tools.json",
    ];
    await main(argv, run.io, parts);
    // The replay string and the program are never broken.
    const lines = run
      .out()
      .split("\n")
      .filter((line) => !/--replay|^ *\d+ \|/.test(line));
    const widest = Math.max(...lines.map((line) => stripVTControlCharacters(line).length));
    expect(widest).toBeLessThanOrEqual(width);
    expect(widest).toBeGreaterThan(width - 12);
    const help = recorded(sink);
    await main(["run", "--help"], help.io, parts);
    // Commands to copy, and words, are never broken.
    const helped = help
      .out()
      .split("\n")
      .filter((line) => !/^(Usage:| {2}\$ | *\S+$)/.test(line));
    expect(Math.max(...helped.map((line) => line.length))).toBeLessThanOrEqual(width);
  });
});
