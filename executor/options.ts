import type { Policy } from "../policy/index.js";
import type { Sandbox } from "../sandbox/index.js";
import type { Json, ToolSpec } from "../toolspecs/index.js";
import type { CallTool } from "./caller.js";
import type { ExtractText } from "./extraction.js";
import type { Entry, TakesBack } from "./journal/entry.js";
import type { Journal } from "./journal/journal.js";
import { memoryJournal } from "./journal/memory.js";
import type { Answer, Approve } from "./question.js";
import type { CallRates, CallWidth } from "./width.js";

export interface ExecuteOptions {
  /** The tools as they are claimed to be now; those that the plan calls must be what they were when it was judged. */
  readonly tools: readonly ToolSpec[];
  /** Makes the calls. See `functions`, `mcpCaller` and `httpCaller`. */
  readonly call: CallTool;
  /** Reads values out of texts, for plans that call `holdshort.extract`. Default: nobody does, and such a plan is refused. */
  readonly extract?: ExtractText | undefined;
  /** The policy that holds now; it must be the one the plan was judged by. Default: that one. */
  readonly policy?: Policy | undefined;
  /** What the plan is given, where it takes an input. Kept in the journal, so that a resumed run need not be given it again. */
  readonly input?: Json | undefined;
  /** Asks a person. Default: nobody can be asked, and the run waits. */
  readonly approve?: Approve;
  /** Default: one in memory. A journal that holds a run already is gone on with. */
  readonly journal?: Journal;
  /** Credentials that must turn up nowhere: not in the program, the journal or a message. Default: none. */
  readonly secrets?: readonly string[];
  /** How long one call may take, in ms. Default: a minute. */
  readonly callTimeoutMs?: number;
  /** How long the program may compute between two answers, in ms. Default: 10 seconds. */
  readonly turnMs?: number;
  /** Characters of JSON in one answer. Default: 4 million. */
  readonly answerChars?: number;
  /** Calls that are made at the same time; further ones wait. Default: as many as the budget allows in flight. */
  readonly width?: CallWidth;
  /** How fast single servers may be called. Default: as fast as the width allows. */
  readonly rates?: CallRates;
  /** Where programs run. Default: one that is made for the run; whoever runs many keeps one, and closes it. */
  readonly sandbox?: Sandbox | undefined;
  /** Kept in the head of the journal for whoever resumes the run. */
  readonly note?: Json;
  /** Where the plan takes back what a run did: which calls. Kept in the head of the journal, so that `deedsIn` knows what is back. */
  readonly takesBack?: TakesBack | undefined;
  /** ms since the epoch. Default: the clock of the machine. */
  readonly now?: () => number;
  /** Hears of each entry once it is safely written. */
  readonly onEntry?: (entry: Entry) => void;
  /** Aborting stops before the next call; what is under way is waited for, and the run can be resumed. */
  readonly signal?: AbortSignal;
}

export type FullOptions = Required<ExecuteOptions>;

export function withDefaults(options: ExecuteOptions, inFlight: number): FullOptions {
  return {
    extract: undefined,
    policy: undefined,
    input: undefined,
    approve: nobody,
    journal: memoryJournal(),
    secrets: [],
    callTimeoutMs: 60_000,
    turnMs: 10_000,
    answerChars: 4_000_000,
    width: inFlight,
    rates: {},
    sandbox: undefined,
    note: null,
    takesBack: undefined,
    now: Date.now,
    onEntry: () => {},
    signal: new AbortController().signal,
    ...options,
  };
}

async function nobody(): Promise<Answer> {
  return { say: "later" };
}
