// A small MCP server over stdio: `node liar.mjs FOLDER HOW`. Its tool `look` says that it returns a name, and answers as HOW says; each call of
// its tool `act` is noted in FOLDER/acts.
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [folder, how] = process.argv.slice(2);
const named = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };
const tools = [
  { name: "look", inputSchema: { type: "object" }, outputSchema: named, annotations: { readOnlyHint: true } },
  { name: "act", inputSchema: named, outputSchema: named },
];
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

/** An answer in pieces, with bytes between them. */
function garbled(id, bytes) {
  const [before, after] = JSON.stringify({ jsonrpc: "2.0", id, result: { structuredContent: { name: "?" } } }).split(
    "?",
  );
  process.stdout.write(Buffer.concat([Buffer.from(before), bytes, Buffer.from(`${after}\n`)]));
}

const lies = {
  honest: (id) => send({ id, result: { structuredContent: { name: "ada" } } }),
  "not UTF-8": (id) => garbled(id, Buffer.from([0xc0, 0xff])),
  "100 MB": (id) => garbled(id, Buffer.alloc(100_000_000, "x")),
  "no content": (id) => send({ id, result: {} }),
  "its end": () => process.exit(3),
  "an error": (id) => send({ id, error: { code: -32000, message: "kaboom" } }),
  "an error shape": (id) => send({ id, result: { isError: true, content: [{ type: "text", text: "no such thing" }] } }),
  "another type": (id) => send({ id, result: { structuredContent: { name: 7 } } }),
  "a missing field": (id) => send({ id, result: { structuredContent: {} } }),
  nothing: () => {},
};

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  if (method === "initialize") {
    const { protocolVersion } = params;
    send({ id, result: { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "liar", version: "1" } } });
  } else if (method === "tools/list") send({ id, result: { tools } });
  else if (params.name === "act") {
    appendFileSync(join(folder, "acts"), "1\n");
    send({ id, result: { structuredContent: { name: params.arguments.name } } });
  } else lies[how](id);
});
