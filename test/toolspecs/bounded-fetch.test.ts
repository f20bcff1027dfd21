import { createServer, type Server, type ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { boundedFetch } from "#dist/toolspecs/servers/bounded-fetch.js";

const megabyte = "x".repeat(2 ** 20);
let server: Server;
let address = "";

function pour(response: ServerResponse, end: string): void {
  let left = 12;
  const more = () => {
    while (left > 0) {
      left -= 1;
      if (!response.write(`data: ${megabyte}${end}`)) return void response.once("drain", more);
    }
    response.end();
  };
  more();
}

/** Byte by byte, so that characters are cut in two. */
async function inPieces(response: ServerResponse, bytes: Buffer): Promise<void> {
  for (const byte of bytes) await new Promise((sent) => response.write(Buffer.of(byte), sent));
  response.end();
}

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url?.startsWith("/bytes/")) {
      response.setHeader("content-type", "application/json");
      return void inPieces(response, Buffer.from(request.url.slice("/bytes/".length), "hex"));
    }
    const streams = request.url !== "/json";
    response.setHeader("content-type", streams ? "text/event-stream" : "application/json");
    pour(response, request.url === "/events" ? "\n\n" : "\n");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const found = server.address();
  address = `http://127.0.0.1:${typeof found === "object" ? found?.port : ""}`;
});
afterAll(() => server.close());

test.each(["/json", "/one-event"])("one message of 12 MB breaks off: %s", async (path) => {
  const response = await boundedFetch(`${address}${path}`);
  await expect(response.text()).rejects.toThrow("longer than 10485760 bytes");
});

test("a stream of small events may be as long as it likes", async () => {
  const response = await boundedFetch(`${address}/events`);
  expect((await response.text()).length).toBeGreaterThan(12 * 2 ** 20);
});

test("what is not UTF-8 breaks off, and what is comes whole", async () => {
  const good = await boundedFetch(`${address}/bytes/${Buffer.from('"a€"').toString("hex")}`);
  expect(await good.text()).toBe('"a€"');
  const bad = await boundedFetch(`${address}/bytes/22fffe22`);
  await expect(bad.text()).rejects.toThrow("not UTF-8");
});
