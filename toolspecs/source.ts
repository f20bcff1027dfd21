/** What people write after `--tools`, taken apart: an optional name, and a file or the address of an MCP server. */
import { access } from "node:fs/promises";
import { resolve } from "node:path";
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
  const what = "Give a file of tools, an OpenAPI document, an mcpServers config or the URL of an MCP server";
  if (text.trim() === "") return `The source is empty. ${what}.`;
  if (!/^[A-Za-z_][\w.-]*=\s*$/.test(text)) return undefined;
  return `The source ${JSON.stringify(text)} is a name without a source. ${what} after the "=".`;
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
