/** What people write after `--tools`, taken apart: an optional name, and a file or the address of an MCP server. */
import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { quoted, shorten } from "./place.js";
import { isHttpUrl } from "./servers/config.js";

export interface NamedSource {
  /** The `name=` in front of it. */
  readonly server: string | undefined;
  readonly kind: "file" | "url";
  /** An address, or an absolute path. */
  readonly location: string;
  /** The location as it may be shown: an address without user, password and query, which can hold keys. */
  readonly label: string;
}

/** Only what looks like an identifier is a name, and not if the whole text is a file: `a=b.json` may well be one. */
export async function parseSource(text: string, cwd: string): Promise<NamedSource> {
  const [, server, rest] = /^([A-Za-z_][\w.-]*)=(.+)$/s.exec(text) ?? [];
  const named = server !== undefined && rest !== undefined && !(await exists(resolve(cwd, text)));
  const location = named ? rest : text;
  const kind = isHttpUrl(location) ? "url" : "file";
  return {
    server: named ? server : undefined,
    kind,
    location: kind === "url" ? location : resolve(cwd, location),
    label: kind === "url" ? publicPart(location) : location,
  };
}

/** What is wrong with a source that names nothing to read. */
export function emptySource(text: string): string | undefined {
  const [, scheme] = /^(?:[A-Za-z_][\w.-]*=)?([a-z][a-z\d+.-]*):\/\//i.exec(text) ?? [];
  if (scheme !== undefined && !/^https?$/i.test(scheme)) {
    return `An address that begins with ${scheme}:// cannot be read. Give the http or https address of an MCP server, or save the document to a file.`;
  }
  const what = "Give a file of tools, an OpenAPI document, an mcpServers config or the URL of an MCP server";
  if (text.trim() === "") return `The source is empty. ${what}.`;
  if (!/^[A-Za-z_][\w.-]*=\s*$/.test(text)) return undefined;
  return `The source ${JSON.stringify(text)} is a name without a source. ${what} after the "=".`;
}

/** What is wrong with the name in front of a source, where one was meant and no file is called like the whole. */
export async function wrongName(text: string, cwd: string): Promise<string | undefined> {
  const [, name, rest] = /^([^=/\\]*)=(.+)$/s.exec(text) ?? [];
  if (name === undefined || rest === undefined || /^[A-Za-z_][\w.-]*$/.test(name)) return undefined;
  if (await exists(resolve(cwd, text))) return undefined;
  const fit = name.replace(/[^\w.-]+/g, "_").replace(/^(?=[^A-Za-z_])/, "_");
  const example = `as in ${fit === "" || fit === "_" ? "billing" : fit}=${shorten(rest)}`;
  return `${nameSlip(name)} A name starts with a letter or _, and goes on with letters, digits, _, - and ., ${example}.`;
}

/** What to say of the command of a server, which people know from elsewhere and write where its file belongs. */
export async function commandSource(text: string, cwd: string): Promise<string | undefined> {
  const [, command, ...args] =
    /^(?:[A-Za-z_][\w.-]*=)?(npx|node|bunx?|deno|uvx?|python3?|docker)\s+(.+)$/s.exec(text) ?? [];
  if (command === undefined || (await exists(resolve(cwd, text)))) return undefined;
  const server = { command, args: args.join(" ").trim().split(/\s+/) };
  const config = shorten(JSON.stringify({ mcpServers: { name: server } }), 300);
  return `This is a command, and a file that tells of it is wanted. Write ${config} into a file, and name that.`;
}

function nameSlip(name: string): string {
  if (name === "") return 'There is no name before the "=".';
  const where = `in the name ${quoted(name)} before the "="`;
  const wrong = /[^\w.-]/u.exec(name)?.[0];
  if (wrong === undefined) return `The first character ${where} cannot stand there.`;
  return `${wrong === " " ? "The space" : `The character ${quoted(wrong)}`} ${where} cannot stand there.`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function publicPart(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
