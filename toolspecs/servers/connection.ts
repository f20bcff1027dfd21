/**
 * A way to one server and back: the official client's transport, and what has to be done so that nothing stays behind.
 * The client library is loaded here and only here, when a source names a server.
 */
import { fileURLToPath } from "node:url";
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
  const { command, args, env, cwd } = config;
  const { StdioClientTransport } = await import("@modelcontextprotocol/client/stdio");
  const transport = new StdioClientTransport({
    ...guarded(command, args),
    env: { ...env, ...asNode },
    stderr: "pipe",
    ...(cwd === undefined ? {} : { cwd }),
  });
  let words = "";
  transport.stderr?.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString("utf8")).slice(-keptText);
  });
  return {
    transport,
    async stop() {
      // The transport would first wait for the server to end by itself; there is nothing left that it could be doing.
      if (transport.pid !== null) terminate(transport.pid);
      await transport.close();
    },
    said: () => words,
    secrets: credentialsOf(config),
  };
}

/** In an editor built on Electron the program we are is the editor, unless it is told to be Node. The guard keeps that to itself. */
const asNode = process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: "1" };

/** Windows has no process groups; there the transport ends the command itself. */
function guarded(command: string, args: readonly string[]): { command: string; args: string[] } {
  if (process.platform === "win32") return { command, args: [...args] };
  const guard = fileURLToPath(new URL("./guard.js", import.meta.url));
  return { command: process.execPath, args: [guard, command, ...args] };
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
