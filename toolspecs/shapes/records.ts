/**
 * Recorded outputs: JSON Lines with an object each, `{"tool": …, "server": …, "output": …}`. Lines about other things, and
 * about tools that are not at hand, are passed over: a journal of real runs holds more than outputs of these tools.
 */
import { resolve } from "node:path";
import { isObject, type Json } from "../json.js";
import { isJson } from "../plain.js";
import { readTextFile } from "../read-file.js";
import type { Report } from "../report.js";
import type { ToolSpec } from "../toolspec.js";
import { findTool } from "./find.js";
import { counted, schemaOf } from "./infer.js";
import { join, observe, type Seen } from "./seen.js";

export interface OutputRecord {
  readonly tool: string;
  readonly server?: string;
  readonly output: Json;
}

export async function readRecords(path: string, cwd: string, report: Report): Promise<readonly OutputRecord[]> {
  const place = { source: path, path: [] };
  const text = await readTextFile(resolve(cwd, path), place);
  if (!text.ok) {
    for (const { code, message } of text.issues) report(code, place, message);
    return [];
  }
  const records: OutputRecord[] = [];
  for (const [index, line] of text.value
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    const parsed = parsedLine(line);
    // After one broken line there is no telling what the others are.
    if (parsed === undefined) {
      report("not_json", { source: `${path} line ${index + 1}`, path: [] }, unreadable);
      return [];
    }
    records.push(...recordIn(parsed));
  }
  if (records.length === 0) report("no_outputs", place, "No outputs are recorded in it. Check the path.");
  return records;
}

const unreadable =
  'This is not plain JSON. Recorded outputs stand one to a line: {"tool": …, "server": …, "output": …}.';

function parsedLine(line: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function recordIn(line: Json): readonly OutputRecord[] {
  if (!isObject(line)) return [];
  const { tool, server, output } = line;
  if (typeof tool !== "string" || output === undefined) return [];
  return [{ tool, output, ...(typeof server === "string" ? { server } : {}) }];
}

interface Recorded {
  readonly seen: Seen;
  readonly count: number;
}

/** Outputs that were seen fill in where no source declares any; they count for more than examples in a source. */
export function observed(
  tools: readonly ToolSpec[],
  records: readonly OutputRecord[],
  report: Report,
): readonly ToolSpec[] {
  const place = { source: "observed outputs", path: [] };
  const byTool = new Map<ToolSpec, Recorded>();
  for (const { tool: name, server, recorded } of byName(records)) {
    const offered = server === undefined ? tools : tools.filter((tool) => tool.server === server);
    const found = findTool(name, offered);
    if (found.ok) byTool.set(found.value, together(byTool.get(found.value), recorded));
    else if (offered.some((tool) => tool.name === name)) report("unknown_tool", place, found.issues.join(" "));
  }
  if (records.length > 0 && byTool.size === 0) {
    report("no_outputs", place, "The recorded outputs are of other tools than these. Check the names in the file.");
  }
  return tools.map((tool) => withObserved(tool, byTool.get(tool)));
}

interface Named {
  readonly tool: string;
  readonly server: string | undefined;
  readonly recorded: Recorded;
}

function byName(records: readonly OutputRecord[]): Iterable<Named> {
  const groups = new Map<string, Named>();
  for (const { tool, server, output } of records) {
    const key = JSON.stringify([server, tool]);
    const { seen, count } = groups.get(key)?.recorded ?? { seen: undefined, count: 0 };
    groups.set(key, { tool, server, recorded: { seen: observe(seen, output), count: count + 1 } });
  }
  return groups.values();
}

function together(one: Recorded | undefined, other: Recorded): Recorded {
  return one === undefined ? other : { seen: join(one.seen, other.seen), count: one.count + other.count };
}

function withObserved(tool: ToolSpec, recorded: Recorded | undefined): ToolSpec {
  if (recorded === undefined || tool.output.origin === "declared") return tool;
  const basis = `observed in ${counted(recorded.count, "output")}`;
  return { ...tool, output: { schema: schemaOf(recorded.seen), origin: "observed", basis } };
}
