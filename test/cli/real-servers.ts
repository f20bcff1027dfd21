import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { main } from "#dist/cli/main.js";
import { parts } from "#dist/cli/parts.js";
import { recorded } from "./io.js";

// A folder of its own for each test, with documents, and a file that names three MCP servers from npm over them.

export const server = (name: string) => resolve(`node_modules/@modelcontextprotocol/server-${name}/dist/index.js`);

export async function folderWithServers(): Promise<{ readonly folder: string; readonly config: string }> {
  const folder = await mkdtemp(join(tmpdir(), "holdshort-run-"));
  await cp("examples/files/documents", join(folder, "documents"), { recursive: true });
  const config = join(folder, "mcp.json");
  const mcpServers = {
    files: { command: process.execPath, args: [server("filesystem"), join(folder, "documents")] },
    memory: {
      command: process.execPath,
      args: [server("memory")],
      env: { MEMORY_FILE_PATH: join(folder, "memory.jsonl"), API_TOKEN: "tok-0123456789" },
    },
    everything: { command: process.execPath, args: [server("everything")] },
  };
  await writeFile(config, JSON.stringify({ mcpServers }));
  return { folder, config };
}

export type Given = NonNullable<Parameters<typeof recorded>[0]>;

/** What the command says, run in this process. */
export async function ranIn(folder: string, argv: readonly string[], some: Given = {}) {
  const run = recorded({ cwd: folder, ...some, env: { NO_COLOR: "1", ...some.env } });
  const code = await main(argv, run.io, parts);
  return { code, out: run.out(), err: run.err() };
}

export async function planIn(folder: string, body: string): Promise<string> {
  const file = join(folder, "some.plan.ts");
  await writeFile(file, `export default async function plan() {\n${body}\n}\n`);
  return file;
}
