import { resolve } from "node:path";
import { canonicalJson, type Json } from "../json.js";
import { inside, type Place } from "../place.js";
import { checkPlain, readJsonFile } from "../read-file.js";
import type { Report } from "../report.js";
import type { ToolSpec } from "../toolspec.js";
import { type Entry, readEntries, type ShapesDocument } from "./document.js";
import { findTool, toolId } from "./find.js";
import { withNamedTools } from "./requires.js";
import { readSaid } from "./said.js";

export interface PlacedDocument {
  readonly document: Json;
  readonly place: Place;
}

/** A path, or the document itself. Nothing if it cannot be read, which is reported. */
export async function openDocument(
  shapes: string | ShapesDocument,
  index: number,
  { cwd, report }: { readonly cwd: string; readonly report: Report },
): Promise<readonly PlacedDocument[]> {
  const place = { source: typeof shapes === "string" ? shapes : `shapes ${index + 1}`, path: [] };
  const opened = await (typeof shapes === "string"
    ? readJsonFile(resolve(cwd, shapes), place)
    : checkPlain(shapes, place));
  if (opened.ok) return [{ document: opened.value, place }];
  for (const { code, message } of opened.issues) report(code, place, message);
  return [];
}

/** The tools as the user's files have them. Files add to each other; of one thing they may not say two. */
export function assume(
  tools: readonly ToolSpec[],
  documents: readonly PlacedDocument[],
  report: Report,
): readonly ToolSpec[] {
  const entries = documents.flatMap(({ document, place }) => readEntries(document, place, report));
  const byTool = new Map<ToolSpec, Entry[]>();
  for (const entry of entries) {
    const found = findTool(entry.tool, tools);
    if (found.ok) byTool.set(found.value, [...(byTool.get(found.value) ?? []), entry]);
    else report("unknown_tool", entry.place, found.issues.join(" "));
  }
  return tools.map((tool) => {
    const about = byTool.get(tool) ?? [];
    reportDoubles(tool, about, report);
    return about.reduce((whole, entry) => changed(whole, entry, { original: tool, tools, report }), tool);
  });
}

interface Surroundings {
  /** The tool as its source has it. */
  readonly original: ToolSpec;
  readonly tools: readonly ToolSpec[];
  readonly report: Report;
}

function changed(tool: ToolSpec, entry: Entry, { original, tools, report }: Surroundings): ToolSpec {
  const said = readSaid(entry, original, report);
  const { effectSupposed, ...known } = { ...tool, ...said };
  const whole: ToolSpec = { ...known, ...(effectSupposed === true && said.effect === undefined && { effectSupposed }) };
  const naming = said.undo !== undefined ? "undo" : said.requires !== undefined ? "requires" : undefined;
  return naming === undefined ? whole : withNamedTools(whole, tools, inside(entry.place, naming), report);
}

function reportDoubles(tool: ToolSpec, entries: readonly Entry[], report: Report): void {
  const seen = new Map<string, { readonly value: string; readonly place: Place }>();
  for (const { fields, place } of entries) {
    for (const [key, written] of Object.entries(fields)) {
      const value = canonicalJson(written);
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, { value, place });
      else if (earlier.value !== value) {
        const elsewhere = earlier.place.source === place.source ? "further up" : `in ${earlier.place.source}`;
        const message = `${JSON.stringify(toolId(tool))} has another ${key} ${elsewhere}. Keep one of the two.`;
        report("contradiction", inside(place, key), message);
      }
    }
  }
}
