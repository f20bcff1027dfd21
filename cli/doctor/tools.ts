import type { ToolSpec } from "../../toolspecs/index.js";
import type { Context } from "../context.js";
import type { ToolsFlags } from "../options.js";
import { readSources } from "../tools.js";
import { type Finding, toldOf } from "./finding.js";

/** Each source on its own, so that one that is down does not hide the others; then all of them together, as commands read them. */
export async function checkTools(
  flags: ToolsFlags,
  context: Context,
): Promise<{ readonly findings: readonly Finding[]; readonly tools: readonly ToolSpec[] | undefined }> {
  const { tools: sources = [], shapes = [], observed = [] } = flags;
  if (sources.length === 0) {
    const message = "none are named; say where they are with --tools, or in a holdshort.json";
    return { findings: [{ state: "note", about: "tools", message }], tools: [] };
  }
  const findings = (await Promise.all(sources.map((source) => checkSource(source, flags, context)))).flat();
  if (findings.some(({ state }) => state === "wrong")) return { findings, tools: undefined };
  const all = await readSources(flags, context);
  if (all.ok) return { findings, tools: all.value.tools };
  const about = ["tools", ...shapes, ...observed].join(" ");
  return {
    findings: [...findings, ...all.issues.map(({ place, message }) => wrong(about, `${place}: ${message}`))],
    tools: undefined,
  };
}

async function checkSource(source: string, flags: ToolsFlags, context: Context): Promise<readonly Finding[]> {
  const started = performance.now();
  const read = await readSources({ ...flags, tools: [source], shapes: [], observed: [], builtins: [] }, context);
  const about = `tools ${shownSource(source)}`;
  if (!read.ok) return [wrong(about, read.issues.map((issue) => toldOf(source, issue)).join("\n"))];
  const { tools, notes } = read.value;
  const servers = new Set(tools.map(({ server }) => server));
  const count = tools.length === 1 ? "1 tool" : `${tools.length} tools`;
  const ms = Math.round(performance.now() - started);
  return [
    { state: "ok", about, message: `${count} of ${[...servers].join(", ")}, read in ${ms} ms` },
    ...notes.map((note): Finding => ({ state: "note", about, message: toldOf(source, note) })),
  ];
}

/** An address may hold a key in its query. */
function shownSource(source: string): string {
  return source.replace(/(https?:\/\/)(?:[^/@]*@)?([^?#]*).*/i, "$1$2");
}

function wrong(about: string, message: string): Finding {
  return { state: "wrong", about, message };
}
