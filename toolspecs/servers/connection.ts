/**
 * A way to one server and back, so that nothing stays behind. The client library is loaded from here and only from here, when a source
 * names a server.
 */
import type { Transport } from "@modelcontextprotocol/client";
import { boundedFetch } from "./bounded-fetch.js";
import type { HttpConfig, ServerConfig, StdioConfig } from "./config.js";
import { credentialsOf } from "./credentials.js";

export interface Connection {
  readonly transport: Transport;
  /** Ends the connection, and the server with it where holdshort started it. Settles when it is gone. */
  stop(): Promise<void>;
  /** The end of what the server wrote for people. */
  said(): string;
  /** Credentials of the configuration. */
  readonly secrets: readonly string[];
}

export function openConnection(config: ServerConfig): Promise<Connection> {
  return config.kind === "stdio" ? openStdio(config) : openHttp(config);
}

const keptText = 64_000;

async function openStdio(config: StdioConfig): Promise<Connection> {
  let words = "";
  const hear = (chunk: Buffer) => {
    words = (words + chunk.toString("utf8")).slice(-keptText);
  };
  const started = { ...config, env: { ...config.env, ...asNode } };
  const way = await (process.platform === "win32" ? unguarded(started, hear) : guarded(started, hear));
  return { ...way, said: () => words, secrets: credentialsOf(config) };
}

/** In an editor built on Electron the program we are is the editor, unless it is told to be Node. The guard keeps that to itself. */
const asNode = process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: "1" };

type Way = Pick<Connection, "transport" | "stop">;

async function guarded(config: StdioConfig, hear: (chunk: Buffer) => void): Promise<Way> {
  const { GuardedTransport } = await import("./guarded.js");
  const transport = new GuardedTransport(config, hear);
  return { transport, stop: () => transport.close() };
}

/** Windows has no process groups; there the client library's transport starts the command, and ends it alone. */
async function unguarded({ command, args, env, cwd }: StdioConfig, hear: (chunk: Buffer) => void): Promise<Way> {
  const { StdioClientTransport } = await import("@modelcontextprotocol/client/stdio");
  const where = cwd === undefined ? {} : { cwd };
  const transport = new StdioClientTransport({ command, args: [...args], env: { ...env }, stderr: "pipe", ...where });
  transport.stderr?.on("data", hear);
  const stop = async () => {
    // The transport would first wait for the server to end by itself; there is nothing left that it could be doing.
    if (transport.pid !== null) terminate(transport.pid);
    await transport.close();
  };
  return { transport, stop };
}

function terminate(pid: number): void {
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    // It has just ended.
  }
}

async function openHttp(config: HttpConfig): Promise<Connection> {
  const { kind, url, headers } = config;
  const { SSEClientTransport, StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
  const options = { fetch: boundedFetch, requestInit: { headers: { ...headers } } };
  const Transports = { http: StreamableHTTPClientTransport, sse: SSEClientTransport };
  const transport = new Transports[kind](new URL(url), options);
  return { transport, stop: () => transport.close(), said: () => "", secrets: credentialsOf(config) };
}
