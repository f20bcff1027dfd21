/** All tools of a catalogue by the words they answer to, so that choosing among thousands looks at few. */
import type { Catalogue } from "../../../toolspecs/index.js";
import { nounOf } from "../fill/called.js";
import { leaves } from "../fill/context.js";
import { entryOf, type ToolEntry } from "./entry.js";

export interface ToolIndex {
  readonly entries: readonly ToolEntry[];
  /** The tools that have a stem in their name, description or parameters. */
  having(stem: string): readonly ToolEntry[];
  /** How telling a stem is: rare among the tools is high, unknown to them the highest. */
  weight(stem: string): number;
  /** Stems of what parameters are named by: what the goal can call a value. */
  readonly nouns: ReadonlySet<string>;
  /** No tool takes an argument. */
  readonly takeNothing: boolean;
}

export function indexTools(catalogue: Catalogue): ToolIndex {
  const entries = catalogue.bindings.map(entryOf);
  const postings = new Map<string, ToolEntry[]>();
  for (const entry of entries) {
    for (const word of new Set([...entry.name, ...entry.description, ...entry.parameters])) {
      const list = postings.get(word);
      if (list === undefined) postings.set(word, [entry]);
      else list.push(entry);
    }
  }
  return {
    entries,
    nouns: new Set(entries.flatMap(({ slots }) => leaves(slots).map(nounOf))),
    takeNothing: entries.every(({ slots }) => slots.length === 0),
    having: (word) => postings.get(word) ?? [],
    weight: (word) => Math.log(1 + (entries.length + 1) / ((postings.get(word)?.length ?? 0) + 0.5)),
  };
}
