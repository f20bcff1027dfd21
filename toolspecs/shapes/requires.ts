/** Preconditions between tools: names made full, and circles found. */
import type { Place } from "../place.js";
import type { Report } from "../report.js";
import type { ToolSpec } from "../toolspec.js";
import { findTool, toolId } from "./find.js";

/** The tool with its preconditions as `server/name`; what names no tool is reported. */
export function withRequiredTools(tool: ToolSpec, tools: readonly ToolSpec[], place: Place, report: Report): ToolSpec {
  if (tool.requires === undefined) return tool;
  const ids = tool.requires.flatMap((written) => {
    const found = findTool(written, tools, tool.server);
    if (found.ok) return [toolId(found.value)];
    report("unknown_tool", place, `What ${JSON.stringify(toolId(tool))} requires: ${found.issues.join(" ")}`);
    return [];
  });
  return { ...tool, requires: [...new Set(ids)] };
}

/** Tools that wait for each other could never be called. */
export function reportCircles(tools: readonly ToolSpec[], place: Place, report: Report): void {
  const required = new Map(tools.map((tool) => [toolId(tool), tool.requires ?? []]));
  const settled = new Set<string>();
  const visit = (id: string, way: readonly string[]): void => {
    if (way.includes(id)) {
      const circle = [...way.slice(way.indexOf(id)), id].map((step) => JSON.stringify(step)).join(" requires ");
      report("contradiction", place, `No plan could call these tools: ${circle}. Remove one of the requires.`);
    }
    if (settled.has(id)) return;
    settled.add(id);
    for (const next of required.get(id) ?? []) visit(next, [...way, id]);
  };
  for (const id of required.keys()) visit(id, []);
}
