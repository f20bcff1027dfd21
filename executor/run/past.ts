import type { Ask, Decision, End, Entry, Err, Made, Ok } from "../journal/entry.js";

/** What a journal says of one call. */
export interface PastCall {
  readonly made: Made;
  /** It was begun, and nobody saw its end or decided about it since. */
  readonly begun: boolean;
  /** What a person was asked about it as things stand. */
  readonly asked: Ask["about"] | undefined;
  /** What the person said, where that is not used up. */
  readonly decision?: Decision;
  readonly outcome?: Ok | Err;
}

/** A journal as a run is resumed from it. */
export interface Past {
  readonly calls: ReadonlyMap<number, PastCall>;
  /** In the order in which the program got them. */
  readonly outcomes: readonly (Ok | Err)[];
  /** Tools that a person approved for the whole run, as `server/name`. */
  readonly approvedTools: ReadonlySet<string>;
  readonly end: End | undefined;
}

/**
 * What no run writes: a second outcome of one call, or anything after the end. A file copied onto itself looks like that, and to replay it would give
 * the program an answer twice. In words, with the number of the entry from 1; nothing where all is well.
 */
export function damageIn(entries: readonly Entry[]): string | undefined {
  const known = new Set<number>();
  for (const [index, entry] of entries.entries()) {
    if (entries[index - 1]?.kind === "end") return `Entry ${index + 1} stands after the end of the run.`;
    if (entry.kind !== "ok" && entry.kind !== "err") continue;
    if (known.has(entry.call)) return `Entry ${index + 1} is a second outcome of call ${entry.call}.`;
    known.add(entry.call);
  }
  return undefined;
}

export function pastOf(entries: readonly Entry[]): Past {
  const calls = new Map<number, PastCall>();
  const approvedTools = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === "head" || entry.kind === "end") continue;
    const before = calls.get(entry.call);
    const after = next(before, entry);
    if (after === undefined) continue;
    calls.set(entry.call, after);
    const said = entry.kind === "answer" ? entry.answer : undefined;
    if (said?.say === "approve" && said.scope === "tool") approvedTools.add(after.made.tool);
  }
  return {
    calls,
    outcomes: entries.filter((entry) => entry.kind === "ok" || entry.kind === "err"),
    approvedTools,
    end: entries.findLast((entry) => entry.kind === "end"),
  };
}

type CallEntry = Exclude<Entry, { readonly kind: "head" | "end" }>;

function next(before: PastCall | undefined, entry: CallEntry): PastCall | undefined {
  if (entry.kind === "begin") return { made: entry, begun: true, asked: undefined };
  if (entry.kind === "ask") return { made: entry, begun: before?.begun ?? false, asked: entry.about };
  if (before === undefined) return undefined;
  return entry.kind === "answer" ? { ...before, decision: entry.answer } : { ...before, outcome: entry };
}
