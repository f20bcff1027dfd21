import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Entry, postgresJournal } from "#dist/executor/index.js";
import { noPostgres, password, query, startPostgres, type TestServer } from "../../support/postgres.js";
import { journalLaws } from "../journal-laws.js";

const head: Entry = { kind: "head", version: 1, run: "r", plan: {}, clock: 0, seed: 1, note: null, at: 0 };
const ok = (call: number): Entry => ({ kind: "ok", call, at: 1, value: call });
const door = new URL("../../../dist/executor/index.js", import.meta.url).href;

describe.skipIf(noPostgres)("in PostgreSQL", () => {
  let server: TestServer;
  let database = "";

  beforeAll(async () => {
    server = await startPostgres();
    database = await server.fresh();
  }, 60_000);
  afterAll(() => server?.stop());

  async function opened(run: string) {
    const result = await postgresJournal({ database, run }).open();
    if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join());
    return result.value;
  }

  journalLaws(async () => {
    const run = randomUUID();
    return () => postgresJournal({ database, run });
  });

  /** A process that opens the journal, says so, and stays. */
  async function owner(run: string) {
    const program = `import { postgresJournal } from ${JSON.stringify(door)};
      const opened = await postgresJournal(${JSON.stringify({ database, run })}).open();
      console.log(opened.ok ? "open" : opened.issues[0].code); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program]);
    const said = await new Promise<string>((resolve) =>
      child.stdout.once("data", (data) => resolve(String(data).trim())),
    );
    return { child, said, gone: new Promise((resolve) => child.once("exit", resolve)) };
  }

  test("another process has it until it is gone, by kill -9 too", async () => {
    const first = await owner("taken");
    expect(first.said).toBe("open");
    const busy = await postgresJournal({ database, run: "taken" }).open();
    expect(busy.ok ? "" : busy.issues[0]?.message).toContain(`process ${first.child.pid}`);
    first.child.kill("SIGKILL");
    await first.gone;
    await expect.poll(async () => (await postgresJournal({ database, run: "taken" }).open()).ok).toBe(true);
  });

  test("an owner that the server took for dead writes nothing once another has the run", async () => {
    const old = await opened("fenced");
    await old.append(head);
    // What a pooler in between, or a server that closed the session, makes of the lock.
    await query(database, "update holdshort.journals set token = token + 1 where run = 'fenced'");
    await expect(old.append(ok(0))).rejects.toThrow("somebody else");
    await expect(old.append(ok(1))).rejects.toThrow("somebody else");
    await old.close();
    const now = await opened("fenced");
    expect(now.entries).toEqual([head]);
    await now.close();
  });

  test("a place in the log is taken once, whatever the tokens say", async () => {
    const old = await opened("twice");
    await old.append(head);
    await query(database, "insert into holdshort.entries values ('twice', 1, $1)", [JSON.stringify(ok(7))]);
    await expect(old.append(ok(0))).rejects.toThrow("duplicate key");
    await old.close();
    const now = await opened("twice");
    expect(now.entries).toEqual([head, ok(7)]);
    await now.close();
  });

  test("whose connection is cut takes nothing more, and its run can be taken over", async () => {
    const old = await opened("cut");
    await old.append(head);
    await query(
      database,
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'holdshort'",
    );
    await expect(old.append(ok(0))).rejects.toThrow();
    const now = await opened("cut");
    expect(now.entries).toEqual([head]);
    await now.append(ok(0));
    await now.close();
    await old.close();
  });

  test("an entry that was changed by hand is told by its number", async () => {
    const journal = await opened("changed");
    await journal.append(head);
    await journal.append(ok(0));
    await journal.close();
    await query(database, "update holdshort.entries set entry = '{}' where run = 'changed' and number = 1");
    const again = await postgresJournal({ database, run: "changed" }).open();
    expect(again).toMatchObject({ ok: false, issues: [{ code: "journal_broken" }] });
    expect(again.ok ? "" : again.issues[0]?.message).toContain("Entry 1");
  });

  test.each([
    ["a server that is not there", () => database.replace(/:\d+\//, ":1/"), "ECONNREFUSED"],
    [
      "a password that is wrong",
      () => database.replace(encodeURIComponent(password), "hunter2"),
      "password authentication failed",
    ],
    ["a database that is not there", () => `${database}_not`, "does not exist"],
    ["no address", () => `what ${password} ever`, "postgres://user@host"],
  ])("%s is told in a sentence without the password", async (_, address, words) => {
    const result = await postgresJournal({ database: address(), run: "x" }).open();
    expect(result).toMatchObject({ ok: false, issues: [{ code: "database_unreachable" }] });
    const said = JSON.stringify(result);
    expect(said).toContain(words);
    for (const secret of [password, encodeURIComponent(password), "hunter2"]) expect(said).not.toContain(secret);
  });

  test("the database crashes: the run stops, and goes on when it is back", async () => {
    const journal = await opened("crashed");
    await journal.append(head);
    await server.restart();
    await expect(journal.append(ok(0))).rejects.toThrow();
    await journal.close();
    const now = await opened("crashed");
    expect(now.entries).toEqual([head]);
    await now.close();
  });
});
