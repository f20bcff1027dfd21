import { execFile } from "node:child_process";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import type { Planned, Ran } from "#dist/lsp/index.js";
import { editor } from "./editors.js";

// The server as the extension carries it: bundled, and moved away from this checkout, so that nothing of it can be found by chance.

const execute = promisify(execFile);
let server: readonly string[] = [];

beforeAll(async () => {
  await execute(process.execPath, ["scripts/vscode-bundle.mjs"]);
  const folder = await mkdtemp(join(tmpdir(), "holdshort-bundle-"));
  await cp("vscode/dist", folder, { recursive: true });
  server = [join(folder, "holdshort.mjs"), "lsp"];
}, 120_000);

test("judges: engine, threads, libraries and guests were carried along", async () => {
  const billing = await editor("billing", { server });
  await billing.open("refund-less-fee.plan.ts");
  expect((await billing.diagnostics("refund-less-fee.plan.ts")).map(({ code }) => code)).toEqual(["bad_argument"]);
});

test("plans, with the learned weights", async () => {
  const billing = await editor("billing", { server });
  const goal = "Refund invoice INV-2041 of the customer ada@example.com";
  const planned = await billing.request<Planned>("holdshort/plan", { uri: billing.uri("."), goal });
  expect(planned).toMatchObject({ outcome: "passed", source: expect.stringContaining("billing.refund_invoice") });
});

test("calls servers of tools, behind their guard, and keeps to a policy", async () => {
  const documents = resolve("node_modules/@modelcontextprotocol/server-filesystem/dist/index.js");
  const mcpServers = { files: { command: process.execPath, args: [documents, "documents"] } };
  const made = await editor("files", {
    server,
    settings: { tools: ["own.json"], policy: "own-policy.json" },
    files: { "own.json": { mcpServers }, "own-policy.json": { tools: { allow: ["files/read_*"] } } },
  });
  await made.open("read.plan.ts", read);
  expect(await made.diagnostics("read.plan.ts")).toEqual([]);
  const ran = await made.request<Ran>("holdshort/run", { uri: made.uri("read.plan.ts") });
  expect(ran).toMatchObject({ outcome: "done", text: expect.stringContaining("files.read_text_file") });
});

const read = `export default async function plan() {
  const notes = await files.read_text_file({ path: "notes.md" });
  return notes.content.length;
}
`;
