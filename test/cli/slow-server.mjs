// A small MCP server over stdio: `node slow-server.mjs FOLDER`. A call of its tool `work` is noted in FOLDER/called, and answered once there is a
// file FOLDER/go. It notes its process id and that of a child of its own in FOLDER/pids, and is deaf to polite requests where its second argument
// is "stubborn". FOLDER/description holds what the tool says of itself, where there is such a file.
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [folder, mode] = process.argv.slice(2);
const deaf = `for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => {}); setInterval(() => {}, 1000);`;
if (mode === "stubborn") for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => {});
if (mode === "stubborn") setInterval(() => {}, 1000);
const child = spawn(process.execPath, ["-e", deaf], { stdio: "ignore" });
appendFileSync(join(folder, "pids"), `${process.pid}\n${child.pid}\n`);

async function answer({ method, params }) {
  const { protocolVersion } = params ?? {};
  if (method === "initialize")
    return { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "slow", version: "1" } };
  if (method === "tools/list") {
    const file = join(folder, "description");
    const description = existsSync(file) ? readFileSync(file, "utf8") : "Works.";
    return { tools: [{ name: "work", description, inputSchema: { type: "object", properties: {} } }] };
  }
  appendFileSync(join(folder, "called"), "1\n");
  while (!existsSync(join(folder, "go"))) await new Promise((later) => setTimeout(later, 10));
  return { content: [{ type: "text", text: "worked" }] };
}

createInterface({ input: process.stdin }).on("line", async (line) => {
  const request = JSON.parse(line);
  if (request.id === undefined) return;
  console.log(JSON.stringify({ jsonrpc: "2.0", id: request.id, result: await answer(request) }));
});
