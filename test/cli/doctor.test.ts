import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isObject } from "#dist/toolspecs/index.js";
import { type ChatServer, startChatServer } from "../support/chat-server.js";
import { start } from "./spawn.js";

// Real parts: processes, a chat server and sockets on loopback.

const billing = `billing=${resolve("examples/billing/tools.json")}`;
const clinic = `clinic=${resolve("examples/clinic/openapi.yaml")}`;
let folder = "";
let server: ChatServer | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdshort-"));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function doctor(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await start(["doctor", "--json", ...argv], { cwd: folder, env }).ended;
  expect(stderr).toBe("");
  const told: unknown = JSON.parse(stdout);
  const findings = isObject(told) && Array.isArray(told.findings) ? told.findings : [];
  const lines = findings.map((one) => (isObject(one) ? `${one.state} ${one.about}: ${one.message}` : ""));
  return { code, told, lines };
}

test("nothing configured: all is well, and what there could be is said", async () => {
  const { code, lines } = await doctor([]);
  expect(code).toBe(0);
  expect(lines).toEqual([
    expect.stringMatching(/^ok holdshort: \d+\.\d+\.\d+ on Node \d+/),
    "note settings: no holdshort.json; flags and the environment alone",
    "ok journals: can be written here, into .holdshort",
    expect.stringMatching(/^ok judge: a plan was judged in \d+ ms$/),
    "ok planner: embedded; no model is asked",
    "note tools: none are named; say where they are with --tools, or in a holdshort.json",
    "note policy: none; a person is asked before what cannot be undone",
  ]);
});

test("settings, tools and a policy that fits them", async () => {
  const policy = resolve("examples/billing/policy.yaml");
  await writeFile(join(folder, "holdshort.json"), JSON.stringify({ tools: [billing], policy }));
  const { code, lines } = await doctor([]);
  expect(code).toBe(0);
  expect(lines).toContain("ok settings: holdshort.json");
  expect(lines).toContainEqual(expect.stringMatching(/^ok tools billing=.*: \d+ tools of billing, read in \d+ ms$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ok policy .*: /));
});

test.each([
  [
    "a slip",
    '{ "tols": [] }',
    /^wrong settings: holdshort\.json tols: "tols" is not known here\. Did you mean "tools"\?$/,
  ],
  ["no JSON", '{ "tools": [', /^wrong settings: holdshort\.json: The file is not valid JSON/],
  ["a value that no flag takes", '{ "mcpTimeout": 0 }', /^wrong settings: holdshort\.json mcpTimeout: /],
])("settings with %s are one finding among the others", async (_, text, finding) => {
  await writeFile(join(folder, "holdshort.json"), text);
  const { code, lines } = await doctor(["--tools", billing]);
  expect(code).toBe(2);
  expect(lines).toContainEqual(expect.stringMatching(finding));
  expect(lines).toContainEqual(expect.stringMatching(/^ok tools billing/));
  expect(lines.filter((line) => line.startsWith("wrong"))).toHaveLength(1);
});

test("one source that is broken does not hide the other", async () => {
  const { code, told, lines } = await doctor(["--tools", billing, "none.json"]);
  expect(code).toBe(2);
  expect(told).toMatchObject({ ok: false });
  expect(lines).toContainEqual(expect.stringMatching(/^ok tools billing/));
  expect(lines).toContainEqual(expect.stringMatching(/^wrong tools none.json: There is no such file/));
});

test("a policy about tools that are not there", async () => {
  await writeFile(join(folder, "policy.yaml"), "tools: { allow: [billing/refund] }");
  const { code, lines } = await doctor(["--tools", billing, "--policy", "policy.yaml"]);
  expect(code).toBe(2);
  expect(lines).toContainEqual(expect.stringMatching(/^wrong policy policy.yaml: (?!policy.yaml).*billing\/refund/));
});

test("a model that answers, and one that does not know the key", async () => {
  server = await startChatServer(["Hello.", { kind: "status", status: 401, body: "no" }]);
  const model = ["--model", "small", "--base-url", server.url];
  const well = await doctor(model);
  expect(well.lines).toContainEqual(
    expect.stringMatching(/^ok model: small at http:\/\/\S+ answered in [\d.]+ s, without a key$/),
  );
  const refused = await doctor(model, { OPENAI_API_KEY: "sk-secret" });
  expect(refused.code).toBe(2);
  expect(refused.lines).toContainEqual(expect.stringMatching(/^wrong model: .*refuses the API key \(401: no\)/));
  expect(JSON.stringify(refused.told)).not.toContain("sk-secret");
});

