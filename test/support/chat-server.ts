// A model server for tests: real HTTP on loopback, the chat-completions protocol, and a script in place of a model.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server does with one request. */
export type Reply =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly finish?: string | null;
      readonly usage?: TokenCount | null;
    }
  /** No stream even where one was asked for. */
  | { readonly kind: "json"; readonly body: unknown }
  | { readonly kind: "status"; readonly status: number; readonly headers?: Headers; readonly body?: string }
  /** Sends `text`, then breaks the connection. */
  | { readonly kind: "cut"; readonly text: string }
  /** Sends `text`, then closes the stream as if that were all, saying neither why it ends nor that it is complete. */
  | { readonly kind: "closed"; readonly text: string }
  /** Sends `text`, then nothing more until the client goes away. */
  | { readonly kind: "hang"; readonly text: string }
  /** Sends on and on, a megabyte of `of` at a time, until the client goes away. */
  | { readonly kind: "flood"; readonly of: string; readonly type: "application/json" | "text/event-stream" }
  /** Server-sent events as given, one per entry. */
  | { readonly kind: "events"; readonly events: readonly string[] };

type Headers = Readonly<Record<string, string>>;

export interface TokenCount {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

export interface ChatRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: ChatBody;
}

/** The part of a request body that tests look at. */
export interface ChatBody {
  readonly model: string;
  readonly stream?: boolean;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly [field: string]: unknown;
}

export interface ChatServer {
  /** Base URL for a client. */
  readonly url: string;
  readonly requests: readonly ChatRequest[];
  /** Resolves when a client has left a `hang`. */
  readonly abandoned: Promise<void>;
  close(): Promise<void>;
}

const someTokens: TokenCount = { prompt_tokens: 100, completion_tokens: 20 };

/** The replies in order, or a function that plays the server. */
export type ChatScript = readonly (Reply | string)[] | ((body: ChatBody) => Reply | string);

/** What it says of its load; `undefined`: nothing, as most servers do. */
export type Metrics = () => string | Buffer | undefined;

/** A request beyond the end of a script gets a 500 that says so and asks for no retry. */
export async function startChatServer(script: ChatScript, metrics: Metrics = () => undefined): Promise<ChatServer> {
  const requests: ChatRequest[] = [];
  let leave = () => {};
  const abandoned = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const server = createServer(async (request, response) => {
    if (request.method === "GET") {
      const text = request.url === "/metrics" ? metrics() : undefined;
      response.writeHead(text === undefined ? 404 : 200).end(text);
      return;
    }
    const body: ChatBody = JSON.parse(await readAll(request));
    const reply = typeof script === "function" ? script(body) : (script[requests.length] ?? unscripted);
    requests.push({ path: request.url ?? "", headers: request.headers, body });
    send(typeof reply === "string" ? { kind: "text", text: reply } : reply, body, response, leave);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    abandoned,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const unscripted: Reply = {
  kind: "status",
  status: 500,
  headers: { "x-should-retry": "false" },
  body: JSON.stringify({ error: { message: "the script has no reply left" } }),
};

async function readAll(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}

function send(reply: Reply, body: ChatBody, response: ServerResponse, leave: () => void): void {
  if (reply.kind === "json") {
    sendJson(reply.body, response);
  } else if (reply.kind === "status") {
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
    response.end(reply.body ?? "");
  } else if (reply.kind === "flood") {
    response.writeHead(200, { "content-type": reply.type });
    flood(reply.of.repeat(Math.ceil(1e6 / reply.of.length)), response);
  } else if (reply.kind === "text" && body.stream !== true) {
    sendJson(whole(reply, body), response);
  } else {
    response.writeHead(200, { "content-type": "text/event-stream" });
    sendEvents(reply, body, response, leave);
  }
}

/** 50 of them are enough for whoever reads on. */
function flood(megabyte: string, response: ServerResponse, left = 50): void {
  if (left === 0 || response.destroyed) response.end();
  else response.write(megabyte, () => flood(megabyte, response, left - 1));
}

type StreamReply = Exclude<Reply, { kind: "json" | "status" | "flood" }>;

function sendEvents(reply: StreamReply, body: ChatBody, response: ServerResponse, leave: () => void): void {
  switch (reply.kind) {
    case "text":
      response.end([...answer(reply, body), "data: [DONE]\n\n"].join(""));
      break;
    case "events":
      response.end(reply.events.map((data) => `data: ${data}\n\n`).join(""));
      break;
    case "closed":
      response.end(deltas(reply.text, body).join(""));
      break;
    case "cut":
      response.write(deltas(reply.text, body).join(""), () => response.destroy());
      break;
    case "hang":
      response.write(deltas(reply.text, body).join(""));
      response.on("close", leave);
  }
}

function sendJson(body: unknown, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

type TextReply = Extract<Reply, { kind: "text" }>;

function answer({ text, finish = "stop", usage = someTokens }: TextReply, body: ChatBody): string[] {
  return [
    ...deltas(text, body),
    ...(finish === null ? [] : [event(body, [{ index: 0, delta: {}, finish_reason: finish }])]),
    ...(usage === null ? [] : [event(body, [], { usage })]),
  ];
}

/** A few characters each, so that fences and words are split across chunks as real models split them. */
function deltas(text: string, body: ChatBody): string[] {
  const parts = text.match(/[\s\S]{1,7}/g) ?? [];
  return parts.map((content) => event(body, [{ index: 0, delta: { content }, finish_reason: null }]));
}

function event(body: ChatBody, choices: readonly unknown[], more: object = {}): string {
  const chunk = { id: "chat-1", object: "chat.completion.chunk", created: 1, model: body.model, choices, ...more };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

function whole({ text, finish = "stop", usage = someTokens }: TextReply, body: ChatBody): object {
  const choices = [{ index: 0, message: { role: "assistant", content: text }, finish_reason: finish }];
  const about = { id: "chat-1", object: "chat.completion", created: 1, model: body.model };
  return { ...about, choices, ...(usage === null ? {} : { usage }) };
}
