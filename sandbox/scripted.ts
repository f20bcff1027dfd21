import { canonicalJson } from "../toolspecs/index.js";
import { decode, encode } from "./codec.js";
import { echoed } from "./echo.js";
import type { GuestContext } from "./guest-context.js";
import { GuestRun } from "./guest-run.js";
import type { Limits } from "./limits.js";
import {
  ANSWER,
  type AnswerText,
  type CallText,
  type GuestEnd,
  goesOn,
  NO_ANSWER,
  type Program,
  type ScriptedCall,
  type WorldText,
} from "./messages.js";

export interface Stage {
  readonly program: Program;
  readonly limits: Limits;
  /** A context of its own engine, with the tools of the program. */
  readonly freshContext: () => Promise<GuestContext>;
  readonly onEnd: (end: GuestEnd, calls: readonly ScriptedCall[]) => void;
}

/** Every load of the program leaves a module record behind: a new context before they add up, or memory has to grow. */
const RUNS_PER_CONTEXT = 50;
/** Of the arguments in all worlds together, as whoever asked has to hold them all. */
const ARGUMENT_CHARS = 16_000_000;

/**
 * Runs the same program in one world after the other. They share an engine and a context, as the frozen context keeps
 * nothing of a run that left nothing to do. A run that did not end well is the last: whoever asked wants to know of it, not
 * of the rest. Where a tool fails, a program that throws has ended well enough.
 */
export async function runScripted(stage: Stage, worlds: readonly WorldText[]): Promise<void> {
  let guest: GuestContext | undefined;
  let argumentChars = 0;
  for (const [index, world] of worlds.entries()) {
    if (guest === undefined || guest.memoryGrown || index % RUNS_PER_CONTEXT === 0) guest = await stage.freshContext();
    const room = ARGUMENT_CHARS - argumentChars;
    const limits = { ...stage.limits, argumentCharsInAll: Math.min(stage.limits.argumentCharsInAll, room) };
    const { end, calls } = runInWorld(guest, { ...stage, limits }, world);
    argumentChars += calls.reduce((sum, { args }) => sum + args.length, 0);
    stage.onEnd(end, calls);
    if (!goesOn(end.end, world.failure !== undefined)) return;
    if (!guest.idle) guest = undefined;
  }
}

function runInWorld(guest: GuestContext, { program, limits }: Stage, world: WorldText) {
  const calls: ScriptedCall[] = [];
  const answerOf = answers(world);
  const deadline = performance.now() + limits.timeMs;
  let answered = 0;
  const onCall = (call: CallText) => calls.push({ ...call, after: answered });
  const given = world.input === undefined ? program : { ...program, input: world.input };
  const run = new GuestRun(guest, { program: given, limits, deadline, onCall });
  run.start();
  for (let id = 0; run.ended === undefined; id += 1) {
    const call = calls[id];
    if (call === undefined) throw new Error("A run that waits for nothing should have ended.");
    const answer = answerOf(call);
    calls[id] = { ...call, answer };
    answered += 1;
    run.answer(id, repeating(textOf(world, call.fn, answer), call, world));
  }
  return { end: run.ended, calls };
}

/** With what the answer repeats of the arguments. */
function repeating(answer: AnswerText, { fn, args }: CallText, { echoes }: WorldText): AnswerText {
  const repeated = echoes[fn] ?? [];
  if (!answer.ok || repeated.length === 0) return answer;
  const encoded = encode(echoed(decode(answer.text), decode(args), repeated), "its answer");
  return encoded.ok ? { ok: true, text: encoded.text } : answer;
}

function textOf({ answers, failure }: WorldText, fn: number, answer: number): AnswerText {
  if (answer === ANSWER.failure) return { ok: false, text: JSON.stringify(failure?.message ?? NO_ANSWER) };
  return answers[fn]?.[answer] ?? { ok: false, text: JSON.stringify(NO_ANSWER) };
}

/** The memory of a world: which answer a call gets, given the calls before it. */
function answers({ answers, forgets, failure }: WorldText): (call: CallText) => number {
  const memories = answers.map((some) => new Memory(some.length));
  let failing = 0;
  return ({ fn, args }) => {
    if (failure?.fn === fn) {
      failing += 1;
      if (failing - 1 === failure.nth || (failure.lasting && failing > failure.nth)) return ANSWER.failure;
    }
    const answer = memories[fn]?.answer(args) ?? ANSWER.none;
    for (const other of forgets[fn] ?? []) memories[other]?.forget();
    return answer;
  };
}

/** Gives new arguments the next answer, and known ones the answer they had, unless that was forgotten. */
class Memory {
  readonly #count: number;
  readonly #known = new Map<string, number>();
  #given = 0;

  constructor(count: number) {
    this.#count = count;
  }

  answer(args: string): number {
    if (this.#count === 0) return ANSWER.none;
    const key = canonicalJson(decode(args));
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const answer = this.#given % this.#count;
    this.#given += 1;
    this.#known.set(key, answer);
    return answer;
  }

  forget(): void {
    this.#known.clear();
  }
}
