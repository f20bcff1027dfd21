/**
 * Which of several servers gets the next question. Fewest of our own requests first; of equals the freest, by what Llumnix (arXiv
 * 2406.03243, section 4.2) calls freeness: the decode steps that its memory lasts for. Our own numbers are never stale, a server's are.
 * Pure: who stands how goes in, where to go comes out.
 */

/** How one server stands. Times are in ms, on the clock of `Wish.now`. */
export interface Standing {
  /** Our requests under way there. */
  readonly inFlight: number;
  /** Of those, such as somebody waits for. */
  readonly urgent: number;
  /** Requests at the same time, at most. */
  readonly slots: number;
  /** It failed, and is left alone until then. */
  readonly rest?: { readonly until: number; readonly asked: boolean } | undefined;
  /** What it says of itself, where it does. */
  readonly load?: Load | undefined;
}

export interface Load {
  /** Requests that wait for a place in its batch, whoever sent them. */
  readonly waiting: number;
  readonly freeness: number;
}

export interface Wish {
  readonly now: number;
  /** Somebody waits for it; what is not urgent leaves a slot free. */
  readonly isUrgent: boolean;
  /** A rest that lasts longer is not waited for. */
  readonly latest: number;
  /** Where the beginning of the conversation is in the cache. */
  readonly homes?: ReadonlySet<number> | undefined;
  /** Servers that failed this very question already. */
  readonly failed: ReadonlySet<number>;
  /** It is asked again of servers that failed it, so they get the rest that is their due. */
  readonly isRepeat: boolean;
  /** Among equals the first from here on, going round. */
  readonly turn: number;
}

export type Choice =
  | { readonly kind: "go"; readonly to: number }
  /** Until a request ends or, if that comes first, until then. */
  | { readonly kind: "wait"; readonly until: number | undefined }
  /** Each has failed it, or rests for too long. */
  | { readonly kind: "none" };

/** A queue of this many more of our own requests costs more than reading a prompt again (`bench/RESULTS.md`, "Models"). */
const movingPays = 4;

export function choose(standings: readonly Standing[], wish: Wish): Choice {
  const open = [...standings.entries()].filter(([index]) => !wish.failed.has(index));
  if (open.length === 0) return { kind: "none" };
  const rested = open.filter(([, { rest }]) => rest === undefined || rest.until <= wish.now);
  const awake = rested.length > 0 ? rested : woken(open, wish);
  const until = Math.min(...open.flatMap(([, { rest }]) => (rest && rest.until > wish.now ? [rest.until] : [])));
  if (awake.length === 0 && until > wish.latest) return { kind: "none" };
  const later = { kind: "wait", until: Number.isFinite(until) ? until : undefined } as const;
  const room = awake.filter(([, { inFlight, slots }]) => inFlight < slots);
  if (room.length === 0 || (!wish.isUrgent && !leavesRoom(awake))) return later;
  return { kind: "go", to: best(room, wish) };
}

type Place = readonly [number, Standing];

/** With all of them resting, the one whose rest we only guessed may be back already. */
function woken(open: readonly Place[], { isRepeat }: Wish): readonly Place[] {
  if (isRepeat) return [];
  const guessed = open.filter(([, { rest }]) => rest?.asked === false);
  return guessed.toSorted(([, a], [, b]) => (a.rest?.until ?? 0) - (b.rest?.until ?? 0)).slice(0, 1);
}

/** Headroom: one slot of the fleet is for what somebody waits for, and is taken or free. */
function leavesRoom(awake: readonly Place[]): boolean {
  const total = awake.reduce((sum, [, { slots }]) => sum + slots, 0);
  const free = awake.reduce((sum, [, { slots, inFlight }]) => sum + Math.max(0, slots - inFlight), 0);
  const kept = total > 1 && awake.every(([, { urgent }]) => urgent === 0) ? 1 : 0;
  return free > kept;
}

function best(room: readonly Place[], wish: Wish): number {
  const sorted = room.toSorted((a, b) => compare(a, b, wish));
  const [first] = sorted;
  const home = sorted.find(([index]) => wish.homes?.has(index));
  if (first === undefined) return 0;
  return home !== undefined && !moves(home[1], first[1]) ? home[0] : first[0];
}

function compare([one, a]: Place, [other, b]: Place, { turn }: Wish): number {
  if (a.inFlight !== b.inFlight) return a.inFlight - b.inFlight;
  if (a.load && b.load && a.load.freeness !== b.load.freeness) return b.load.freeness - a.load.freeness;
  return around(one, turn) - around(other, turn);
}

/** Far beyond any fleet. */
const round = 2 ** 20;
function around(index: number, turn: number): number {
  return index >= turn ? index : index + round;
}

function moves(home: Standing, other: Standing): boolean {
  if (home.inFlight >= other.inFlight + movingPays) return true;
  return (home.load?.waiting ?? 0) > 0 && other.load?.waiting === 0;
}
