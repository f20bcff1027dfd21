/** Why a server gave no tools, in words that say what to try. What is quoted of others holds no configured secret. */
import { isObject } from "../json.js";
import { quoted, shorten } from "../place.js";
import { sentence } from "../sentence.js";
import type { ServerConfig } from "./config.js";
import { credentialsOf } from "./credentials.js";
import { lastWords } from "./last-words.js";

export interface Failed {
  readonly config: ServerConfig;
  readonly cause: "stopped" | "timeout" | { readonly error: unknown };
  readonly timeoutMs: number;
  /** All the server wrote for people. */
  readonly said: string;
}

export function explainFailure({ config, cause, timeoutMs, said }: Failed): string {
  const hide = hider(config);
  if (config.kind === "stdio" && said.split("\n").includes(`cannot start: spawn ${config.command} ENOENT`)) {
    const command = quoted(hide(config.command));
    return `Its command ${command} was not found. Check its name, see that it is installed, or give its whole path.`;
  }
  const words = lastWords(hide(said)).map((line) => `\n    ${line}`);
  const problem =
    cause === "stopped"
      ? "It was stopped before it had listed its tools."
      : cause === "timeout"
        ? `It did not list its tools within ${timeoutMs / 1000} s. Start it by hand to see why, or allow it more time (--mcp-timeout).`
        : explainError(cause.error, { hide, config });
  return words.length === 0 ? problem : `${problem} The last it said:${words.join("")}`;
}

type Hide = (text: string) => string;

function explainError(
  error: unknown,
  { hide, config }: { readonly hide: Hide; readonly config: ServerConfig },
): string {
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
  if (code === "ENOENT") return "It cannot be started: its command or its folder (cwd) was not found. Check both.";
  if (typeof code === "number") {
    return `It answered with an error: ${sentence(message)} Mend that at the server, or ask those who run it.`;
  }
  const check = config.kind === "stdio" ? "that the command starts" : "that the address is that of";
  // What the client's parser says of an answer of another kind is a list of issues, in JSON.
  const what = /^\[\s*\{/.test(message) ? "." : `: ${sentence(message)}`;
  return `Its answer is not what the MCP protocol asks for${what} Check ${check} an MCP server.`;
}

function detailsOf(error: unknown): { status?: number; code?: string | number } {
  if (!(error instanceof Error)) return {};
  const data = "data" in error && isObject(error.data) ? error.data : {};
  const code = "code" in error ? error.code : undefined;
  return {
    ...(typeof data.status === "number" ? { status: data.status } : {}),
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
  };
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
