import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { sealed } from "../office.js";
import { shop, twelve } from "./tools.js";

// kill -9 in the middle of a run, with real processes and a file as the journal: at every fifth point, which is what a suite that
// runs all the time can bear, or with KILL_POINTS=all at every one.

const stride = process.env.KILL_POINTS === "all" ? 1 : 5;

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

/** Drives the run once; nothing when the process was killed. */
function drive(name: string, killAt: number): Promise<Ended | undefined> {
  const argv = [
    child,
    join(folder, "plan.json"),
    join(folder, `${name}.jsonl`),
    join(folder, `${name}.world`),
    String(killAt),
  ];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, argv, (error, stdout, stderr) => {
      if (error?.signal === "SIGKILL") resolve(undefined);
      else if (error) reject(new Error(stderr));
      else resolve(JSON.parse(stdout));
    });
  });
}

async function linesOf(file: string): Promise<readonly string[]> {
  return (await readFile(join(folder, file), "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
}

const value = { first: [10, 20, 30], paid: [100, 200, 300], last: [400, 4, 5] };
const payments = ["pay 100", "pay 200", "pay 300", "pay 400"];

async function resumedAfter(point: number): Promise<void> {
  const name = `at-${point}`;
  await writeFile(join(folder, `${name}.world`), "");
  expect(await drive(name, point)).toBeUndefined();
  const before = await linesOf(`${name}.jsonl`);
  const ended = await drive(name, 0);
  expect(ended).toMatchObject({ outcome: "done", value });
  const journal = (await linesOf(`${name}.jsonl`)).map((line) => JSON.parse(line));
  // No result is lost: what was written down stays, and no call has two outcomes.
  expect((await linesOf(`${name}.jsonl`)).slice(0, before.length)).toEqual(before);
  const outcomes = journal.filter(({ kind }) => kind === "ok").map(({ call }) => call);
  expect(outcomes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, call) => call));
  const paid = (await linesOf(`${name}.world`)).filter((line) => line.startsWith("pay"));
  expect(paid.toSorted()).toEqual(payments);
}

describe("kill -9", () => {
  test("within twelve calls, some of them at the same time: nothing lost, nothing paid twice", async () => {
    await writeFile(join(folder, "whole.world"), "");
    const whole = await drive("whole", 0);
    expect(whole).toMatchObject({ outcome: "done", value });
    const points = whole?.points ?? 0;
    expect(points).toBeGreaterThan(70);
    const line = Array.from({ length: Math.ceil(points / stride) }, (_, index) => index * stride + 1);
    const work = async () => {
      for (let point = line.shift(); point !== undefined; point = line.shift()) await resumedAfter(point);
    };
    // A few at a time: most of what a process does here is to start.
    await Promise.all([work(), work(), work()]);
  }, 600_000);

  test("again and again in one run", async () => {
    await writeFile(join(folder, "often.world"), "");
    let ended: Ended | undefined;
    for (let kills = 0; ended === undefined && kills < 12; kills += 1) ended = await drive("often", 9 + 3 * kills);
    expect(ended).toMatchObject({ outcome: "done", value });
    expect((await linesOf("often.world")).filter((line) => line.startsWith("pay")).toSorted()).toEqual(payments);
  }, 120_000);
});
