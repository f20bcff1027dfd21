/**
 * What the plan knows of the world grows old: a person may take days to approve, a run may be resumed next week. Before a call
 * that cannot be undone, what its arguments and its being made rest on is read again where it is older than its tool says
 * that it stays true (TicToc, arXiv 2510.23853: reuse while fresh, read again what only reads, ask where something is at stake).
 */
import { canonicalJson, isObject, type Json, toolId } from "../../toolspecs/index.js";
import type { Evidence } from "../../verifier/index.js";
import type { CallState } from "./call-state.js";

/** Where nobody said how long: the one threshold that did best in TicToc. In ms. */
export const usuallyFresh = 30 * 60_000;

interface Moment {
  /** ms since the epoch. */
  readonly now: number;
  readonly provenance: Evidence["provenance"];
}

/**
 * The reads before a call that cannot be undone that it rests on and that are out of date. A read before a change that the plan itself made on the
 * same server is not among them: that it would answer otherwise now is what the plan wanted.
 */
export function outOfDate(
  calls: readonly CallState[],
  call: CallState,
  { now, provenance }: Moment,
): readonly CallState[] {
  if (call.tool.effect !== "irreversible" || call.insisted) return [];
  const wanted = restsOn(call, provenance);
  return calls.slice(0, call.number - 1).filter((read) => {
    if (read.tool.effect !== "read" || read.observedAt === undefined || !wanted.has(toolId(read.tool))) return false;
    // A person is not asked twice, and a text says what it said: where it came from is read again, if anything is.
    if (read.tool.builtin !== undefined) return false;
    if (now - read.observedAt <= (read.tool.freshFor ?? usuallyFresh)) return false;
    const later = calls.slice(read.number, call.number - 1);
    return !later.some(
      ({ tool, standing }) => tool.effect !== "read" && tool.server === read.tool.server && standing === "ok",
    );
  });
}

/** Tools out of whose outputs the arguments of the call come, or that decide whether it is made. */
function restsOn({ tool }: CallState, provenance: Evidence["provenance"]): ReadonlySet<string> {
  const sites = provenance.filter((site) => site.server === tool.server && site.tool === tool.name);
  const sources = sites.flatMap(({ arguments: args, decidedBy }) => [
    ...args.flatMap(({ from }) => from),
    ...decidedBy,
  ]);
  return new Set(
    sources.flatMap((source) =>
      source.kind === "output" ? [toolId({ server: source.server, name: source.tool })] : [],
    ),
  );
}

/** What reads say now that they did not say before, in words. One that still says the same counts as seen now. */
export async function changed(
  reads: readonly CallState[],
  now: number,
  readToday: (read: CallState) => Promise<Json | undefined>,
): Promise<string | undefined> {
  const changes = await Promise.all(
    reads.map(async (read) => {
      const today = await readToday(read);
      const change = today === undefined ? `${read.made.tool} cannot be read again` : changeIn(read, today, now);
      if (change === undefined) read.observedAt = now;
      return change;
    }),
  );
  const found = changes.filter((change) => change !== undefined);
  return found.length === 0 ? undefined : found.join("; ");
}

function changeIn({ made, output, observedAt = 0 }: CallState, today: Json, now: number): string | undefined {
  const path = firstDifference(output ?? null, today, "");
  if (path === undefined) return undefined;
  const where = path === "" ? "" : ` at ${path.replace(/^\./, "")}`;
  return `${made.tool} answers otherwise${where} than it did ${ageWords(now - observedAt)} ago`;
}

function firstDifference(one: Json, other: Json, path: string): string | undefined {
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return first(one.map((value: Json, index) => firstDifference(value, other[index] ?? null, `${path}[${index}]`)));
  }
  if (
    isObject(one) &&
    isObject(other) &&
    canonicalJson(Object.keys(one).sort()) === canonicalJson(Object.keys(other).sort())
  ) {
    return first(
      Object.keys(one).map((key) => firstDifference(one[key] ?? null, other[key] ?? null, `${path}.${key}`)),
    );
  }
  return canonicalJson(one) === canonicalJson(other) ? undefined : path;
}

function first(paths: readonly (string | undefined)[]): string | undefined {
  return paths.find((path) => path !== undefined);
}

function ageWords(ms: number): string {
  const [size, unit] =
    ms < 120_000
      ? [1_000, "seconds"]
      : ms < 7_200_000
        ? [60_000, "minutes"]
        : ms < 172_800_000
          ? [3_600_000, "hours"]
          : [86_400_000, "days"];
  return `${Math.round(ms / Number(size))} ${unit}`;
}
