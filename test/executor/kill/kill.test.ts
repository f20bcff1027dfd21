import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noPostgres, query, startPostgres, type TestServer } from "../../support/postgres.js";
import { sealed } from "../office.js";
import { shop, twelve } from "./tools.js";

// kill -9 in the middle of a run, with real processes: at some of the points, as many as a suite that runs all the time can bear,
// or with KILL_POINTS=all at every one.

const every = (points: number) => (process.env.KILL_POINTS === "all" ? 1 : points);

const child = fileURLToPath(new URL("./child.mjs", import.meta.url));
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdshort-kill-"));
  const plan = await sealed(twelve, { tools: shop });
  await writeFile(join(folder, "plan.json"), JSON.stringify({ plan, tools: shop }));
}, 60_000);

interface Ended {
  readonly outcome: string;
  readonly value: unknown;
  readonly points: number;
}

/** Where journals are kept. */
interface Shelf {
  /** How the child is told of a journal. */
  readonly name: (run: string) => string;
  /** The entries, as they stand there. */
  readonly entries: (run: string) => Promise<readonly string[]>;
}

/** Drives the run once; nothing when the process was killed. */
function drive({ name }: Shelf, run: string, killAt: number): Promise<Ended | undefined> {
  const argv = [child, join(folder, "plan.json"), name(run), join(folder, `${run}.world`), String(killAt)];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, argv, (error, stdout, stderr) => {
      if (error?.signal === "SIGKILL") resolve(undefined);
      else if (error) reject(new Error(stderr));
      else resolve(JSON.parse(stdout));
    });
  });
}

/** Drives it once nobody holds the journal any more: a server takes a moment to see that a process is gone. */
async function driveOn(shelf: Shelf, run: string): Promise<Ended | undefined> {
  for (let tries = 0; ; tries += 1) {
    const ended = await drive(shelf, run, 0);
    if (tries === 20 || !JSON.stringify(ended).includes("journal_busy")) return ended;
  }
}

async function linesOf(file: string): Promise<readonly string[]> {
  return (await readFile(join(folder, file), "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
}

const value = { first: [10, 20, 30], paid: [100, 200, 300], last: [400, 4, 5] };
const payments = ["pay 100", "pay 200", "pay 300", "pay 400"];

async function resumedAfter(shelf: Shelf, prefix: string, point: number): Promise<void> {
  const run = `${prefix}-at-${point}`;
  await writeFile(join(folder, `${run}.world`), "");
  expect(await drive(shelf, run, point)).toBeUndefined();
  const before = await shelf.entries(run);
  expect(await driveOn(shelf, run)).toMatchObject({ outcome: "done", value });
  const after = await shelf.entries(run);
  // No result is lost: what was written down stays, and no call has two outcomes.
  expect(after.slice(0, before.length)).toEqual(before);
  const outcomes = after.map((line) => JSON.parse(line)).filter(({ kind }) => kind === "ok");
  const calls = outcomes.map(({ call }) => call);
  expect(calls.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  const paid = (await linesOf(`${run}.world`)).filter((line) => line.startsWith("pay"));
  expect(paid.toSorted()).toEqual(payments);
}

interface Setting {
  readonly shelf: Shelf;
  /** Every so many points. */
  readonly stride: number;
}

function killLaws(prefix: string, { shelf, stride }: Setting): void {
  test("within twelve calls, some of them at the same time: nothing lost, nothing paid twice", async () => {
    await writeFile(join(folder, `${prefix}.world`), "");
    const whole = await drive(shelf, prefix, 0);
    expect(whole).toMatchObject({ outcome: "done", value });
    const points = whole?.points ?? 0;
    expect(points).toBeGreaterThan(70);
    const line = Array.from({ length: Math.ceil(points / stride) }, (_, index) => index * stride + 1);
    const work = async () => {
      for (let point = line.shift(); point !== undefined; point = line.shift())
        await resumedAfter(shelf, prefix, point);
    };
    // A few at a time: most of what a process does here is to start.
    await Promise.all([work(), work(), work()]);
  }, 1_800_000);

  test("again and again in one run", async () => {
    const run = `${prefix}-often`;
    await writeFile(join(folder, `${run}.world`), "");
    let ended: Ended | undefined;
    for (let kills = 0; ended?.outcome !== "done" && kills < 24; kills += 1) {
      const driven = await drive(shelf, run, 9 + 3 * kills);
      if (!JSON.stringify(driven ?? "").includes("journal_busy")) ended = driven;
    }
    expect(ended).toMatchObject({ outcome: "done", value });
    expect((await linesOf(`${run}.world`)).filter((line) => line.startsWith("pay")).toSorted()).toEqual(payments);
  }, 300_000);
}

describe("kill -9, the journal in a file", () => {
  const shelf = {
    name: (run: string) => join(folder, `${run}.jsonl`),
    entries: (run: string) => linesOf(`${run}.jsonl`),
  };
  killLaws("file", { shelf, stride: every(5) });
});

describe.skipIf(noPostgres)("kill -9, the journal in PostgreSQL", () => {
  let server: TestServer;
  let database = "";

  beforeAll(async () => {
    server = await startPostgres();
    database = await server.fresh();
  }, 60_000);
  afterAll(() => server?.stop());

  const shelf = {
    name: (run: string) => `${database}#${run}`,
    async entries(run: string) {
      const rows = await query(database, "select entry from holdshort.entries where run = $1 order by number", [run]);
      return rows.map(({ entry }) => String(entry));
    },
  };
  killLaws("postgres", { shelf, stride: every(9) });
});
