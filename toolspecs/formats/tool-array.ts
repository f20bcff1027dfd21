/**
 * Arrays of tools, and the `tools/list` answers that hold one. Each tool tells by its own keys whose format it is in, so
 * an array may mix them: requests to a model are a usual source, and those do.
 */
import { isObject, type Json, type JsonObject } from "../json.js";
import { inside, type Place } from "../place.js";
import type { Report } from "../report.js";
import { readTool, type ToolRecord } from "../spec.js";
import type { ToolSpec } from "../toolspec.js";

type Opened = Pick<ToolRecord, "fields" | "place" | "inputKey">;

interface ToolFormat {
  readonly name: string;
  /** The tool's fields if it is in this format. */
  open(tool: JsonObject, place: Place): Opened | undefined;
}

const formats: readonly ToolFormat[] = [
  { name: "MCP", open: keyed("inputSchema") },
  { name: "Anthropic", open: keyed("input_schema") },
  { name: "OpenAI chat completions", open: openFunction },
  { name: "OpenAI responses, and functions on their own", open: openBare },
];

function keyed(inputKey: string): ToolFormat["open"] {
  return (fields, place) => (Object.hasOwn(fields, inputKey) ? { fields, place, inputKey } : undefined);
}

function openFunction(tool: JsonObject, place: Place): Opened | undefined {
  if (!isObject(tool.function)) return undefined;
  const { function: inner, ...outer } = tool;
  return { fields: { ...outer, ...inner }, place: inside(place, "function"), inputKey: "parameters" };
}

/** Tools that a provider runs itself (`{"type": "web_search"}`) have the shape too, but no signature to plan with. */
function openBare(fields: JsonObject, place: Place): Opened | undefined {
  const named = fields.type === undefined || fields.type === "function" || Object.hasOwn(fields, "parameters");
  return named ? { fields, place, inputKey: "parameters" } : undefined;
}

export interface ToolArray {
  readonly tools: readonly Json[];
  readonly place: Place;
  /** Whether the document says that there are more tools than it holds. */
  readonly cut?: boolean;
}

/** The array of tools in a document, if that is what the document is. */
export function findToolArray(document: Json, place: Place): ToolArray | undefined {
  if (Array.isArray(document)) return { tools: document, place };
  if (!isObject(document)) return undefined;
  if (Array.isArray(document.tools)) {
    const { tools, nextCursor } = document;
    return { tools, place: inside(place, "tools"), cut: typeof nextCursor === "string" && nextCursor !== "" };
  }
  return isObject(document.result) ? findToolArray(document.result, inside(place, "result")) : undefined;
}

export function readToolArray({ tools, place, cut }: ToolArray, server: string, report: Report): readonly ToolSpec[] {
  if (cut === true) {
    const advice = "Add those of the pages behind it, or name the server itself as the source";
    report("note", place, `This is one page of a longer list (it has a nextCursor), so tools are missing. ${advice}.`);
  }
  return tools.flatMap((tool, index) => {
    const at = inside(place, index);
    const opened = openTool(tool, at, report);
    const spec = opened === undefined ? undefined : readTool({ server, ...opened }, report);
    return spec === undefined ? [] : [spec];
  });
}

function openTool(tool: Json, place: Place, report: Report): Opened | undefined {
  if (!isObject(tool)) {
    report(
      "invalid_tool",
      place,
      "A tool is an object with a name and an input schema. Remove this entry or complete it.",
    );
    return undefined;
  }
  for (const format of formats) {
    const opened = format.open(tool, place);
    if (opened !== undefined) return opened;
  }
  const type = typeof tool.type === "string" ? ` of type ${JSON.stringify(tool.type)}` : "";
  const advice = "holdshort plans with function tools only; remove it or describe it with parameters";
  report("invalid_tool", place, `This tool${type} has no signature: ${advice}.`);
  return undefined;
}
