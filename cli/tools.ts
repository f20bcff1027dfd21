import { resolve } from "node:path";
import type { LiveServer, Outcome, SourceNote, ToolSpec } from "../toolspecs/index.js";
import { builtinTools, failure, success } from "../toolspecs/index.js";
import type { Context } from "./context.js";
import type { ToolsFlags } from "./options.js";
import { noteText, type Problem, usage } from "./problem.js";

/** The tools of all sources of a command line. */
export async function toolsOf(
  { tools: sources = [], base, shapes = [], observed = [], mcpTimeout, builtins = [] }: ToolsFlags,
  { io, parts }: Context,
  /** Takes over the MCP servers, still running. */
  keep?: (server: string, live: LiveServer) => void,
): Promise<Outcome<readonly ToolSpec[], Problem>> {
  if (sources.length === 0) {
    return failure(
      usage(
        "No tools are given. Say where they are with --tools <source>, or in a holdshort.json: a file of tools, an OpenAPI document, an mcpServers config or an MCP server URL.",
      ),
    );
  }
  const { readTools } = await parts.toolspecs();
  // What else the command line names is still meant from here.
  const fromHere = (file: string) => (base === undefined ? file : resolve(io.cwd, file));
  const patience = mcpTimeout === undefined ? {} : { timeoutMs: mcpTimeout * 1_000 };
  const notes: SourceNote[] = [];
  const read = await readTools(sources, {
    cwd: base ?? io.cwd,
    signal: io.signal,
    shapes: shapes.map(fromHere),
    observed: observed.map(fromHere),
    ...patience,
    ...(keep && { keep }),
    note: (note) => void notes.push(note),
  });
  io.stderr.write(noteText(notes));
  return read.ok ? success([...read.value, ...builtinTools(builtins)]) : read;
}
