import { afterEach, expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import { parts } from "#dist/cli/parts.js";
import { type ChatServer, type Reply, startChatServer } from "../support/chat-server.js";
import { recorded } from "./io.js";

// The command against a model server that misbehaves: nothing hangs, no key comes out, and each exit code is that of a plan that is not offered.

const key = "sk-test-0123456789abcdef";
let server: ChatServer | undefined;
afterEach(() => server?.close());

const said = JSON.stringify({ error: { message: `no ${key}` } });
const delta = (more: object) => JSON.stringify({ choices: [{ index: 0, ...more }] });
const faults: readonly (readonly [string, Reply, string])[] = [
  ["refuses the key and says it", { kind: "status", status: 401, body: said }, "model_key"],
  ["does not know the model", { kind: "status", status: 404, body: said }, "model_unknown"],
  [
    "is busy until tomorrow",
    { kind: "status", status: 429, headers: { "retry-after": "86400" }, body: said },
    "model_busy",
  ],
  ["breaks", { kind: "status", status: 500, headers: { "x-should-retry": "false" }, body: said }, "model_broken"],
  [
    "answers with a page",
    { kind: "status", status: 200, headers: { "content-type": "text/html" }, body: "<html>" },
    "model_no_completion",
  ],
  [
    "sends elsewhere",
    { kind: "status", status: 307, headers: { location: `http://127.0.0.1:1/${key}` } },
    "model_refuses_request",
  ],
  ["cuts its answer", { kind: "cut", text: "```ts\nexport" }, "model_cut"],
  ["closes its answer early", { kind: "closed", text: "```ts\nexport" }, "model_cut"],
  ["says nothing to the end of the time", { kind: "hang", text: "```ts" }, "budget_spent"],
  ["floods", { kind: "flood", of: "x", type: "text/event-stream" }, "model_floods"],
  ["sends no JSON in its stream", { kind: "events", events: ["{oops"] }, "model_no_completion"],
  ["gives up in its stream", { kind: "events", events: [said] }, "model_broken"],
  ["calls its answer off", { kind: "text", text: "```ts\nexport default", finish: "abort" }, "model_cut"],
  ["has no choice", { kind: "events", events: [JSON.stringify({ choices: [] }), "[DONE]"] }, "model_empty"],
  ["stops at its limit", { kind: "text", text: "```ts\nexport default", finish: "length" }, "model_truncated"],
  [
    "calls a function",
    { kind: "events", events: [delta({ delta: { tool_calls: [{}] }, finish_reason: "stop" })] },
    "model_empty",
  ],
  ["repeats the key", { kind: "text", text: `\`\`\`ts\nexport default ${key}\n\`\`\`` }, "model_leaks_key"],
];

test.each(faults)("a server that %s", async (_, reply, code) => {
  server = await startChatServer(() => reply);
  const { io, out, err } = recorded({ env: { OPENAI_API_KEY: key } });
  const bound = reply.kind === "hang" ? ["--budget", "seconds=2"] : [];
  const model = ["--planner", "model", "--model", "small", "--base-url", server.url, ...bound];
  const argv = ["plan", "Find ada@example.com", "--tools", "billing=examples/billing/tools.json", ...model];
  expect(await main([...argv, "--json", "--no-config"], io, parts)).toBe(3);
  expect(JSON.parse(out())).toMatchObject({ outcome: "abstained", plan: null, missing: [{ kind: "planner", code }] });
  expect(out() + err()).not.toContain(key.slice(3, 14));
});
