/** What the tools of a set say of many things, worked out once for the set: no goal has to look at every tool again. */

import { elementsOf } from "../link/outputs.js";
import type { ToolEntry } from "../tools/entry.js";
import { splitName } from "../words/split.js";
import { stem } from "../words/stem.js";
import { fieldsOf, flagNames, traitWords } from "./fields.js";

export interface Vocabulary {
  /** Some tool that only looks returns a list of records. */
  readonly lists: boolean;
  /** Words that say of the elements of some list which of them are meant, without signs between their parts. */
  readonly traits: ReadonlySet<string>;
  /** Those of them that are the names of yes-or-no fields. */
  readonly flags: ReadonlySet<string>;
  /** Stems of the names of the fields of elements. */
  readonly fields: ReadonlySet<string>;
  /** Stems of words for what tools deal with: `build` of `list_builds` too, although one can build. */
  readonly things: ReadonlySet<string>;
}

export function vocabularyOf(entries: readonly ToolEntry[]): Vocabulary {
  const elements = entries
    .filter(({ acts }) => !acts)
    .flatMap(({ binding }) => elementsOf(binding.spec.output.schema))
    .map(fieldsOf);
  const named = entries.flatMap(({ binding }) => splitName(binding.spec.name).slice(1).map(stem));
  return {
    lists: elements.length > 0,
    traits: new Set(elements.flatMap(traitWords)),
    flags: new Set(elements.flatMap(flagNames)),
    fields: new Set(elements.flat().flatMap(({ words }) => words)),
    things: new Set([...named, ...entries.flatMap(({ things }) => things)]),
  };
}

/** The same, once for each set of tools. */
export function vocabularyReader(): (entries: readonly ToolEntry[]) => Vocabulary {
  const known = new WeakMap<readonly ToolEntry[], Vocabulary>();
  return (entries) => {
    const found = known.get(entries) ?? vocabularyOf(entries);
    known.set(entries, found);
    return found;
  };
}
