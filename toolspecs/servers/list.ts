/** Asks one MCP server for its tools: connect, list page by page, disconnect. Whatever happens, the server is stopped. */
import type { Client } from "@modelcontextprotocol/client";
import { isObject, type JsonObject } from "../json.js";
import { failure, type Outcome, success } from "../outcome.js";
import type { ServerConfig } from "./config.js";
import { type Connection, openConnection } from "./connection.js";
import { explainFailure } from "./failure.js";
import { endIn } from "./last-words.js";

export interface ListLimits {
  /** From starting the server to its last page of tools. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Whether to stay connected to a server that listed its tools, so that they can be called. */
  readonly stay: boolean;
}

/** A server that listed its tools and is still there to be called. */
export interface LiveServer {
  /** The result of an MCP request as the server gave it. Rejects as the official client does: a number as `code` is the server's own word. */
  request(
    method: string,
    params: JsonObject,
    options: { readonly signal: AbortSignal; readonly timeoutMs: number },
  ): Promise<unknown>;
  /** Ends the connection, and the server with it where it was started here. */
  stop(): Promise<void>;
  /** Credentials of its configuration, which must turn up nowhere. */
  readonly secrets: readonly string[];
}

export interface Listing {
  /** The server's name for itself. */
  readonly name: string | undefined;
  readonly tools: readonly unknown[];
  /** The connection, where it was to be kept. */
  readonly live?: LiveServer;
}

/** A failure is one sentence or more, and holds no value of the configuration's environment or headers. */
export async function listTools(config: ServerConfig, limits: ListLimits): Promise<Outcome<Listing, string>> {
  const { signal, timeoutMs, stay } = limits;
  const timeout = AbortSignal.timeout(timeoutMs);
  const halt = AbortSignal.any([signal, timeout]);
  const connection = await openConnection(config);
  const listing = await untilAborted(halt, listOver(connection, { timeoutMs, signal: halt, stay })).then(
    (value) => success(value),
    (error: unknown) => failure({ error }),
  );
  if (listing.ok && stay) return listing;
  await connection.stop().catch(() => undefined);
  if (listing.ok) return listing;
  const cause = signal.aborted ? "stopped" : timeout.aborted ? "timeout" : (listing.issues[0] ?? "stopped");
  return failure(explainFailure({ config, cause, timeoutMs, said: connection.said() }));
}

async function listOver(connection: Connection, limits: ListLimits): Promise<Listing> {
  const { Client } = await import("@modelcontextprotocol/client");
  const client = new Client({ name: "holdshort", version: "0.1.0" });
  const options = { signal: limits.signal, timeout: limits.timeoutMs };
  // Connecting starts the server at once, and nobody would stop one that starts after the end.
  limits.signal.throwIfAborted();
  await client.connect(connection.transport, options);
  const offered = client.getServerCapabilities()?.tools !== undefined;
  const tools = offered ? await allPages(client, options) : [];
  return {
    name: client.getServerVersion()?.name,
    tools,
    ...(limits.stay ? { live: liveServer(client, connection) } : {}),
  };
}

/** Pages are taken as they come and parsed by our own reader, which can name the one tool among many that is wrong. */
async function allPages(
  client: Client,
  options: { signal: AbortSignal; timeout: number },
): Promise<readonly unknown[]> {
  const tools: unknown[] = [];
  const seen = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const request = { method: "tools/list", ...(cursor === undefined ? {} : { params: { cursor } }) };
    const page = await client.request(request, anything, options);
    if (!isObject(page) || !Array.isArray(page.tools))
      throw new Error("the answer to tools/list holds no list of tools.");
    for (const tool of page.tools) tools.push(tool);
    const { nextCursor } = page;
    if (typeof nextCursor !== "string" || nextCursor === "") return tools;
    if (seen.has(nextCursor)) throw new Error("its pages of tools go round in a circle.");
    seen.add(nextCursor);
    cursor = nextCursor;
  }
}

function liveServer(client: Client, connection: Connection): LiveServer {
  return {
    request: (method, params, { signal, timeoutMs }) =>
      client
        .request({ method, params: { ...params } }, anything, { signal, timeout: timeoutMs })
        .catch((error: unknown) => {
          throw withEnd(error, connection);
        }),
    stop: () => connection.stop().catch(() => undefined),
    secrets: connection.secrets,
  };
}

/** A server that is gone is told with how it ended, where its guard saw that. */
function withEnd(error: unknown, { said }: Connection): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "CONNECTION_CLOSED" && code !== "NOT_CONNECTED") return error;
  const end = endIn(said());
  return end === undefined ? error : Object.assign(new Error(`The server is gone: ${end}.`), { code });
}

const anything = {
  "~standard": { version: 1, vendor: "holdshort", validate: (value: unknown) => ({ value }) },
} as const;

/** Some steps of a connection cannot be aborted; waiting for them can. */
function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(new Error("aborted"));
    signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
    work.then(resolve, reject);
  });
}
