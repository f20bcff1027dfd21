import type { Entry } from "../executor/index.js";

/** What a journal says about when things happened: a row for each call, in the order of their numbers. Times in ms since the epoch. */
export interface Timeline {
  /** Of the first thing that happened to a call, and of the last. */
  readonly from: number;
  readonly to: number;
  readonly rows: readonly TimelineRow[];
}

export interface TimelineRow {
  readonly call: number;
  /** `server/name`. */
  readonly tool: string;
  readonly spans: readonly Span[];
}

export interface Span {
  /** `made`: the tool was at it. `asked`: a person was. `lost`: it was begun, and nobody saw its end. */
  readonly kind: "made" | "asked" | "lost";
  readonly from: number;
  readonly to: number;
  /** How it ended; absent where it did not. */
  readonly end?: "ok" | "failed" | "denied" | "approved";
}

export function timelineOf(entries: readonly Entry[]): Timeline | undefined {
  const times = entries.flatMap((entry) => ("call" in entry ? [entry.at] : []));
  const from = Math.min(...times);
  const to = Math.max(...times);
  const calls = new Map<number, Entry[]>();
  for (const entry of entries) if ("call" in entry) calls.set(entry.call, [...(calls.get(entry.call) ?? []), entry]);
  const rows = [...calls]
    .sort(([one], [other]) => one - other)
    .flatMap(([call, list]) => {
      const made = list.find((entry) => entry.kind === "begin" || entry.kind === "ask");
      return made === undefined ? [] : [{ call, tool: made.tool, spans: spansOf(list, to) }];
    });
  return rows.length === 0 ? undefined : { from, to, rows };
}

/** What is open at the end of the journal lasts to its end. */
function spansOf(list: readonly Entry[], to: number): readonly Span[] {
  const spans: Span[] = [];
  let open: Entry | undefined;
  const close = (at: number, end: Span["end"]) => {
    if (open === undefined) return;
    const kind = open.kind === "ask" ? "asked" : end === undefined ? "lost" : "made";
    spans.push({ kind, from: open.at, to: at, ...(end !== undefined && { end }) });
    open = undefined;
  };
  for (const entry of list) {
    if (entry.kind === "begin" || entry.kind === "ask") {
      close(entry.at, undefined);
      open = entry;
    } else if (entry.kind === "answer") close(entry.at, entry.answer.say === "deny" ? "denied" : "approved");
    else if (entry.kind === "ok") close(entry.at, "ok");
    else if (entry.kind === "err") close(entry.at, "failed");
  }
  close(to, undefined);
  return spans;
}

/** A piece of the time axis: as long as it lasted, or, where nothing was called in it, cut short. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  /** Share of the width, 0 to 1. */
  readonly start: number;
  readonly end: number;
  readonly cut: boolean;
}

/** An idle piece that takes more than this share of the busy time is cut to it: a call of a second beside a weekend could not be seen. */
const mostIdle = 0.2;

/** The time axis. Its pieces are to one scale, but for those that are cut. */
export function axisOf({ from, to, rows }: Timeline): readonly Piece[] {
  const busy = rows.flatMap(({ spans }) => spans.filter(({ kind }) => kind === "made"));
  const marks = [...new Set([from, to, ...rows.flatMap(({ spans }) => spans.flatMap((span) => [span.from, span.to]))])];
  const ends = marks.sort((one, other) => one - other);
  const raw = ends.slice(1).map((end, index) => {
    const start = ends[index] ?? end;
    return { from: start, to: end, idle: !busy.some((span) => span.from < end && span.to > start) };
  });
  const work = raw.reduce((sum, piece) => sum + (piece.idle ? 0 : piece.to - piece.from), 0);
  const longest = Math.max(1, work) * mostIdle;
  const sized = raw.map((piece) => {
    const cut = piece.idle && piece.to - piece.from > longest;
    return { from: piece.from, to: piece.to, cut, size: cut ? longest : piece.to - piece.from };
  });
  const whole = sized.reduce((sum, { size }) => sum + size, 0) || 1;
  let done = 0;
  return sized.map((piece) => {
    const start = done / whole;
    done += piece.size;
    return { from: piece.from, to: piece.to, start, end: done / whole, cut: piece.cut };
  });
}

/** Where a moment lies on the axis, 0 to 1. */
export function placeOn(axis: readonly Piece[], at: number): number {
  const piece = axis.find(({ from, to }) => at >= from && at <= to);
  if (piece === undefined) return 0;
  const share = piece.to === piece.from ? 0 : (at - piece.from) / (piece.to - piece.from);
  return piece.start + share * (piece.end - piece.start);
}

export function durationWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 86_400_000) return `${(ms / 3_600_000).toFixed(1)} h`;
  return `${(ms / 86_400_000).toFixed(1)} days`;
}
