import { existsSync } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute, fileJournal, functions, type Journal, memoryJournal } from "../executor/index.js";
import { createSandbox, type Sandbox } from "../sandbox/index.js";
import type { ToolSpec } from "../toolspecs/index.js";
import { createVerifier, type VerifiedPlan } from "../verifier/index.js";
import { quantile, type Row, row, timed } from "./measure.js";

const loop =
  "export default async function plan() { for (let n = 0; n < 200; n += 1) await shop.pay({ n }); return 1; }";

const pay: ToolSpec = {
  server: "shop",
  name: "pay",
  description: "",
  input: { type: "object", properties: { n: { type: "integer" } }, required: ["n"], additionalProperties: false },
  output: { schema: { type: "integer" }, origin: "declared" },
  effect: "irreversible",
  trusted: true,
};

/** What the executor adds to a call: the time from one call of a tool that answers at once to the next. */
export async function executorRows(): Promise<readonly Row[]> {
  const verifier = createVerifier({ worlds: 1 });
  const judged = await verifier.verify({ goal: "", source: loop }, [pay], { policy: { approve: [] } });
  await verifier.close();
  if (judged.outcome !== "passed") throw new Error("The loop is a plan.");
  const sandbox = createSandbox({ threads: 1 });
  const memory = await gaps(judged.verified, sandbox, memoryJournal);
  const tmpfs = existsSync("/dev/shm") ? await inFolder("/dev/shm", judged.verified, sandbox) : [];
  const disk = await inFolder(tmpdir(), judged.verified, sandbox);
  const synced = await syncs(tmpdir());
  const most = quantile(synced, 0.5) + overMs;
  await sandbox.close();
  return [
    row("a guarded call, journal in memory", "", memory),
    ...(tmpfs.length === 0 ? [] : [row("a guarded call, journal in a file on tmpfs", "<= 0.3 ms", tmpfs)]),
    row("an entry of a journal and one fdatasync, in the temporary folder", "", synced),
    row("a guarded call, journal in a file in the temporary folder", `<= ${most.toFixed(2)} ms`, disk),
  ];
}

/** What a call may take on a disk above one fdatasync, in ms. */
const overMs = 0.3;

/** Appends as long as an entry, each with an fdatasync of its own. */
async function syncs(parent: string): Promise<readonly number[]> {
  const folder = await mkdtemp(join(parent, "holdshort-bench-"));
  const file = await open(join(folder, "entries"), "a");
  try {
    const entry = `${"x".repeat(300)}\n`;
    return await timed(400, 50, async () => {
      await file.appendFile(entry);
      await file.datasync();
    });
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
}

async function inFolder(parent: string, plan: VerifiedPlan, sandbox: Sandbox): Promise<readonly number[]> {
  const folder = await mkdtemp(join(parent, "holdshort-bench-"));
  try {
    let number = 0;
    return await gaps(plan, sandbox, () => fileJournal(join(folder, `${number++}.jsonl`)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function gaps(plan: VerifiedPlan, sandbox: Sandbox, journal: () => Journal): Promise<readonly number[]> {
  const found: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const times: number[] = [];
    const call = functions({
      shop: {
        pay: () => {
          times.push(performance.now());
          return 1;
        },
      },
    });
    await execute(plan, { tools: [pay], call, sandbox, journal: journal() });
    // The first two rounds warm up.
    if (round >= 2) found.push(...times.slice(1).map((time, index) => time - (times[index] ?? 0)));
  }
  return found;
}
