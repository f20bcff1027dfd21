import { mkdir, mkdtemp, readdir, readFile, realpath, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import { parts } from "#dist/cli/parts.js";
import { type Approve, execute, fileJournal, functions } from "#dist/executor/index.js";
import { loadTools } from "#dist/toolspecs/index.js";
import { createVerifier, type VerifiedPlan } from "#dist/verifier/index.js";
import { recorded } from "./io.js";

// The runs of a folder: each of their states, made as real runs leave it.

const tools = await loadTools("billing=examples/billing/tools.json");
const goal = "Remind of INV-2041";
const source = `export default async function plan() {
  const invoice = await billing.get_invoice({ invoice_id: "INV-2041" });
  await billing.send_reminder({ invoice_id: "INV-2041" });
  return { status: invoice.status };
}
`;
const invoice = {
  ...{ invoice_id: "INV-2041", customer_id: "cus_000001", amount_cents: 500 },
  ...{ status: "open", due_on: "2026-01-01" },
};
let folder = "";
let plan: VerifiedPlan;

async function run(name: string, approve: Approve): Promise<void> {
  const result = await execute(plan, {
    tools,
    call: functions({
      billing: { get_invoice: async () => invoice, send_reminder: async () => ({ message_id: "m-1" }) },
    }),
    journal: fileJournal(join(folder, ".holdshort", name)),
    approve,
  });
  if (result.outcome === "refused") throw new Error(JSON.stringify(result.problems));
}

async function holdshort(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const run = recorded({ cwd: folder, env });
  const code = await main(argv, run.io, parts);
  return { code, out: run.out(), err: run.err() };
}

/** Cut off behind the first lines, as the death of the process leaves it. */
async function brokenOff(name: string, lines: number): Promise<void> {
  const text = await readFile(join(folder, ".holdshort/done.jsonl"), "utf8");
  await writeFile(join(folder, ".holdshort", name), `${text.split("\n").slice(0, lines).join("\n")}\n`);
}

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "holdshort-runs-")));
  await mkdir(join(folder, ".holdshort"));
  const verifier = createVerifier();
  const verdict = await verifier.verify({ goal, source }, tools);
  await verifier.close();
  if (verdict.outcome !== "passed") throw new Error(JSON.stringify(verdict.issues));
  plan = verdict.verified;
  await run("done.jsonl", async () => ({ say: "approve" }));
  await run("denied.jsonl", async () => ({ say: "deny", reason: "not today" }));
  await run("waiting.jsonl", async () => ({ say: "later" }));
  const kinds = (await readFile(join(folder, ".holdshort/done.jsonl"), "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).kind);
  await brokenOff("lost.jsonl", kinds.lastIndexOf("begin") + 1);
  await brokenOff("between.jsonl", kinds.indexOf("ok") + 1);
  await writeFile(join(folder, ".holdshort/odd.jsonl"), "[1]\n");
  await writeFile(join(folder, "empty.jsonl"), "");
  await brokenOff("driven.jsonl", kinds.lastIndexOf("begin") + 1);
  const stat = await readFile(`/proc/${process.pid}/stat`, "utf8");
  const began = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  const owner = { token: "t", pid: process.pid, host: hostname(), began };
  await writeFile(join(folder, ".holdshort/driven.jsonl.lock"), JSON.stringify(owner));
}, 120_000);

