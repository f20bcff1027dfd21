/** Why a server gave no tools, in words that say what to try. What is quoted of others holds no configured secret. */
import { isObject } from "../json.js";
import { shorten } from "../place.js";
import { sentence } from "../sentence.js";
import type { ServerConfig } from "./config.js";
import { credentialsOf } from "./credentials.js";

export interface Failed {
  readonly config: ServerConfig;
  readonly cause: "stopped" | "timeout" | { readonly error: unknown };
  readonly timeoutMs: number;
  /** All the server wrote for people. */
  readonly said: string;
}

export function explainFailure({ config, cause, timeoutMs, said }: Failed): string {
  const hide = hider(config);
  const words = lastLines(hide(said)).map((line) => `\n    ${line}`);
  const problem =
    cause === "stopped"
      ? "It was stopped before it had listed its tools."
      : cause === "timeout"
        ? `It did not list its tools within ${timeoutMs / 1000} s. Start it by hand to see why, or allow it more time (--mcp-timeout).`
        : explainError(cause.error, hide);
  return words.length === 0 ? problem : `${problem} The last it said:${words.join("")}`;
}

type Hide = (text: string) => string;

function explainError(error: unknown, hide: Hide): string {
  const { status, code } = detailsOf(error);
  const message = shorten(hide(error instanceof Error ? error.message : String(error)), 160);
  if (code === "CONNECTION_CLOSED") return "It ended before it had listed its tools. Start it by hand to see why.";
  if (status === 401 || status === 403) {
    return `It answered HTTP ${status}: it wants credentials. Give them as headers in an mcpServers configuration.`;
  }
  if (status !== undefined)
    return `It answered HTTP ${status}. Check that the address is that of an MCP server: ${message}`;
  if (error instanceof Error && error.cause instanceof Error) {
    const reason = shorten(hide(error.cause.message), 160);
    return `It cannot be reached: ${sentence(reason)} Check the address, and that the server runs.`;
  }
  return `Its answer is not what the MCP protocol asks for: ${message}`;
}

function detailsOf(error: unknown): { status?: number; code?: string } {
  if (!(error instanceof Error)) return {};
  const data = "data" in error && isObject(error.data) ? error.data : {};
  const code = "code" in error ? error.code : undefined;
  return {
    ...(typeof data.status === "number" ? { status: data.status } : {}),
    ...(typeof code === "string" ? { code } : {}),
  };
}

function lastLines(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => shorten(line, 200));
  return lines.filter((line) => line !== "").slice(-8);
}

/** Servers like to print their configuration when they fail, and it holds keys. */
function hider(config: ServerConfig): Hide {
  const values =
    config.kind === "stdio" ? Object.values(config.env) : [...Object.values(config.headers), ...inUrl(config.url)];
  const secrets = [...values, ...credentialsOf(config)]
    .flatMap((value) => [value, ...value.split(/\s+/)])
    .filter((value) => value.length >= 6);
  const longestFirst = secrets.sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((safe, secret) => safe.replaceAll(secret, "…"), text);
}

function inUrl(address: string): readonly string[] {
  const { username, password, search, searchParams } = new URL(address);
  return [username, password, search, ...searchParams.values()];
}
