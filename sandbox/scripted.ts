import { canonicalJson } from "../toolspecs/index.js";
import { decode } from "./codec.js";
import type { GuestContext } from "./guest-context.js";
import { GuestRun } from "./guest-run.js";
import type { Limits } from "./limits.js";
import {
  type CallText,
  type GuestEnd,
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
 * nothing of a run that ended well. A run that did not is the last: whoever asked wants to know of it, not of the rest.
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
    if (!end.end.ok) return;
  }
}

function runInWorld(guest: GuestContext, { program, limits }: Stage, world: WorldText) {
  const calls: ScriptedCall[] = [];
  const answerOf = answers(world);
  const deadline = performance.now() + limits.timeMs;
  const run = new GuestRun(guest, { program, limits, deadline, onCall: (call) => calls.push(call) });
  run.start();
  for (let id = 0; run.ended === undefined; id += 1) {
    const call = calls[id];
    if (call === undefined) throw new Error("A run that waits for nothing should have ended.");
    const answer = answerOf(call);
    calls[id] = { ...call, answer };
    run.answer(id, world[call.fn]?.[answer] ?? { ok: false, text: JSON.stringify(NO_ANSWER) });
  }
  return { end: run.ended, calls };
}

function answers(world: WorldText): (call: CallText) => number {
  const known = world.map(() => new Map<string, number>());
  return ({ fn, args }) => {
    const given = known[fn];
    const count = world[fn]?.length ?? 0;
    if (given === undefined || count === 0) return -1;
    const key = canonicalJson(decode(args));
    const answer = given.get(key) ?? given.size % count;
    given.set(key, answer);
    return answer;
  };
}
