/** Tools of running MCP servers: every server of a configuration at once, or the one at an address. */
import { resolve } from "node:path";
import type { Place } from "../place.js";
import { checkPlain } from "../read-file.js";
import type { Report } from "../report.js";
import { type PlacedServer, readServers, type ServerConfig, type ServerEntries } from "../servers/config.js";
import { type ListLimits, type LiveServer, listTools } from "../servers/list.js";
import type { ToolSpec } from "../toolspec.js";
import { readToolArray } from "./tool-array.js";

export interface LiveContext extends Omit<ListLimits, "stay"> {
  /** The `name=` in front of the source. */
  readonly server: string | undefined;
  /** Where servers are started. */
  readonly cwd: string;
  readonly report: Report;
  readonly keep: ((server: string, live: LiveServer) => void) | undefined;
}

export async function readConfigured(found: ServerEntries, context: LiveContext): Promise<readonly ToolSpec[]> {
  const servers = readServers(found, context.report);
  if (context.server !== undefined && servers.length > 1) {
    const advice = "Drop the prefix; the configuration names its servers itself";
    context.report(
      "bad_argument",
      found.place,
      `${context.server}= cannot name ${servers.length} servers at once. ${advice}.`,
    );
    return [];
  }
  const lists = await Promise.all(servers.map((server) => readServer(server, context)));
  return lists.flat();
}

export function readAddress(url: string, place: Place, context: LiveContext): Promise<readonly ToolSpec[]> {
  return readServer({ config: { kind: "http", name: "", url, headers: {} }, place }, context);
}

async function readServer({ config, place }: PlacedServer, context: LiveContext): Promise<readonly ToolSpec[]> {
  const { report } = context;
  const listing = await listTools(startedIn(config, context.cwd), { ...context, stay: context.keep !== undefined });
  if (!listing.ok) {
    for (const problem of listing.issues) report("server_failed", place, `${title(config)} gave no tools. ${problem}`);
    return [];
  }
  const from = {
    source: config.name === "" ? place.source : `${place.source} server ${JSON.stringify(config.name)}`,
    path: [],
  };
  const own = listing.value.name;
  const server = context.server ?? (config.name === "" ? own || "tools" : config.name);
  if (listing.value.live !== undefined) context.keep?.(server, listing.value.live);
  const tools = checkPlain(listing.value.tools, from);
  if (!tools.ok) {
    for (const { message } of tools.issues) report("server_failed", place, `${title(config)}: ${message}`);
    return [];
  }
  return Array.isArray(tools.value) ? readToolArray({ tools: tools.value, place: from }, server, report) : [];
}

function startedIn(config: ServerConfig, cwd: string): ServerConfig {
  return config.kind === "stdio" ? { ...config, cwd: resolve(cwd, config.cwd ?? "") } : config;
}

function title(config: ServerConfig): string {
  return config.name === "" ? "The MCP server" : `The MCP server ${JSON.stringify(config.name)}`;
}
