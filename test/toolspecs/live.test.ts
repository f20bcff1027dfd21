import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Json, loadTools, type ReadOptions, readTools, type SourceIssue } from "#dist/toolspecs/index.js";
import { isAlive } from "../support/alive.js";

const node = process.execPath;
const paged = resolve("test/toolspecs/servers/paged.mjs");
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdshort-live-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let count = 0;
function pidFile(): string {
  count += 1;
  return join(folder, `${count}.pid`);
}

function pids(file: string): number[] {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return text.split("\n").filter(Boolean).map(Number);
}

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 20));
}

/** Reads from one misbehaving server; it must be gone afterwards, with all it started. */
async function issuesOf(
  mode: string,
  options?: ReadOptions & { readonly env?: Json },
): Promise<readonly SourceIssue[]> {
  const file = pidFile();
  const server = { command: node, args: [paged, file, mode], env: options?.env ?? {} };
  const outcome = await readTools([{ mcpServers: { odd: server } }], options);
  expect(pids(file).length).toBeGreaterThan(0);
  expect(pids(file).filter(isAlive)).toEqual([]);
  return outcome.ok ? [] : outcome.issues;
}

describe("servers from npm", () => {
  test("are started side by side, listed and stopped", async () => {
    const at = (name: string) => `node_modules/@modelcontextprotocol/server-${name}/dist/index.js`;
    const tools = await loadTools({
      mcpServers: {
        files: { command: node, args: [at("filesystem"), folder] },
        memory: { command: node, args: [at("memory")], env: { MEMORY_FILE_PATH: join(folder, "memory.jsonl") } },
        everything: { command: node, args: [at("everything")] },
      },
    });
    const named = (server: string) => tools.filter((tool) => tool.server === server).map((tool) => tool.name);
    expect(named("files")).toContain("read_text_file");
    expect(named("memory")).toContain("create_entities");
    expect(named("everything")).toContain("get-sum");
    expect(tools.find((tool) => tool.name === "read_text_file")).toMatchObject({
      effect: "read",
      output: { origin: "declared" },
    });
    expect(tools.find((tool) => tool.name === "write_file")).toMatchObject({ effect: "irreversible" });
  });
});

describe("a server of our own", () => {
  test("gives the tools of all its pages, under its name or the one in front", async () => {
    const file = pidFile();
    const config = { servers: { pages: { type: "stdio", command: node, args: [paged, file] } } };
    const path = join(folder, "mcp.json");
    await writeFile(path, JSON.stringify(config));
    const tools = await loadTools(path);
    expect(tools.map(({ server, name, effect }) => `${server} ${name} ${effect}`)).toEqual([
      "pages one read",
      "pages two read",
      "pages three read",
    ]);
    expect(await loadTools(`mine=${path}`)).toMatchObject([{ server: "mine" }, { server: "mine" }, { server: "mine" }]);
    expect(pids(file)).toHaveLength(2);
    expect(pids(file).filter(isAlive)).toEqual([]);
  });

  test("may print a banner first", async () => {
    expect(await issuesOf("banner")).toEqual([]);
  });

  test.each([
    ["cannot say what a page is", "nonsense", "server_failed", "no list of tools"],
    ["lists in circles", "circle", "server_failed", "circle"],
    ["prints garbage", "garbage", "server_failed", "la la la"],
    ["prints a line without end", "flood", "server_failed", "bytes"],
    ["has no tools", "none", "no_tools", "no tools"],
    ["does not know what tools are", "toolless", "no_tools", "no tools"],
    ["has a tool that is wrong", "bad-tool", "invalid_schema", "broken"],
  ])("that %s is told so", async (_, mode, code, hint) => {
    expect(await issuesOf(mode)).toMatchObject([{ code, message: expect.stringContaining(hint) }]);
  });

  test("that ends is told with its last words, and without its keys", async () => {
    const [issue] = await issuesOf("exits", { env: { API_KEY: "sesame-open" } });
    expect(issue).toMatchObject({ code: "server_failed", place: "source 1 mcpServers.odd" });
    expect(issue?.message).toContain('"odd"');
    expect(issue?.message).toContain("bad key …");
    expect(issue?.message).toContain("code 3");
    expect(issue?.message).not.toContain("sesame");
  });

  test("that cannot be started is told with the reason", async () => {
    const outcome = await readTools([{ mcpServers: { gone: { command: "no-such-command-anywhere" } } }]);
    expect(outcome).toMatchObject({
      issues: [
        {
          code: "server_failed",
          message: expect.stringMatching(
            /Its command "no-such-command-anywhere" was not found\. Check its name[^\n]*$/,
          ),
        },
      ],
    });
  });

  test("whose folder is not there is told so", async () => {
    const gone = { command: "node", args: ["-e", ""], cwd: "no/such/folder" };
    expect(await readTools([{ mcpServers: { gone } }])).toMatchObject({
      issues: [{ message: expect.stringContaining("its folder (cwd) was not found") }],
    });
  });

  test("whose program is not there is told with the error, and not with where Node met it", async () => {
    const outcome = await readTools([{ mcpServers: { gone: { command: "node", args: ["no-such-file.mjs"] } } }]);
    const message = outcome.ok ? "" : outcome.issues[0]?.message;
    expect(message).toMatch(/Error: Cannot find module '.*no-such-file\.mjs'/);
    expect(message).not.toMatch(/ at /);
  });

  test("that answers with an error is told with it, as a sentence", async () => {
    const [issue] = await issuesOf("refuses");
    expect(issue?.message).toContain(
      "It answered with an error: internal kaboom. Mend that at the server, or ask those who run it.",
    );
    expect(issue?.message).not.toContain("protocol");
  });

  test("that says nothing is given up", async () => {
    const [issue] = await issuesOf("silent", { timeoutMs: 1000 });
    expect(issue).toMatchObject({ code: "server_failed", message: expect.stringContaining("within 1 s") });
    expect(issue?.message).toContain("listening");
  });

  test("that ignores signals is gone all the same, and so is what it started", async () => {
    expect(await issuesOf("parent", { timeoutMs: 1500 })).toMatchObject([{ code: "server_failed" }]);
  });
});

