import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Decision, listRuns, postgresJournal, resumeRun, showRun, submitRun } from "#dist/executor/index.js";
import type { Policy } from "#dist/policy/index.js";
import type { VerifiedPlan } from "#dist/verifier/index.js";
import { noPostgres, password, query, startPostgres, type TestServer } from "../../support/postgres.js";
import { shop } from "../kill/tools.js";
import { sealed } from "../office.js";

// Workers in real processes on a real PostgreSQL, with DBOS between them.

const program = fileURLToPath(new URL("./worker.mjs", import.meta.url));
const unasked: Policy = { approve: [] };

describe.skipIf(noPostgres)("workers", () => {
  let server: TestServer;
  let database = "";
  let world = "";
  let workers: ChildProcess[] = [];
  let said = "";

  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server?.stop());

  beforeEach(async () => {
    database = await server.fresh();
    world = join(await mkdtemp(join(tmpdir(), "holdshort-workers-")), "world");
    await writeFile(world, "");
    said = "";
  });
  afterEach(async () => {
    await Promise.all(workers.map(kill));
    workers = [];
    for (const secret of [password, encodeURIComponent(password)]) expect(said).not.toContain(secret);
  });

  function kill(child: ChildProcess): Promise<unknown> {
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    return gone;
  }

  /** Resolves when the worker has begun to look for work. */
  function worker(concurrency = 4): Promise<ChildProcess> {
    const child = spawn(process.execPath, [program, database, world, String(concurrency)]);
    workers.push(child);
    child.stderr.on("data", (data) => {
      said += String(data);
    });
    return new Promise((resolve, reject) => {
      child.stdout.once("data", () => resolve(child));
      child.once("exit", () => reject(new Error(`The worker ended: ${said}`)));
    });
  }

  async function submitted(plan: VerifiedPlan): Promise<string> {
    const result = await submitRun(plan, { database, note: null, now: Date.now() });
    if (!result.ok) throw new Error(result.issues[0]?.message);
    return result.value.run;
  }

  async function stateOf(run: string): Promise<string> {
    const shown = await showRun(database, run);
    return shown.ok ? shown.value.run.state : (shown.issues[0]?.message ?? "");
  }

  async function isLeft(run: string): Promise<boolean> {
    const listed = await listRuns(database);
    return listed.ok && listed.value.some((one) => one.run === run && one.left === true);
  }

  const reaches = (run: string, state: string) =>
    expect.poll(() => stateOf(run), { timeout: 40_000, interval: 100 }).toBe(state);

  async function answer(run: string, answers: readonly (readonly [number, Decision])[]) {
    return resumeRun(run, { database, answers: new Map(answers), now: Date.now() });
  }

  async function done(): Promise<readonly string[]> {
    const lines = (await readFile(world, "utf8")).split("\n").filter((line) => line !== "");
    return lines.map((line) => line.split(" ").slice(0, 2).join(" "));
  }

  test("a run that is queued is driven by a worker, also one that comes later", async () => {
    const plan = await sealed("return await shop.pay({ n: 1 }) + await shop.look({ n: 2 });", {
      tools: shop,
      policy: unasked,
    });
    const early = await submitted(plan);
    expect(await stateOf(early)).toBe("queued");
    await worker();
    await reaches(early, "done");
    const late = await submitted(plan);
    await reaches(late, "done");
    expect(await done()).toEqual(["pay 1", "look 2", "pay 1", "look 2"]);
    const shown = await showRun(database, late);
    expect(shown.ok && shown.value.entries.at(-1)).toMatchObject({ kind: "end", end: { outcome: "done", value: 3 } });
    const list = await listRuns(database);
    expect(list.ok && list.value.map(({ run }) => run)).toEqual([late, early]);
  }, 60_000);

  test("a question ends the execution, and an answer days later has any worker go on", async () => {
    const plan = await sealed("return await shop.look({ n: 1 }) + await shop.pay({ n: 2 });", { tools: shop });
    const run = await submitted(plan);
    const first = await worker();
    await reaches(run, "waiting");
    // Nothing is kept anywhere meanwhile.
    await kill(first);
    expect(await answer(run, [[1, { say: "approve" }]])).toMatchObject({ ok: false, issues: [{ code: "bad_answer" }] });
    expect(await answer(run, [[2, { say: "failed" }]])).toMatchObject({ ok: false, issues: [{ code: "bad_answer" }] });
    expect(await answer(run, [[2, { say: "approve" }]])).toMatchObject({ ok: true });
    expect(await stateOf(run)).toBe("queued");
    await worker();
    await reaches(run, "done");
    expect(await done()).toEqual(["look 1", "pay 2"]);
    expect(await answer(run, [])).toMatchObject({ ok: false, issues: [{ code: "ended" }] });
  }, 60_000);

  test("a worker is killed within a call that cannot be undone: another one takes its run over, and asks what became of the call", async () => {
    const plan = await sealed(
      "const a = await shop.look({ n: 1 }); const b = await shop.pay({ n: 13 }); return a + b + await shop.pay({ n: 5 });",
      {
        tools: shop,
        policy: unasked,
      },
    );
    const run = await submitted(plan);
    const first = await worker();
    await expect.poll(() => done(), { timeout: 30_000 }).toEqual(["look 1", "pay 13"]);
    expect(await stateOf(run)).toBe("running");
    expect(await isLeft(run)).toBe(false);
    // Where somebody drives it, nobody else writes.
    expect(await answer(run, [])).toMatchObject({ ok: false, issues: [{ code: "journal_busy" }] });
    await worker();
    await kill(first);
    await reaches(run, "waiting");
    expect(await done()).toEqual(["look 1", "pay 13"]);
    expect(await answer(run, [[2, { say: "happened", value: "many" }]])).toMatchObject({
      ok: false,
      issues: [{ code: "bad_answer" }],
    });
    expect(await answer(run, [[2, { say: "happened", value: 13 }]])).toMatchObject({ ok: true });
    await reaches(run, "done");
    expect(await done()).toEqual(["look 1", "pay 13", "pay 5"]);
  }, 90_000);

  test("a worker that is asked to stop leaves what it has to the others, before its next call", async () => {
    const body = "let sum = 0; for (let n = 100; n < 200; n += 1) sum += await shop.pay({ n }); return sum;";
    const plan = await sealed(body, { tools: shop, policy: unasked });
    const run = await submitted(plan);
    const first = await worker();
    await expect.poll(async () => (await done()).length, { timeout: 30_000, interval: 20 }).toBeGreaterThan(3);
    const gone = new Promise((resolve) => first.once("exit", resolve));
    first.kill("SIGTERM");
    await gone;
    const before = (await done()).length;
    expect(before).toBeLessThan(100);
    expect(await stateOf(run)).toBe("running");
    expect(await isLeft(run)).toBe(true);
    await worker();
    await reaches(run, "done");
    expect(await isLeft(run)).toBe(false);
    expect((await done()).toSorted()).toEqual(Array.from({ length: 100 }, (_, n) => `pay ${100 + n}`));
  }, 90_000);

  test("a worker that loses the database ends, and its run goes on elsewhere", async () => {
    const body = "let sum = 0; for (let n = 100; n < 300; n += 1) sum += await shop.pay({ n }); return sum;";
    const run = await submitted(await sealed(body, { tools: shop, policy: unasked }));
    const first = await worker();
    await expect.poll(async () => (await done()).length, { timeout: 30_000, interval: 20 }).toBeGreaterThan(3);
    const gone = new Promise((resolve) => first.once("exit", resolve));
    await query(
      database,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await gone;
    const second = await worker();
    await expect.poll(() => stateOf(run), { timeout: 40_000 }).toMatch(/waiting|done/);
    // The call that was under way when the connection went has an end nobody could write down, or was never made: its beginning
    // stood in the journal already. Who is asked looks at what happened before answering, and so does this.
    if ((await stateOf(run)) === "waiting") {
      const shown = await showRun(database, run);
      const call = shown.ok ? shown.value.entries.findLast((entry) => entry.kind === "ask")?.call : undefined;
      const n = 99 + (call ?? 0);
      const happened = (await done()).includes(`pay ${n}`);
      const decision: Decision = happened ? { say: "happened", value: n } : { say: "again" };
      expect(await answer(run, [[call ?? 0, decision]])).toMatchObject({ ok: true });
      await reaches(run, "done");
    }
    const paid = await done();
    expect(new Set(paid).size).toBe(200);
    expect(paid).toHaveLength(200);
    await kill(second);
  }, 120_000);

  test("four workers, one killed, many runs: all end, and none is made twice", async () => {
    const plan = await sealed(
      "const a = await shop.look({ n: 1 }); const b = await shop.note({ n: 2 }); return a + b + await shop.pay({ n: 3 });",
      { tools: shop, policy: unasked },
    );
    const runs: string[] = [];
    for (let n = 0; n < 32; n += 1) runs.push(await submitted(plan));
    const [first] = await Promise.all([worker(3), worker(3), worker(3), worker(3)]);
    const states = async () => {
      const list = await listRuns(database, { most: 1_000 });
      return list.ok ? list.value : [];
    };
    await expect.poll(async () => (await done()).length, { timeout: 30_000, interval: 10 }).toBeGreaterThan(20);
    await kill(first);
    const stands = async () => (await states()).filter(({ state }) => state === "queued" || state === "running").length;
    await expect.poll(stands, { timeout: 60_000, interval: 200 }).toBe(0);
    // What was being paid when the worker died is for a person, who looks into the world.
    const keys = async () => (await readFile(world, "utf8")).split("\n").filter((line) => line.startsWith("pay"));
    for (const { run, state } of await states()) {
      if (state !== "waiting") continue;
      const happened = (await keys()).some((line) => line.endsWith(`${run}:3`));
      const said = happened ? ({ say: "happened", value: 3 } as const) : ({ say: "again" } as const);
      expect(await answer(run, [[3, said]])).toMatchObject({ ok: true });
    }
    await expect
      .poll(async () => (await states()).map(({ state }) => state), { timeout: 60_000 })
      .toEqual(runs.map(() => "done"));
    expect((await keys()).toSorted()).toEqual(runs.map((run) => `pay 3 ${run}:3`).toSorted());
    for (const run of runs) {
      const shown = await showRun(database, run);
      const ends = shown.ok ? shown.value.entries.filter(({ kind }) => kind === "end") : [];
      expect(ends).toMatchObject([{ end: { outcome: "done", value: 6 } }]);
    }
  }, 180_000);

  test("what cannot be run here says so in the list, and can be queued again", async () => {
    const run = await submitted(await sealed("return await shop.pay({ n: 1 });", { tools: shop, policy: unasked }));
    // A plan that was changed is not what was judged.
    const held = await postgresJournal({ database, run }).open();
    if (!held.ok) throw new Error();
    await held.value.close();
    await query(
      database,
      `update holdshort.entries set entry = replace(entry, 'shop.pay', 'shop.pay ') where run = $1`,
      [run],
    );
    await worker();
    await reaches(run, "refused");
    expect(await done()).toEqual([]);
  }, 60_000);

  test("the password is in no table", async () => {
    const run = await submitted(await sealed("return await shop.look({ n: 1 });", { tools: shop, policy: unasked }));
    await worker();
    await reaches(run, "done");
    const tables = await query(
      database,
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('dbos', 'holdshort')",
    );
    expect(tables.length).toBeGreaterThan(5);
    for (const { name } of tables) {
      const rows = JSON.stringify(await query(database, `select t::text from ${name} t`));
      expect(rows).not.toContain(password);
      expect(rows).not.toContain(encodeURIComponent(password));
    }
  }, 60_000);
});
