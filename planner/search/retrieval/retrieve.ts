/**
 * Which tools are worth a closer look: those that share the most telling words with a request. One pass over an inverted index
 * (words to tools, made once for a set of tools), so that ten thousand tools cost little more than twenty.
 */
import type { ToolEntry } from "../tools/entry.js";
import type { ToolIndex } from "../tools/toolIndex.js";

/** Far more than a request can mean, so that nothing is lost by it where there are few tools. */
const most = 400;

/** The tools that have any of the stems; of many, those with the most weight of them. Ties go to the earlier tool. */
export function retrieve(stems: readonly string[], index: ToolIndex): readonly ToolEntry[] {
  const weights = new Map<ToolEntry, number>();
  for (const stem of stems) {
    const weight = index.weight(stem);
    for (const entry of index.having(stem)) weights.set(entry, (weights.get(entry) ?? 0) + weight);
  }
  if (weights.size <= most) return [...weights.keys()];
  return [...weights]
    .sort(([one, a], [other, b]) => b - a || one.place - other.place)
    .slice(0, most)
    .map(([entry]) => entry);
}
