/**
 * MCP over the standard streams of a guard (`guard.ts`), which has the server below it. The client library's own transport would start the
 * guard in our process group: what a terminal sends for Ctrl-C goes to all of that, and would end a server in the middle of a call whose
 * answer we still wait for. Messages and their framing are the library's.
 *
 * The guard is told to stop by a signal, and has one more channel to us, which closes when we are gone, however we went.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  deserializeMessage,
  type JSONRPCMessage,
  SdkError,
  SdkErrorCode,
  serializeMessage,
  type Transport,
} from "@modelcontextprotocol/client";
import { getDefaultEnvironment } from "@modelcontextprotocol/client/stdio";
import type { StdioConfig } from "./config.js";
import { Lines } from "./lines.js";

/** Longer than a guard needs for a server that does not want to end. */
const patienceMs = 2_000;

export class GuardedTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #config: StdioConfig;
  /** Hears what the server writes for people. */
  readonly #hear: (chunk: Buffer) => void;
  readonly #arrived = new Lines();
  #guard: ChildProcess | undefined;

  constructor(config: StdioConfig, hear: (chunk: Buffer) => void) {
    this.#config = config;
    this.#hear = hear;
  }

  start(): Promise<void> {
    const guard = startGuard(this.#config);
    this.#guard = guard;
    guard.on("close", () => {
      this.#guard = undefined;
      this.onclose?.();
    });
    guard.stdin?.on("error", (error) => this.onerror?.(error));
    guard.stdout?.on("error", (error) => this.onerror?.(error));
    guard.stdout?.on("data", (chunk: Buffer) => this.#take(chunk));
    guard.stderr?.on("data", this.#hear);
    return new Promise((resolve, reject) => {
      guard.once("spawn", resolve);
      guard.on("error", (error) => {
        reject(error);
        this.onerror?.(error);
      });
    });
  }

  /** The guard lets no line through that is too long to be a message. */
  #take(chunk: Buffer): void {
    for (const line of this.#arrived.take(chunk)) {
      try {
        this.onmessage?.(deserializeMessage(line.toString("utf8")));
      } catch (error) {
        // The line was none; the next one may be.
        this.#complain(error);
      }
    }
  }

  #complain(error: unknown): void {
    this.onerror?.(error instanceof Error ? error : new Error(String(error)));
  }

  send(message: JSONRPCMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      const input = this.#guard?.stdin;
      if (input == null) return reject(new SdkError(SdkErrorCode.NotConnected, "Not connected"));
      input.write(serializeMessage(message), (error) => (error == null ? resolve() : reject(error)));
    });
  }

  /** Settles when the server is gone, and all it started. */
  async close(): Promise<void> {
    const guard = this.#guard;
    this.#guard = undefined;
    if (guard !== undefined) await ended(guard);
    this.#arrived.clear();
  }
}

function startGuard({ command, args, env, cwd }: StdioConfig): ChildProcess {
  const guard = fileURLToPath(new URL("./guard.js", import.meta.url));
  return spawn(process.execPath, [guard, command, ...args], {
    env: { ...getDefaultEnvironment(), ...env },
    stdio: ["pipe", "pipe", "pipe", "ipc"],
    detached: true,
    ...(cwd === undefined ? {} : { cwd }),
  });
}

function ended(guard: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      guard.kill("SIGKILL");
      // Whoever got away from the guard may hold its streams for as long as he likes.
      for (const stream of [guard.stdin, guard.stdout, guard.stderr]) stream?.destroy();
      resolve();
    }, patienceMs);
    guard.once("close", () => {
      clearTimeout(late);
      resolve();
    });
    guard.kill("SIGTERM");
  });
}