describe("being interrupted", () => {
  test("stops the servers at once", async () => {
    const file = pidFile();
    const controller = new AbortController();
    const config = { mcpServers: { odd: { command: node, args: [paged, file, "stubborn"] } } };
    const reading = readTools([config], { signal: controller.signal });
    await waitFor(() => pids(file).length > 0);
    controller.abort();
    expect(await reading).toMatchObject({
      issues: [{ code: "server_failed", message: expect.stringContaining("stopped") }],
    });
    expect(pids(file).filter(isAlive)).toEqual([]);
  });

  test("before anything began starts nothing", async () => {
    const file = pidFile();
    const config = { mcpServers: { odd: { command: node, args: [paged, file] } } };
    expect(await readTools([config], { signal: AbortSignal.abort() })).toMatchObject({ ok: false });
    expect(pids(file)).toEqual([]);
  });

  test("at any moment leaves no server behind", async () => {
    const files = [0, 20, 40, 60, 80, 100, 140, 180].map((delay) => ({ delay, file: pidFile() }));
    for (const { delay, file } of files) {
      const config = { mcpServers: { odd: { command: node, args: [paged, file, "stubborn"] } } };
      await readTools([config], { signal: AbortSignal.timeout(delay) });
    }
    expect(files.flatMap(({ file }) => pids(file)).filter(isAlive)).toEqual([]);
  });

  test("by the death of the whole program leaves no server behind either", async () => {
    const file = pidFile();
    const config = { mcpServers: { odd: { command: node, args: [paged, file, "stubborn"] } } };
    const door = pathToFileURL("dist/toolspecs/index.js").href;
    const script = `import { readTools } from "${door}"; await readTools([${JSON.stringify(config)}]);`;
    const host = spawn(node, ["--input-type=module", "-e", script], { stdio: "ignore" });
    await waitFor(() => pids(file).length > 0);
    host.kill("SIGKILL");
    await once(host, "exit");
    await waitFor(() => !pids(file).some(isAlive));
    expect(pids(file)).toHaveLength(1);
  });
});

describe("servers at an address", () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close().closeAllConnections();
  });

  async function listen(handler: RequestListener): Promise<string> {
    const server = createServer(handler).listen(0, "127.0.0.1");
    servers.push(server);
    await once(server, "listening");
    const address = server.address();
    return `http://127.0.0.1:${isPort(address) ? address.port : 0}/mcp`;
  }

  function isPort(address: AddressInfo | string | null): address is AddressInfo {
    return typeof address === "object" && address !== null;
  }

  /** The least of a streamable HTTP server: one JSON answer for each request. */
  function speaking(token: string): RequestListener {
    return async (request, response) => {
      if (request.headers.authorization !== token) return void response.writeHead(401).end();
      if (request.method !== "POST") return void response.writeHead(405).end();
      let body = "";
      for await (const chunk of request) body += chunk;
      const { id, method, params } = JSON.parse(body);
      if (id === undefined) return void response.writeHead(202).end();
      const info = { capabilities: { tools: {} }, serverInfo: { name: "far away", version: "1" } };
      const result =
        method === "initialize"
          ? { protocolVersion: params.protocolVersion, ...info }
          : { tools: [{ name: "wave", inputSchema: { type: "object" } }] };
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ jsonrpc: "2.0", id, result }));
    };
  }

  test("are asked with the configured headers", async () => {
    const url = await listen(speaking("Bearer let-me-in"));
    const configured = { mcpServers: { far: { url, headers: { Authorization: "Bearer let-me-in" } } } };
    expect(await loadTools(configured)).toMatchObject([
      { server: "far", name: "wave", effect: "irreversible", trusted: false },
    ]);
    expect(await readTools([url])).toMatchObject({
      issues: [{ code: "server_failed", message: expect.stringContaining("401") }],
    });
  });

  test("are named by themselves, or in front of the address", async () => {
    const server = speaking("");
    const url = await listen((request, response) => {
      request.headers.authorization = "";
      return server(request, response);
    });
    expect(await loadTools(url)).toMatchObject([{ server: "far away" }]);
    expect(await loadTools(`near=${url}`)).toMatchObject([{ server: "near" }]);
  });

  test.each<[string, RequestListener, string]>([
    [
      "a web page",
      (_, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<p>hi"),
      "text/html",
    ],
    [
      "something else that answers JSON",
      (_, response) => void response.writeHead(200, { "content-type": "application/json" }).end('{"hello":"world"}'),
      "Its answer is not what the MCP protocol asks for. Check that the address is that of an MCP server.",
    ],
    ["nothing there", (_, response) => void response.writeHead(404).end("lost"), "404"],
    ["silence", () => {}, "within 0.5 s"],
  ])("may turn out to be %s", async (_, handler, hint) => {
    const url = await listen(handler);
    const outcome = await readTools([`${url}?key=very-secret`], { timeoutMs: 500 });
    expect(outcome).toMatchObject({
      issues: [{ code: "server_failed", place: url, message: expect.stringContaining(hint) }],
    });
    expect(JSON.stringify(outcome)).not.toContain("very-secret");
  });

  test("may not be there", async () => {
    const url = await listen(() => {});
    const [server] = servers.splice(-1);
    server?.close();
    expect(await readTools([url])).toMatchObject({
      issues: [{ code: "server_failed", message: expect.stringContaining("reached") }],
    });
  });
});
