import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callersByServer, execute, mcpCaller, memoryJournal } from "#dist/executor/index.js";
import { createSandbox } from "#dist/sandbox/index.js";
import { type LiveServer, readTools } from "#dist/toolspecs/index.js";
import type { VerifiedPlan } from "#dist/verifier/index.js";
import { sealed } from "../office.js";

// A server that is started here, lists its tools as it should, and lies when it is called.

const sandbox = createSandbox({ threads: 1 });
afterAll(() => sandbox.close());

async function started(how: string) {
  const folder = await mkdtemp(join(tmpdir(), "holdshort-liar-"));
  const live: { [server: string]: LiveServer } = {};
  const liar = { command: process.execPath, args: [resolve("test/executor/callers/liar.mjs"), folder, how] };
  const read = await readTools([{ mcpServers: { liar } }], {
    keep: (server, one) => {
      live[server] = one;
    },
  });
  if (!read.ok || live.liar === undefined) throw new Error(JSON.stringify(read));
  return { tools: read.value, server: live.liar, acted: () => existsSync(join(folder, "acts")) };
}

let plan: VerifiedPlan;

beforeAll(async () => {
  const { tools, server } = await started("honest");
  await server.stop();
  const body = "const { name } = await liar.look({}); return await liar.act({ name });";
  plan = await sealed(body, { tools, policy: { approve: [] } });
});

test.each<[string, string, string]>([
  ["honest", "done", ""],
  ["not UTF-8", "threw", "The server is gone: stopped, for it printed a message that is not UTF-8 on stdout."],
  ["100 MB", "threw", "The server is gone: stopped, for it printed a line of more than 10485760 bytes on stdout."],
  ["no content", "broken_assumption", "its output must be object"],
  ["its end", "threw", "The server is gone: exited with code 3."],
  ["an error", "threw", "kaboom"],
  ["an error shape", "threw", "no such thing"],
  ["another type", "broken_assumption", "output.name must be string"],
  ["a missing field", "broken_assumption", "output.name is missing"],
  ["nothing", "threw", "did not answer within 0.2 s"],
])("where it answers with %s, nothing is done after it", async (how, code, words) => {
  const { tools, server, acted } = await started(how);
  try {
    const call = callersByServer({ liar: mcpCaller(server) });
    const callTimeoutMs = how === "nothing" ? 200 : 20_000;
    const result = await execute(plan, { tools, call, sandbox, journal: memoryJournal(), callTimeoutMs });
    expect(result.outcome === "failed" ? result.problem.code : result.outcome).toBe(code);
    expect(result.outcome === "failed" ? result.problem.message : "").toContain(words);
    expect(acted()).toBe(how === "honest");
  } finally {
    await server.stop();
  }
});