describe("runs list", () => {
  const states = {
    "denied.jsonl": "failed",
    "done.jsonl": "done",
    "driven.jsonl": "running",
    "lost.jsonl": "unknown",
    "between.jsonl": "interrupted",
    "odd.jsonl": "unreadable",
    "waiting.jsonl": "waiting",
  };

  test("tells of each journal in .holdshort where its run stands, and leaves them as they are", async () => {
    const before = await readdir(join(folder, ".holdshort"));
    const { code, out, err } = await holdshort(["runs", "list", "--json"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const runs: { journal: string; state: string; goal: string }[] = JSON.parse(out);
    expect(Object.fromEntries(runs.map(({ journal, state }) => [journal.replace(".holdshort/", ""), state]))).toEqual(
      states,
    );
    expect(runs.find(({ state }) => state === "waiting")).toMatchObject({
      goal,
      waits: "waits for approval of billing.send_reminder",
      plan: { hash: plan.hash },
      resume: "holdshort resume .holdshort/waiting.jsonl",
    });
    expect(runs.filter((one) => "resume" in one).map(({ state }) => state)).toHaveLength(3);
    expect((await readdir(join(folder, ".holdshort"))).sort()).toEqual(before.sort());
  });

  test("says in text what each waits for and how it is gone on with", async () => {
    const { out } = await holdshort(["runs", "list", ".holdshort"]);
    expect(out).toMatch(
      /^waiting \.holdshort\/waiting\.jsonl [\d: -]+\n {4}Remind of INV-2041\n {4}waits for approval of billing\.send_reminder\n {4}Go on with: holdshort resume \.holdshort\/waiting\.jsonl$/m,
    );
    expect(out).toMatch(
      /^unknown .*\n.*\n {4}nobody saw the end of billing\.send_reminder \(call 2\)\n {4}Go on with/m,
    );
    expect(out).toMatch(/^done \S+ [\d: -]+\n {4}Remind of INV-2041\n(?:\n|\S)/m);
    expect(out).toContain("7 runs.\n");
  });

  test("keeps the paths in commands whole in a narrow terminal", async () => {
    const { out } = await holdshort(["runs", "list"], { COLUMNS: "24" });
    expect(out).toContain("\n    .holdshort/waiting.jsonl\n");
  });

  test("where no run was ever begun there are none", async () => {
    const run = recorded({ cwd: await mkdtemp(join(tmpdir(), "holdshort-runs-")) });
    expect(await main(["runs", "list"], run.io, parts)).toBe(0);
    expect({ out: run.out(), err: run.err() }).toEqual({ out: "0 runs.\n", err: "" });
  });

  test("of one state, and so many at most", async () => {
    const lost = await holdshort(["runs", "list", "--state", "unknown", "--json"]);
    expect(JSON.parse(lost.out)).toMatchObject([{ journal: ".holdshort/lost.jsonl" }]);
    expect(JSON.parse((await holdshort(["runs", "list", "--most", "2", "--json"])).out)).toHaveLength(2);
    expect((await holdshort(["runs", "list", "--most", "2"])).out).toContain("2 runs, and perhaps more: see --most.");
  });

  test.each([
    [["runs", "list", "nowhere"], "nowhere: There is no such folder, or it cannot be read"],
    [["runs", "list", ".", "--database", "postgres://127.0.0.1:1/x"], "Name the folder, or --database"],
    [["runs", "list", "--state", "unknown", "--database", "postgres://127.0.0.1:1/x"], "is ever unknown"],
    [["runs", "show", "nowhere.jsonl"], "nowhere.jsonl: It cannot be read (ENOENT)"],
    [["runs", "show", ".holdshort/odd.jsonl"], ".holdshort/odd.jsonl: Line 1 is no entry of a journal"],
    [["runs", "show", "empty.jsonl"], "empty.jsonl: It does not begin as the journal of a run"],
    [["runs", "show", "some-id"], "some-id is no journal: those are files that end in .jsonl"],
  ])("%j is answered with what to do", async (argv, words) => {
    const { code, out, err } = await holdshort(argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
  });

  test("a database of the environment goes before the usual folder, a folder that is named before it", async () => {
    const env = { HOLDSHORT_DATABASE: "postgres://127.0.0.1:1/x" };
    expect((await holdshort(["runs", "list"], env)).err).toContain("ECONNREFUSED");
    expect((await holdshort(["runs", "list", ".holdshort"], env)).code).toBe(0);
  });
});

describe("runs show", () => {
  test.each([
    ["done", /^DONE [\s\S]*send_reminder[\s\S]*Result\n {2}\{"status":"open"\}/],
    ["denied", /^FAILED [\s\S]*not today[\s\S]*denied by a person/],
    ["waiting", /^WAITING [\s\S]*Go on with: holdshort resume \.holdshort\/waiting\.jsonl[\s\S]*2=yes or\s+no/],
    [
      "lost",
      /^UNKNOWN Nobody saw the end of billing\.send_reminder[\s\S]*--answer\s+2=again, failed or\s+happened:JSON/,
    ],
    ["between", /^INTERRUPTED [\s\S]*Go on with: holdshort resume \.holdshort\/between\.jsonl/],
    ["driven", /^RUNNING It is being driven\.[\s\S]*send_reminder [^\n]* - under way\n[\s\S]*Worker: process \d+ on /],
  ])("%s", async (name, words) => {
    const journal = `.holdshort/${name}.jsonl`;
    const { code, out } = await holdshort(["runs", "show", journal]);
    expect(code).toBe(0);
    expect(out).toMatch(words);
    expect(out).toContain(`Journal: ${journal}`);
    const json = JSON.parse((await holdshort(["runs", "show", journal, "--json"])).out);
    expect(json).toMatchObject({ journal, goal });
    expect("resume" in json).toBe(["waiting", "lost", "between"].includes(name));
  });

  test("says why a person is asked what became of a call", async () => {
    const journal = join(folder, "asked.jsonl");
    await execute(plan, {
      tools,
      call: async ({ tool }) =>
        tool.effect === "read"
          ? { kind: "value", value: invoice }
          : { kind: "lost", message: "The server is gone: exited with code 3." },
      approve: async ({ about }) => (about === "approval" ? { say: "approve" } : { say: "later" }),
      journal: fileJournal(journal),
    });
    const { out } = await holdshort(["runs", "show", "asked.jsonl"]);
    expect(out.replace(/\s+/g, " ")).toMatch(
      /^UNKNOWN .* Why you are asked - call 2, .*exited with code 3\. Look there/,
    );
    const { questions } = JSON.parse((await holdshort(["runs", "show", "asked.jsonl", "--json"])).out);
    expect(questions).toMatchObject([{ about: "unknown", call: 2, reason: "The server is gone: exited with code 3." }]);
  });
});
