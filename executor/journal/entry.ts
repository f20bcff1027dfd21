import type { Site } from "../../policy/index.js";
import { hashOfValue, isObject, type Json } from "../../toolspecs/index.js";

/**
 * What happened in a run, one entry an event, in the order in which it happened. `call` is the number of the call in the run, from 1;
 * `at` is ms since the epoch. Values are as they may be written down: what is secret is not in them.
 */
export type Entry = Head | Begin | Ok | Err | Ask | Answered | End;

interface Event {
  readonly call: number;
  readonly at: number;
}

/** Always the first: what the run is bound to. */
export interface Head {
  readonly kind: "head";
  readonly version: 1;
  /** Names the run, and stands in front of its idempotency keys. */
  readonly run: string;
  /** A `VerifiedPlan`. Whoever reads it back checks its hash. */
  readonly plan: Json;
  /** What the plan was given; absent where it takes nothing. */
  readonly input?: Json;
  /** What clock and randomness of the plan are made of. */
  readonly clock: number;
  readonly seed: number;
  /** Kept for whoever resumes the run; the executor does not look inside. */
  readonly note: Json;
  /** Of a run that takes back what another did. */
  readonly takesBack?: TakesBack;
  readonly at: number;
}

export interface TakesBack {
  /** Id of the other run. */
  readonly run: string;
  /** Its calls, each taken back by one call of this run, in the order in which this run makes them. */
  readonly calls: readonly number[];
}

/** Which call of the program an entry belongs to. Told by `ask` and `begin`, whichever comes first, and held against the program on replay. */
export interface Made {
  /** `server/name`. */
  readonly tool: string;
  readonly args: Json;
  /** Of `args` as they stand here. */
  readonly hash: string;
  /** Where the program writes the call, where that is known. For whoever looks at the run: nothing rests on it. */
  readonly site?: Site;
}

/** The tool is about to be called: from here on, the call may have happened. */
export interface Begin extends Event, Made {
  readonly kind: "begin";
  readonly key: string;
}

/** The tool answered. The order of `ok` and `err` is the order in which the program got to know. */
export interface Ok extends Event {
  readonly kind: "ok";
  readonly value: Json;
  /** The value held a secret and is not all here: nothing can be replayed from it. */
  readonly partial?: true;
}

/** The tool failed, or a person denied the call: the program got this message as an error. */
export interface Err extends Event {
  readonly kind: "err";
  readonly message: string;
}

/**
 * A person is asked: whether the call may be made, also where what it rests on changed, what became of one whose end nobody saw, or
 * what the plan wants to know.
 */
export interface Ask extends Event, Made {
  readonly kind: "ask";
  readonly about: "approval" | "stale" | "unknown" | "value";
  /** Why the end is not known, or what changed: for whoever answers from another process. */
  readonly reason?: string;
}

export interface Answered extends Event {
  readonly kind: "answer";
  readonly answer: Decision;
}

/** What a person said that stays said. */
export type Decision =
  /** `scope: "tool"`: for every further call of the tool in this run too. */
  | { readonly say: "approve"; readonly scope?: "call" | "tool" }
  | { readonly say: "deny"; readonly reason?: string }
  /** Of a call whose end nobody saw: make it again, it failed, or it happened and this is what it returned. */
  | { readonly say: "again" }
  | { readonly say: "failed" }
  | { readonly say: "happened"; readonly value: Json }
  /** What the plan asked for. */
  | { readonly say: "value"; readonly value: Json };

/** The run is over and is not gone on with. */
export interface End {
  readonly kind: "end";
  readonly end:
    | { readonly outcome: "done"; readonly value: Json }
    | { readonly outcome: "failed"; readonly code: string; readonly message: string };
  readonly at: number;
}

const members: {
  readonly [K in Entry["kind"]]: readonly (readonly [string, "string" | "number" | "any" | "object"])[];
} = {
  head: [
    ["run", "string"],
    ["plan", "object"],
    ["clock", "number"],
    ["seed", "number"],
    ["note", "any"],
  ],
  begin: [
    ["call", "number"],
    ["tool", "string"],
    ["args", "any"],
    ["hash", "string"],
    ["key", "string"],
  ],
  ok: [
    ["call", "number"],
    ["value", "any"],
  ],
  err: [
    ["call", "number"],
    ["message", "string"],
  ],
  ask: [
    ["call", "number"],
    ["tool", "string"],
    ["args", "any"],
    ["hash", "string"],
    ["about", "string"],
  ],
  answer: [
    ["call", "number"],
    ["answer", "object"],
  ],
  end: [["end", "object"]],
};

/** An entry out of the text of its line; `undefined` for a text that is none. */
export function parseEntry(line: string): Entry | undefined {
  const value = parsed(line);
  return isEntry(value) && isWhole(value) ? value : undefined;
}

/** The hash holds a replay to the arguments, so it must be theirs. */
function isWhole(entry: Entry): boolean {
  if (entry.kind === "head") return isTakingBack(entry.takesBack);
  if (entry.kind !== "begin" && entry.kind !== "ask") return true;
  if (entry.kind === "ask" && entry.reason !== undefined && typeof entry.reason !== "string") return false;
  return entry.hash === hashOfArgs(entry.args) && isSite(entry.site);
}

function isSite(site: unknown): boolean {
  return site === undefined || (isObject(site) && Number.isInteger(site.line) && Number.isInteger(site.column));
}

function isTakingBack(told: unknown): boolean {
  if (told === undefined) return true;
  return (
    isObject(told) && typeof told.run === "string" && Array.isArray(told.calls) && told.calls.every(Number.isInteger)
  );
}

export function hashOfArgs(args: Json): string {
  return hashOfValue({ args });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  if (!isObject(value) || typeof value.at !== "number") return false;
  const known = Object.entries(members).find(([kind]) => kind === value.kind)?.[1];
  if (known === undefined || (value.kind === "head" && value.version !== 1)) return false;
  return known.every(([name, type]) => {
    const member = value[name];
    if (type === "object") return isObject(member);
    return type === "any" ? member !== undefined : typeof member === type;
  });
}
