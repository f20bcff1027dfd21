/**
 * `mcpServers` configurations, as desktop clients and editors keep them; VS Code says `servers`, and wraps it in `mcp` in
 * its settings file. Values may hold secrets, so no message repeats one.
 */
import { isObject, type Json, type JsonObject } from "../json.js";
import { inside, type Place } from "../place.js";
import type { Report } from "../report.js";

export type ServerConfig = StdioConfig | HttpConfig;

export interface StdioConfig {
  readonly kind: "stdio";
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface HttpConfig {
  readonly kind: "http" | "sse";
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A server with the place that issues about it name. */
export interface PlacedServer {
  readonly config: ServerConfig;
  readonly place: Place;
}

export interface ServerEntries {
  readonly entries: JsonObject;
  readonly place: Place;
}

/** The part of a document that configures servers, if it has one. */
export function findServers(document: Json, place: Place): ServerEntries | undefined {
  if (!isObject(document)) return undefined;
  for (const path of [["mcpServers"], ["servers"], ["mcp", "servers"]]) {
    const entries = path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), document);
    if (isObject(entries)) return { entries, place: inside(place, ...path) };
  }
  return undefined;
}

/** The servers that are not switched off. */
export function readServers({ entries, place }: ServerEntries, report: Report): readonly PlacedServer[] {
  return Object.entries(entries).flatMap(([name, entry]) => {
    const at = inside(place, name);
    const config = readServer(name, entry, (problem) => {
      report("server_failed", at, `The server ${JSON.stringify(name)} cannot be started: ${problem}.`);
    });
    return config === undefined ? [] : [{ config, place: at }];
  });
}

function readServer(name: string, entry: Json, refuse: (problem: string) => void): ServerConfig | undefined {
  if (!isObject(entry)) return void refuse("its entry is no object. Give it a command or a url");
  if (entry.disabled === true) return undefined;
  const placeholder = findPlaceholder(entry);
  if (placeholder !== undefined) {
    return void refuse(`${placeholder} is for another program to fill in. Write the value into a copy of the file`);
  }
  if (typeof entry.command === "string" && entry.command !== "") return readStdio(name, entry.command, entry, refuse);
  if (typeof entry.url === "string") return readHttp(name, entry.url, entry, refuse);
  return void refuse("it has neither a command nor a url. Add one");
}

type Refuse = (problem: string) => void;

function readStdio(name: string, command: string, entry: JsonObject, refuse: Refuse): StdioConfig | undefined {
  const { args = [], cwd } = entry;
  const env = texts(entry.env);
  if (!Array.isArray(args) || args.some((arg: Json) => typeof arg !== "string")) {
    return void refuse("args must be an array of strings");
  }
  if (env === undefined) return void refuse("env must be an object of strings");
  const words = args.filter((arg: Json) => typeof arg === "string");
  return { kind: "stdio", name, command, args: words, env, ...(typeof cwd === "string" ? { cwd } : {}) };
}

function readHttp(name: string, url: string, entry: JsonObject, refuse: Refuse): HttpConfig | undefined {
  const headers = texts(entry.headers);
  if (!isHttpUrl(url)) return void refuse("its url is not an http or https address");
  if (headers === undefined) return void refuse("headers must be an object of strings");
  return { kind: entry.type === "sse" ? "sse" : "http", name, url, headers };
}

export function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function texts(value: Json | undefined): Record<string, string> | undefined {
  const entries = Object.entries(isObject(value) ? value : {});
  if (value !== undefined && value !== null && !isObject(value)) return undefined;
  if (entries.some(([, text]) => typeof text === "object")) return undefined;
  return Object.fromEntries(entries.map(([key, text]) => [key, String(text)]));
}

/** `${input:token}` and its like: editors ask for them, and holdshort does not read the environment on their behalf. */
function findPlaceholder({ command, args, env, url, headers, cwd }: JsonObject): string | undefined {
  const strings = [command, url, cwd, args, env, headers].flatMap((value) =>
    typeof value === "object" && value !== null ? Object.values(value) : [value],
  );
  return strings.map((text) => (typeof text === "string" ? /\$\{[\w:.-]+\}/.exec(text)?.[0] : undefined)).find(Boolean);
}
