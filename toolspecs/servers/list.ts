/** Asks one MCP server for its tools: connect, list page by page, disconnect. Whatever happens, the server is stopped. */
import type { Client } from "@modelcontextprotocol/client";
import { isObject } from "../json.js";
import { failure, type Outcome, success } from "../outcome.js";
import type { ServerConfig } from "./config.js";
import { type Connection, openConnection } from "./connection.js";
import { explainFailure } from "./failure.js";

export interface ListLimits {
  /** From starting the server to its last page of tools. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Listing {
  /** The server's name for itself. */
  readonly name: string | undefined;
  readonly tools: readonly unknown[];
}

/** A failure is one sentence or more, and holds no value of the configuration's environment or headers. */
export async function listTools(config: ServerConfig, limits: ListLimits): Promise<Outcome<Listing, string>> {
  const { signal, timeoutMs } = limits;
  const timeout = AbortSignal.timeout(timeoutMs);
  const halt = AbortSignal.any([signal, timeout]);
  const connection = await openConnection(config);
  const listing = await untilAborted(halt, listOver(connection, { timeoutMs, signal: halt })).then(
    (value) => success(value),
    (error: unknown) => failure({ error }),
  );
  await connection.stop().catch(() => undefined);
  if (listing.ok) return listing;
  const cause = signal.aborted ? "stopped" : timeout.aborted ? "timeout" : (listing.issues[0] ?? "stopped");
  return failure(explainFailure({ config, cause, timeoutMs, said: connection.said() }));
}

async function listOver({ transport }: Connection, limits: ListLimits): Promise<Listing> {
  const { Client } = await import("@modelcontextprotocol/client");
  const client = new Client({ name: "holdshort", version: "0.1.0" });
  const options = { signal: limits.signal, timeout: limits.timeoutMs };
  // Connecting starts the server at once, and nobody would stop one that starts after the end.
  limits.signal.throwIfAborted();
  await client.connect(transport, options);
  const offered = client.getServerCapabilities()?.tools !== undefined;
  return { name: client.getServerVersion()?.name, tools: offered ? await allPages(client, options) : [] };
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
