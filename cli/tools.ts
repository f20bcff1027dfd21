import { resolve } from "node:path";
import type { LiveServer, Outcome, SourceNote, ToolSpec } from "../toolspecs/index.js";
import { builtinTools, failure, success } from "../toolspecs/index.js";
import type { Context } from "./context.js";
import type { ToolsFlags } from "./options.js";
import { noteText, type Problem, usage } from "./problem.js";

/** Takes over MCP servers, still running. */
type Keep = (server: string, live: LiveServer) => void;

/** The tools of all sources of a command line. What was read in one of several ways is noted on stderr. */
export async function toolsOf(
  flags: ToolsFlags,
  context: Context,
  keep?: Keep,
): Promise<Outcome<readonly ToolSpec[], Problem>> {
  const read = await readSources(flags, context, keep);
  if (!read.ok) return read;
  context.io.stderr.write(noteText(read.value.notes));
  return success(read.value.tools);
}

export interface SourcesRead {
  readonly tools: readonly ToolSpec[];
  readonly notes: readonly SourceNote[];
}

/** The same for those who tell the notes in their own way. */
export async function readSources(
  { tools: sources = [], base, shapes = [], observed = [], mcpTimeout, builtins = [] }: ToolsFlags,
  { io, parts }: Context,
  keep?: Keep,
): Promise<Outcome<SourcesRead, Problem>> {
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
  return read.ok ? success({ tools: [...read.value, ...builtinTools(builtins)], notes }) : read;
}
