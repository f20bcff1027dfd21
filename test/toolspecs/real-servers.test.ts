import { mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue, declarations, loadTools } from "#dist/toolspecs/index.js";
import { complaints } from "../support/compile.js";

const require = createRequire(import.meta.url);

/** The entry of a server's package, from its `bin`. */
function entry(name: string): string {
  const manifest = require.resolve(`${name}/package.json`);
  const { bin } = require(manifest) as { bin: Record<string, string> };
  return join(manifest, "..", Object.values(bin)[0] ?? "");
}

describe("declarations of real MCP servers", () => {
  it.each([
    ["@modelcontextprotocol/server-filesystem", [mkdtempSync(join(tmpdir(), "holdshort-"))], 10],
    ["@modelcontextprotocol/server-memory", [], 5],
    ["@modelcontextprotocol/server-everything", ["stdio"], 5],
  ] as const)("%s compile", async (name, args, atLeast) => {
    const tools = await loadTools({
      mcpServers: { real: { command: process.execPath, args: [entry(name), ...args] } },
    });
    expect(tools.length).toBeGreaterThanOrEqual(atLeast);
    const text = declarations(catalogue(tools));
    expect(complaints({ "tools.d.ts": text })).toEqual([]);
    expect(text.match(/^ {2}function /gm)).toHaveLength(tools.length);
  });
});
