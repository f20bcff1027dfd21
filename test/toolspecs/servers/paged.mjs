// A small MCP server over stdio. Its tools come on several pages; `mode` makes it misbehave. Notes its process id in
// `pidFile`, so that a test can ask whether it is gone.
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [pidFile, mode = "good"] = process.argv.slice(2);
appendFileSync(pidFile, `${process.pid}\n`);

if (mode === "stubborn" || mode === "parent")
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => {});
if (mode === "parent") spawn(process.execPath, [process.argv[1], pidFile, "stubborn"], { stdio: "inherit" });
if (mode === "stubborn" || mode === "silent" || mode === "parent") setInterval(() => {}, 1000);
if (mode === "banner") console.log("Starting up, please wait");
if (mode === "garbage") setInterval(() => console.log("la la la"), 1);
if (mode === "flood") process.stdout.write("x".repeat(11 * 1024 * 1024));
if (mode === "exits") {
  console.error(`bad key ${process.env.API_KEY}`);
  process.exit(3);
}
console.error("listening");

const tool = (name) => ({ name, inputSchema: { type: "object" }, "x-effect": "read" });
const pages = {
  good: {
    "": { tools: [tool("one")], nextCursor: "2" },
    2: { tools: [tool("two")], nextCursor: "3" },
    3: { tools: [tool("three")] },
  },
  circle: { "": { tools: [tool("one")], nextCursor: "2" }, 2: { tools: [], nextCursor: "2" } },
  nonsense: { "": { tools: "none" } },
  "bad-tool": { "": { tools: [tool("fine"), { name: "broken", inputSchema: { type: "object", required: 1 } }] } },
  none: { "": { tools: [] } },
};

function answer({ method, params }) {
  if (method === "initialize") {
    const capabilities = mode === "toolless" ? { prompts: {} } : { tools: {} };
    return { protocolVersion: params.protocolVersion, capabilities, serverInfo: { name: "paged", version: "1" } };
  }
  return (pages[mode] ?? pages.good)[params?.cursor ?? ""];
}

const speaks = !["silent", "stubborn", "parent", "garbage"].includes(mode);
createInterface({ input: process.stdin }).on("line", (line) => {
  const request = JSON.parse(line);
  if (!speaks || request.id === undefined) return;
  const refused = mode === "refuses" && request.method !== "initialize";
  const said = refused ? { error: { code: -32603, message: "internal kaboom" } } : { result: answer(request) };
  console.log(JSON.stringify({ jsonrpc: "2.0", id: request.id, ...said }));
});
