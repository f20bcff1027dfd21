import { cp, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import { parts } from "#dist/cli/parts.js";
import { noPostgres, password, query, startPostgres, type TestServer } from "../support/postgres.js";
import { recorded } from "./io.js";
import { start } from "./spawn.js";

// The command with a database: runs are queued by one process and driven by others, over a real MCP server.

const combine = resolve("examples/files/combine-notes.plan.ts");

describe.skipIf(noPostgres)("with --engine dbos", () => {
  let server: TestServer;
  let database = "";
  let folder = "";
  let config = "";
  let workers: ReturnType<typeof start>[] = [];
  let everything = "";

  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server?.stop());

  beforeEach(async () => {
    database = await server.fresh();
    folder = await mkdtemp(join(tmpdir(), "holdshort-engine-"));
    await cp("examples/files/documents", join(folder, "documents"), { recursive: true });
    config = join(folder, "mcp.json");
    const command = resolve("node_modules/@modelcontextprotocol/server-filesystem/dist/index.js");
    const files = { command: process.execPath, args: [command, join(folder, "documents")] };
    await writeFile(config, JSON.stringify({ mcpServers: { files } }));
    everything = "";
  });

  afterEach(async () => {
    for (const { child } of workers) child.kill("SIGKILL");
    const ended = await Promise.all(workers.map(({ ended }) => ended));
    workers = [];
    const said = everything + ended.map(({ stdout, stderr }) => stdout + stderr).join("");
    for (const secret of [password, encodeURIComponent(password)]) expect(said).not.toContain(secret);
  });

  async function holdshort(...argv: readonly string[]) {
    const run = recorded({ cwd: folder, env: { NO_COLOR: "1", HOLDSHORT_DATABASE: database } });
    const code = await main(argv, run.io, parts);
    everything += run.out() + run.err();
    return { code, out: run.out(), err: run.err() };
  }

  function worker(...argv: readonly string[]): void {
    workers.push(start(["worker", ...argv], { cwd: "/", env: { HOLDSHORT_DATABASE: database } }));
  }

  async function stateOf(run: string): Promise<string> {
    return JSON.parse((await holdshort("runs", "show", run, "--json")).out).state;
  }

  const reaches = (run: string, state: string) =>
    expect.poll(() => stateOf(run), { timeout: 50_000, interval: 300 }).toBe(state);

  async function submitted(...more: readonly string[]): Promise<string> {
    const queued = await holdshort("run", combine, "--tools", config, "--engine", "dbos", "--json", ...more);
    expect({ code: queued.code, err: queued.err }).toEqual({ code: 0, err: "" });
    const { outcome, run } = JSON.parse(queued.out);
    expect(outcome).toBe("queued");
    return run;
  }

  test("a run is queued here, driven there, asked about, answered and finished", async () => {
    const run = await submitted();
    const list = await holdshort("runs", "list");
    expect(list.out).toContain(`queued ${run}`);
    expect((await holdshort("runs", "show", run)).out).toMatch(/^QUEUED It waits for a worker/);
    worker();
    await reaches(run, "waiting");
    expect(await readdir(join(folder, "documents"))).not.toContain("combined.md");

    const shown = (await holdshort("runs", "show", run)).out;
    expect(shown).toMatch(/^WAITING/);
    expect(shown.replace(/\s+/g, " ")).toContain(
      `holdshort resume ${run} --engine dbos. Without a terminal: --answer 3=yes or no.`,
    );
    const object = JSON.parse((await holdshort("runs", "show", run, "--json")).out);
    expect(object).toMatchObject({
      run,
      state: "waiting",
      calls: [{ outcome: "ok" }, { outcome: "ok" }, { outcome: "waiting", tool: "write_file" }],
      questions: [{ about: "approval", call: 3, effect: "irreversible" }],
    });
    expect(JSON.parse((await holdshort("runs", "list", "--state", "waiting", "--json")).out)).toMatchObject([{ run }]);
    expect(JSON.parse((await holdshort("runs", "list", "--state", "done", "--json")).out)).toEqual([]);

    const wrong = await holdshort("resume", run, "--engine", "dbos", "--answer", "2=yes");
    expect(wrong).toMatchObject({
      code: 2,
      err: expect.stringContaining("No question about call 2 is open in the journal. Open: 3."),
    });
    const answered = await holdshort("resume", run, "--engine", "dbos", "--answer", "3=yes");
    expect(answered).toMatchObject({ code: 0, out: expect.stringMatching(/^QUEUED/) });
    await reaches(run, "done");
    expect(await readFile(join(folder, "documents/combined.md"), "utf8")).toContain("# Report");
    const done = await holdshort("runs", "show", run);
    expect(done.out).toMatch(/^DONE/);
    expect(done.out).toContain('{"combined":2}');
    const over = await holdshort("resume", run, "--engine", "dbos");
    expect(over).toMatchObject({ code: 2, err: expect.stringContaining("is over") });
  }, 120_000);

  test("a run that stopped half way is taken back by the workers too, once", async () => {
    const takenBack = { tool: "move_file", args: { source: "args.destination", destination: "args.source" } };
    const shapes = join(folder, "undo.json");
    await writeFile(shapes, JSON.stringify({ tools: { "files/move_file": { undo: takenBack } } }));
    const plan = join(folder, "half.plan.ts");
    const steps = `await files.move_file({ source: "notes.md", destination: "old.md" });
      return (await files.read_text_file({ path: "missing.md" })).content;`;
    await writeFile(
      plan,
      `// Goal: Move notes.md to old.md, then read missing.md\nexport default async function plan() { ${steps} }`,
    );
    const queue = ["--tools", config, "--shapes", shapes, "--engine", "dbos", "--json"];
    const { run } = JSON.parse((await holdshort("run", plan, ...queue)).out);
    worker("--approve", "all");
    await reaches(run, "failed");
    expect(await readdir(join(folder, "documents"))).toContain("old.md");
    const advice = `holdshort undo ${run} --engine dbos`;
    expect((await holdshort("runs", "show", run)).out.replace(/\s+/g, " ")).toContain(advice);
    expect(JSON.parse((await holdshort("runs", "show", run, "--json")).out)).toMatchObject({ undo: advice });

    // What a worker is at is not done yet.
    const holder = new pg.Client({ connectionString: database });
    await holder.connect();
    await holder.query("select pg_advisory_lock(hashtextextended('holdshort run ' || $1, 0))", [run]);
    await query(database, "update holdshort.runs set state = 'running' where run = $1", [run]);
    const early = await holdshort("undo", run, "--engine", "dbos");
    expect([early.code, early.err]).toEqual([2, expect.stringContaining("is being driven by the worker")]);
    expect((await holdshort("runs", "show", run)).out).toMatch(/^RUNNING A worker drives it\./);
    await holder.end();
    await expect
      .poll(async () => (await holdshort("runs", "list")).out, { timeout: 10_000 })
      .toContain("its worker is gone; the next one goes on with it");
    await query(database, "update holdshort.runs set state = 'failed' where run = $1", [run]);

    const shown = await holdshort("undo", run, "--engine", "dbos");
    expect(shown.out).toContain(`To take it back: holdshort undo ${run} --engine dbos --run\n`);
    expect({ code: shown.code, out: shown.out.replace(/\s+/g, " ") }).toEqual({
      code: 0,
      out: expect.stringMatching(/Can be taken back, the last first - call 1, .* PASSED/),
    });
    expect(await readdir(join(folder, "documents"))).toContain("old.md");

    const queued = await holdshort("undo", run, "--engine", "dbos", "--run", "--json");
    expect(JSON.parse(queued.out)).toMatchObject({ outcome: "queued", run: `${run}.undo` });
    await reaches(`${run}.undo`, "done");
    const twice = await holdshort("undo", run, "--engine", "dbos", "--run");
    expect(twice).toMatchObject({ code: 0, out: expect.stringContaining(`by ${run}.undo`) });
    const after = JSON.parse((await holdshort("runs", "show", run, "--json")).out);
    expect([after.takenBack, after.undo]).toEqual([[1], undefined]);
    expect(await readdir(join(folder, "documents"))).toContain("notes.md");
    expect(await readdir(join(folder, "documents"))).not.toContain("old.md");
  }, 120_000);

  test("a run that waits in the database is over once it is taken back", async () => {
    const takenBack = { tool: "move_file", args: { source: "args.destination", destination: "args.source" } };
    const shapes = join(folder, "undo.json");
    await writeFile(shapes, JSON.stringify({ tools: { "files/move_file": { undo: takenBack } } }));
    const plan = join(folder, "two.plan.ts");
    const steps = `await files.move_file({ source: "notes.md", destination: "old.md" });
      await files.write_file({ path: "new.md", content: "hello" });`;
    const goal = 'Move notes.md to old.md and write "hello" into new.md';
    await writeFile(plan, `// Goal: ${goal}\nexport default async function plan() { ${steps} }`);
    const queue = ["--tools", config, "--shapes", shapes, "--engine", "dbos", "--json"];
    const { run } = JSON.parse((await holdshort("run", plan, ...queue)).out);
    worker();
    await reaches(run, "waiting");
    await holdshort("resume", run, "--engine", "dbos", "--answer", "1=yes");
    await expect.poll(() => readdir(join(folder, "documents")), { timeout: 30_000 }).toContain("old.md");
    await reaches(run, "waiting");
    const back = await holdshort("undo", run, "--engine", "dbos", "--run", "--json");
    expect(back).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse((await holdshort("runs", "show", run, "--json")).out)).toMatchObject({
      state: "failed",
      said: expect.stringContaining("taken back"),
    });
    const resumed = await holdshort("resume", run, "--engine", "dbos", "--answer", "2=yes");
    expect(resumed).toMatchObject({ code: 2, err: expect.stringContaining("is over") });
    await reaches(`${run}.undo`, "waiting");
    const again = await holdshort("undo", run, "--engine", "dbos", "--run");
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining(`holdshort runs show ${run}.undo`) });
    await holdshort("resume", `${run}.undo`, "--engine", "dbos", "--answer", "1=yes");
    await reaches(`${run}.undo`, "done");
    expect(await readdir(join(folder, "documents"))).toContain("notes.md");
  }, 120_000);

  test("a worker judges the plan again: one that somebody wrote into the table is not run", async () => {
    const run = await submitted();
    // As somebody would who can write and knows how plans are sealed, the policy of the plan is replaced with the hash of the whole made anew.
    const { hashOfValue } = await import("#dist/toolspecs/index.js");
    const [row] = await query(database, "select entry from holdshort.entries where run = $1", [run]);
    const head = JSON.parse(String(row?.entry));
    const { hash, ...plan } = head.plan;
    const forged = { ...plan, script: plan.script.replaceAll("combined.md", "anything.md") };
    head.plan = { ...forged, hash: hashOfValue(forged) };
    expect(head.plan.hash).not.toBe(hash);
    await query(database, "update holdshort.entries set entry = $2 where run = $1", [run, JSON.stringify(head)]);
    worker("--approve", "all");
    await reaches(run, "refused");
    const shown = await holdshort("runs", "show", run);
    expect(shown.out.replace(/\s+/g, " ")).toContain("as the script of the plan is not what the judge makes");
    expect(await readdir(join(folder, "documents"))).not.toContain("anything.md");
  }, 90_000);

  test("stops at a signal, and says so", async () => {
    worker();
    const [{ child, ended } = start([])] = workers;
    await new Promise((resolve) => child.stderr.once("data", resolve));
    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ code: 143, stderr: expect.stringContaining("takes runs") });
  }, 60_000);

  test.each([
    [["run", combine, "--tools", "mcp.json", "--engine", "dbos", "--journal", "x.jsonl"], "Leave --journal out"],
    [["run", combine, "--tools", "mcp.json", "--engine", "dbos", "--width", "2"], "Give --width to holdshort worker"],
    [
      ["run", combine, "--tools", "mcp.json", "--engine", "dbos", "--approve", "all"],
      "Give --approve all to holdshort worker",
    ],
    [["resume", "some-run", "--engine", "dbos", "--tools", "mcp.json"], "to holdshort worker"],
    [["resume", "some-run", "--database", "postgres://localhost/x"], "Add --engine dbos"],
    [["runs", "show", "some-run"], "There is no run some-run"],
    [["undo", "some-run", "--engine", "dbos"], "There is no run some-run"],
    [["resume", "some-run", "--engine", "dbos"], "There is no run some-run"],
    [["runs", "list", "--database", "postgres://ada:hunter2@127.0.0.1:1/x"], "ECONNREFUSED"],
  ])("%j is answered with what to do", async (argv, words) => {
    const { code, err, out } = await holdshort(...argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
    expect(err).not.toContain("hunter2");
  });

  test("without a database it is said how to name one", async () => {
    const run = recorded({ cwd: folder });
    expect(await main(["worker"], run.io, parts)).toBe(2);
    expect(run.err()).toContain("--database postgres://");
  });
});
