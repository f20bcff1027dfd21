/** Tools that name others, as preconditions or as what takes them back: names made full, and circles found. */
import type { Place } from "../place.js";
import type { Report } from "../report.js";
import type { ToolSpec } from "../toolspec.js";
import { undoProblems } from "../undo.js";
import { findTool, toolId } from "./find.js";

/** The tool with the others it names as `server/name`; what names no tool, or cannot be called as is said, is reported. */
export function withNamedTools(tool: ToolSpec, tools: readonly ToolSpec[], place: Place, report: Report): ToolSpec {
  const find = (written: string, what: string) => {
    const found = findTool(written, tools, tool.server);
    if (found.ok) return found.value;
    report("unknown_tool", place, `What ${JSON.stringify(toolId(tool))} ${what}: ${found.issues.join(" ")}`);
    return undefined;
  };
  const { requires, undo, ...rest } = tool;
  const required = requires?.map((written) => find(written, "requires")).filter((found) => found !== undefined);
  const inverse = undo === undefined ? undefined : find(undo.tool, "is undone by");
  if (undo !== undefined && inverse !== undefined) {
    for (const problem of undoProblems(undo, inverse.input)) {
      const message = `${JSON.stringify(toolId(tool))} is undone by ${JSON.stringify(toolId(inverse))}: ${problem}.`;
      report("invalid_shapes", place, message);
    }
  }
  return {
    ...rest,
    ...(required === undefined ? {} : { requires: [...new Set(required.map(toolId))] }),
    ...(undo === undefined || inverse === undefined ? {} : { undo: { ...undo, tool: toolId(inverse) } }),
  };
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
