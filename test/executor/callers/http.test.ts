import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { httpCaller, type Reply } from "#dist/executor/index.js";
import { type Json, readTools, type ToolSpec } from "#dist/toolspecs/index.js";

// A service on the loopback, described by a document of its own.

const document = {
  openapi: "3.1.0",
  info: { title: "Shop", version: "1" },
  components: {
    securitySchemes: {
      token: { type: "http", scheme: "bearer" },
      key: { type: "apiKey", in: "query", name: "api_key" },
      login: { type: "http", scheme: "basic" },
    },
  },
  security: [{ token: [] }],
  paths: {
    "/items/{id}": {
      get: {
        operationId: "item",
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string" } },
          { name: "tags", in: "query", schema: { type: "array", items: { type: "string" } } },
          { name: "filter", in: "query", style: "deepObject", schema: { type: "object" } },
          { name: "ids", in: "query", explode: false, schema: { type: "array", items: { type: "integer" } } },
          { name: "X-Trace", in: "header", schema: { type: "string" } },
        ],
      },
    },
    "/orders": {
      post: {
        operationId: "order",
        parameters: [{ name: "Idempotency-Key", in: "header", required: true, schema: { type: "string" } }],
        security: [{ key: [] }],
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: { type: "object", properties: { item: { type: "string" }, count: { type: "integer" } } },
            },
          },
        },
      },
    },
    "/login": {
      post: {
        operationId: "login",
        security: [{ login: [] }],
        requestBody: {
          content: {
            "application/x-www-form-urlencoded": {
              schema: { type: "object", properties: { user: { type: "string" }, n: { type: "integer" } } },
            },
          },
        },
      },
    },
    "/answer/{kind}": {
      get: {
        operationId: "answer",
        parameters: [{ name: "kind", in: "path", required: true, schema: { type: "string" } }],
      },
    },
  },
};

const answers: { readonly [kind: string]: (response: ServerResponse) => void } = {
  text: (response) => response.setHeader("content-type", "text/plain").end("hello"),
  empty: (response) => response.writeHead(204).end(),
  teapot: (response) => response.writeHead(418).end("I am\n a teapot"),
  gateway: (response) => response.writeHead(502).end("upstream reset"),
  late: (response) => response.writeHead(504).end(),
  own: (response) => response.writeHead(500).end("no"),
  longTeapot: (response) => response.writeHead(418).end("x".repeat(1_000_001)),
  moved: (response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
  broken: (response) => response.setHeader("content-type", "application/json").end("{"),
  latin: (response) => response.end(Buffer.from([0x66, 0xfc, 0x72])),
  huge: (response) => {
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(100_000)));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  },
  cut: (response) => {
    response.writeHead(200, { "content-length": 100 }).write("half");
    setTimeout(() => response.destroy(), 10);
  },
  dead: (response) => response.destroy(),
};

let base = "";
let tools: readonly ToolSpec[] = [];
let seen: { method: string; url: string; headers: IncomingMessage["headers"]; body: string };

const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  seen = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body };
  const kind = /^\/answer\/(\w+)/.exec(seen.url)?.[1];
  const answer = kind === undefined ? undefined : answers[kind];
  if (answer !== undefined) answer(response);
  else response.setHeader("content-type", "application/json; charset=utf-8").end('{"ok":true}');
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const read = await readTools([document]);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  tools = read.value;
});
afterAll(() => server.close());

function call(name: string, args: Json, some: { credential?: string; base?: string; answerBytes?: number } = {}) {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) throw new Error(name);
  return httpCaller({ base, ...some })({ tool, args, key: "run:1", signal: new AbortController().signal });
}

describe("what is sent", () => {
  test("parameters in their places, by their styles", async () => {
    const args = { id: "a/b c", tags: ["x", "y&z"], filter: { from: 1 }, ids: [1, 2], "X-Trace": "t" };
    expect(await call("item", args, { credential: "s3cret" })).toEqual({ kind: "value", value: { ok: true } });
    expect(seen.url).toBe("/items/a%2Fb%20c?tags=x&tags=y%26z&filter%5Bfrom%5D=1&ids=1%2C2");
    expect(seen.headers).toMatchObject({ "x-trace": "t", authorization: "Bearer s3cret" });
  });

  test("a body of JSON, with the key in the header that asks for one", async () => {
    const tool = tools.find(({ name }) => name === "order");
    expect(tool).toMatchObject({ idempotencyKey: "Idempotency-Key" });
    expect(tool?.input.required).toBeUndefined();
    await call("order", { item: "pen", count: 2, "Idempotency-Key": "run:1" }, { credential: "k" });
    expect(seen).toMatchObject({ method: "POST", url: "/orders?api_key=k", body: '{"item":"pen","count":2}' });
    expect(seen.headers).toMatchObject({ "content-type": "application/json", "idempotency-key": "run:1" });
  });

  test("a form, with a user and a password", async () => {
    await call("login", { user: "a&b", n: 1 }, { credential: "ada:pw" });
    expect(seen.body).toBe("user=a%26b&n=1");
    expect(seen.headers.authorization).toBe(`Basic ${Buffer.from("ada:pw").toString("base64")}`);
  });

  test.each(["..", ".", ""])("but no path that leads elsewhere: %j", async (id) => {
    const before = seen;
    expect(await call("item", { id })).toMatchObject({ kind: "failed" });
    expect(seen).toBe(before);
  });
});

describe("what comes back", () => {
  test.each<[string, Reply]>([
    ["text", { kind: "value", value: "hello" }],
    ["empty", { kind: "value", value: null }],
    ["teapot", { kind: "failed", message: "The service answers HTTP 418: I am a teapot" }],
    ["gateway", { kind: "lost", message: "The service answers HTTP 502: upstream reset" }],
    ["late", { kind: "lost", message: "The service answers HTTP 504." }],
    ["own", { kind: "failed", message: "The service answers HTTP 500: no" }],
    ["longTeapot", { kind: "failed", message: "The service answers HTTP 418." }],
    ["moved", { kind: "failed", message: "The service answers HTTP 302: the address is another by now." }],
    ["broken", { kind: "unusable", message: "it is said to be JSON and is not" }],
    ["latin", { kind: "unusable", message: "it is not UTF-8" }],
    ["huge", { kind: "unusable", message: "it is longer than 1000000 bytes" }],
    ["cut", { kind: "lost", message: expect.stringContaining("broke off") }],
    ["dead", { kind: "lost", message: expect.stringContaining("connection broke") }],
  ])("%s", async (kind, reply) => {
    expect(await call("answer", { kind }, { answerBytes: 1_000_000 })).toEqual(reply);
  });

  test("nothing, where nobody listens", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => closed.once("listening", resolve));
    const address = closed.address();
    await new Promise((resolve) => closed.close(resolve));
    const nowhere = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const refused = { kind: "failed", message: "The service cannot be reached (ECONNREFUSED)." };
    expect(await call("answer", { kind: "text" }, { base: nowhere })).toEqual(refused);
  });
});
