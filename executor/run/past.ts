import type { Ask, Decision, End, Entry, Err, Made, Ok } from "../journal/entry.js";

/** What a journal says of one call. */
export interface PastCall {
  readonly made: Made;
  /** It was begun, and nobody saw its end or decided about it since. */
  readonly begun: boolean;
  /** When it was begun last, in ms since the epoch. */
  readonly begunAt?: number;
  /** What a person was asked about it as things stand. */
  readonly asked: Ask["about"] | undefined;
  /** Why the person was asked, where that was told. */
  readonly reason?: string;
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

type CallEntry = Exclude<Entry, { readonly kind: "head" | "end" }>;

/**
 * What no run writes: a call numbered below 1, a second outcome of one call, an outcome or an answer before the call was begun or asked about, or
 * anything after the end. A file copied onto itself or with its lines moved looks like that, and to replay it would give the program an answer twice, or
 * ask again what was answered. In words, with the number of the entry from 1; nothing where all is well.
 */
export function damageIn(entries: readonly Entry[]): string | undefined {
  const calls = new Map<number, Progress>();
  for (const [index, entry] of entries.entries()) {
    if (entries[index - 1]?.kind === "end") return `Entry ${index + 1} stands after the end of the run.`;
    if (entry.kind === "head" || entry.kind === "end") continue;
    if (entry.call < 1) return `Entry ${index + 1} is about call ${entry.call}, and calls count from 1.`;
    const so = calls.get(entry.call) ?? fresh;
    const problem = oddAfter(so, entry);
    if (problem !== undefined) return `Entry ${index + 1} is ${problem} call ${entry.call}.`;
    calls.set(entry.call, after(so, entry));
  }
  return undefined;
}

/** How far a call has come in a journal. */
interface Progress {
  readonly begun: boolean;
  readonly asked: Ask["about"] | undefined;
  readonly over: boolean;
}

const fresh: Progress = { begun: false, asked: undefined, over: false };

function oddAfter({ begun, asked, over }: Progress, { kind }: CallEntry): string | undefined {
  const isOutcome = kind === "ok" || kind === "err";
  if (isOutcome && over) return "a second outcome of";
  if (kind === "answer")
    return begun || asked !== undefined ? undefined : "an answer to a question that nobody asked about";
  // What is denied is never begun, and what the plan asks for is no call of a tool.
  const known = begun || (kind === "ok" ? asked === "value" : asked !== undefined);
  return isOutcome && !known ? "an outcome before the beginning of" : undefined;
}

function after(so: Progress, entry: CallEntry): Progress {
  if (entry.kind === "begin") return { ...so, begun: true };
  if (entry.kind === "ask") return { ...so, asked: entry.about };
  return { ...so, over: so.over || entry.kind === "ok" || entry.kind === "err" };
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

function next(before: PastCall | undefined, entry: CallEntry): PastCall | undefined {
  if (entry.kind === "begin") return { made: entry, begun: true, begunAt: entry.at, asked: undefined };
  if (entry.kind === "ask") {
    const { about, reason } = entry;
    const { begun = false, begunAt } = before ?? {};
    const since = begunAt === undefined ? {} : { begunAt };
    return { made: entry, begun, ...since, asked: about, ...(reason !== undefined && { reason }) };
  }
  if (before === undefined) return undefined;
  return entry.kind === "answer" ? { ...before, decision: entry.answer } : { ...before, outcome: entry };
}
