import type { Site } from "../../policy/index.js";
import type { Answer, Call, Run, Sandbox } from "../../sandbox/index.js";
import type { Json } from "../../toolspecs/index.js";
import type { VerifiedPlan } from "../../verifier/index.js";
import { siteOf } from "./sites.js";

/** A program on the stage of the sandbox. */
export interface Stage {
  /** Settles when the program has returned, or was stopped. */
  readonly run: Promise<Run>;
  /** Whether the program waits for answers and none is on its way. */
  readonly resting: () => boolean;
  /** Gives an answer to the call of that number, which waits: one a turn, in the order in which they are given here. */
  deliver(call: number, answer: Answer): void;
  stop(): void;
}

interface Setting {
  readonly sandbox: Sandbox;
  readonly plan: VerifiedPlan;
  readonly input?: Json | undefined;
  readonly clock: number;
  readonly seed: number;
  /** How long the program may compute before it waits again, in ms. */
  readonly turnMs: number;
  readonly answerChars: number;
}

/**
 * A call, with its number in the run and where the source writes it as far as that is known. The sandbox counts from 0, and people from 1, as they
 * do the steps of a plan: outside of this file a call has its number alone.
 */
export interface NumberedCall extends Omit<Call, "id"> {
  readonly number: number;
  readonly site: Site | undefined;
}

interface Audience {
  /** The program made a call. */
  readonly made: (call: NumberedCall) => void;
  /** The program waits, and there is nothing to deliver. */
  readonly quiet: () => void;
}

/** What waits for people may wait for weeks: the wall clock is no limit, only the computing between two answers is. */
const forever = 2 ** 31 - 1;

/** The first turn may have to wait for a thread. */
const firstTurn = 6;

/**
 * Runs a program so that the order of its calls follows from the order of the answers: the next answer goes in only when all
 * that follows from the last one is done. Without this, two answers that are there at once would race for the number of
 * the next call, and a replay could swap their results.
 */
export function openStage(
  { sandbox, plan, input, clock, seed, turnMs, answerChars }: Setting,
  { made, quiet }: Audience,
): Stage {
  const curtain = new AbortController();
  const waiting = new Map<number, (answer: Answer) => void>();
  const due: { readonly call: number; readonly answer: Answer }[] = [];
  let resting = false;
  let turn: NodeJS.Timeout | undefined;
  const startTurn = (ms: number) => {
    resting = false;
    turn = setTimeout(() => curtain.abort(), ms);
  };
  const next = () => {
    const first = due.shift();
    if (first === undefined) return quiet();
    startTurn(turnMs);
    waiting.get(first.call)?.(first.answer);
    waiting.delete(first.call);
  };
  startTurn(turnMs * firstTurn);
  const run = sandbox.run(
    {
      script: plan.script,
      functions: plan.tools.map(({ namespace, member }) => ({ namespace, member })),
      placed: plan.sites !== undefined,
      ...(input !== undefined && { input }),
      clock,
      seed,
      limits: { ...plan.budget, timeMs: forever, answerChars },
    },
    ({ id, ...call }) =>
      new Promise((resolve) => {
        const number = id + 1;
        waiting.set(number, resolve);
        made({ ...call, number, site: siteOf(plan, call) });
      }),
    {
      signal: curtain.signal,
      onQuiet: () => {
        clearTimeout(turn);
        resting = true;
        next();
      },
    },
  );
  return {
    run: run.finally(() => clearTimeout(turn)),
    resting: () => resting && due.length === 0,
    deliver(call, answer) {
      due.push({ call, answer });
      if (resting) next();
    },
    stop: () => curtain.abort(),
  };
}