test("several endpoints: each is told of, with what it can do and what is wrong", async () => {
  server = await startChatServer(
    ({ grammar }) => /::= "(\w+)"/.exec(String(grammar))?.[1] ?? "Hello!",
    () => "vllm:num_requests_running 1\n",
  );
  const strict = await startChatServer(({ priority }) =>
    priority === undefined ? "Hello!" : { kind: "status", status: 400, body: "priority is not enabled" },
  );
  const gone = "http://127.0.0.1:9/v1";
  const flags = [server.url, `vllm-priority=${strict.url}`, gone].flatMap((url) => ["--endpoint", url]);
  const { code, lines } = await doctor(["--model", "small", ...flags], { XDG_CACHE_HOME: folder });
  await strict.close();
  expect(code).toBe(2);
  const [well, refused, unreachable] = [server.url, strict.url, gone].map((url) =>
    lines.find((line) => line.includes(`endpoint ${url}`)),
  );
  expect(well).toMatch(
    /^ok endpoint \S+: small answered in [\d.]+ s, without a key; grammars \(grammar\), tells its load$/,
  );
  expect(refused).toMatch(/^wrong endpoint .*refuses the serving hint "priority" .*takes vllm-priority/);
  expect(unreachable).toMatch(/^wrong endpoint .*No model server can be reached/);
});

test("one server, with --grammar: what it can do now, whatever was remembered", async () => {
  let takes = true;
  server = await startChatServer(({ grammar }) => (takes && /::= "(\w+)"/.exec(String(grammar))?.[1]) || "Hello!");
  const flags = ["--model", "small", "--base-url", server.url, "--grammar"];
  const able = await doctor(flags, { XDG_CACHE_HOME: folder });
  expect(able.lines).toContainEqual(
    expect.stringMatching(/^ok endpoint \S+: small answered .*; grammars \(grammar\)$/),
  );
  takes = false;
  const unable = await doctor(flags, { XDG_CACHE_HOME: folder });
  expect(unable.lines).toContainEqual(expect.stringMatching(/; plain answers only; --grammar has no effect there$/));
});

test("a service: is anybody there? No request is sent", async () => {
  const received: Buffer[] = [];
  const listener = createServer((socket) => socket.on("data", (chunk) => received.push(chunk)));
  await new Promise<void>((done) => listener.listen(0, "127.0.0.1", done));
  const address = listener.address();
  const port = isObject(address) ? address.port : 0;
  const flags = ["--tools", clinic, "--server", `clinic=http://127.0.0.1:${port}`];
  const env = { HOLDSHORT_AUTH_CLINIC: "secret" };
  expect((await doctor(flags, env)).lines).toContainEqual(
    expect.stringMatching(/^ok service clinic: .* can be reached/),
  );
  await new Promise((done) => listener.close(done));
  const gone = await doctor(flags, env);
  expect(gone.code).toBe(2);
  expect(gone.lines).toContainEqual(expect.stringMatching(/^wrong service clinic: Nobody listens at http:\/\/127/));
  expect(received).toEqual([]);
});

test("a service that is named wrongly, or whose credential is not set, is wrong where the command line speaks of it", async () => {
  const nowhere = await doctor(["--tools", clinic, "--server", "clinic=nonsense"]);
  expect(nowhere.code).toBe(2);
  expect(nowhere.lines).toContainEqual(
    expect.stringMatching(/^wrong service clinic: .*--server says "nonsense", which is no whole address/),
  );
  const locked = await doctor(["--tools", clinic, "--auth", "clinic=NOT_SET", "--server", "clinic=http://127.0.0.1:9"]);
  expect(locked.lines).toContainEqual(expect.stringMatching(/^wrong service clinic: .*NOT_SET is not set/));
  expect((await doctor(["--tools", clinic])).lines).toContainEqual(expect.stringMatching(/^note service clinic: /));
});

test("what plans are offered beside the tools, and who would do it", async () => {
  await writeFile(join(folder, "holdshort.json"), JSON.stringify({ tools: [billing], builtins: ["ask", "extract"] }));
  const { code, lines } = await doctor([]);
  expect(code).toBe(0);
  expect(lines).toContainEqual(expect.stringMatching(/^ok builtin ask: plans may ask a person/));
  expect(lines).toContainEqual(expect.stringMatching(/^note builtin extract: no model reads texts.*--model$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ok tools billing=\S+: \d+ tools of billing, read in/));
  const none = await doctor(["--no-config", "--tools", billing]);
  expect(none.lines.join("\n")).not.toContain("builtin");
});

test("the tools that are listed and declared are those that plans are offered", async () => {
  const list = async (...more: readonly string[]) =>
    (await start(["tools", "list", "--json", "--tools", billing, ...more], { cwd: folder }).ended).stdout;
  expect(await list("--builtins", "ask")).toContain('"ask"');
  expect(await list()).not.toContain('"ask"');
  const types = await start(["tools", "types", "--tools", billing, "--builtins", "ask"], { cwd: folder }).ended;
  expect(types.stdout).toContain("namespace holdshort");
});
