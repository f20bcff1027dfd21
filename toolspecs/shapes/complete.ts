import type { Report } from "../report.js";
import type { ToolSpec } from "../toolspec.js";
import { assume, openDocument } from "./assume.js";
import type { ShapesDocument } from "./document.js";
import { observed, readRecords } from "./records.js";
import { reportCircles } from "./requires.js";

interface Additions {
  /** Where relative paths start. */
  readonly cwd: string;
  readonly shapes: readonly (string | ShapesDocument)[];
  readonly observed: readonly string[];
}

/** Tools with what was seen of them, and then with what the user says of them: the user has the last word. */
export async function complete(
  tools: readonly ToolSpec[],
  { cwd, shapes, observed: files }: Additions,
  report: Report,
): Promise<readonly ToolSpec[]> {
  const records = await inTurn(files, (file) => readRecords(file, cwd, report));
  const seen = files.length === 0 ? tools : observed(tools, records.flat(), report);
  const documents = await inTurn(shapes, (shape, index) => openDocument(shape, index, { cwd, report }));
  const said = assume(seen, documents.flat(), report);
  reportCircles(said, { source: "requires", path: [] }, report);
  return said;
}

/** One after the other, so that issues come in the order of the files. */
async function inTurn<T, R>(all: readonly T[], read: (one: T, index: number) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const [index, one] of all.entries()) results.push(await read(one, index));
  return results;
}
