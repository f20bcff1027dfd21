import { setTimeout as pause } from "node:timers/promises";
import { createVerifier, type Judgement, type Plan, type Verifier, type VerifyOptions } from "../verifier/index.js";
import type { Project } from "./services.js";

/** What a plan is judged by. */
export type Rules = Pick<Project, "tools" | "policy" | "worlds">;

/** A judgement nobody waits for any longer is let go on for so long; a new verifier costs about as much. */
const patienceMs = 400;

/** One warm verifier, which judges one plan at a time. */
export class Judge {
  #verifier: Verifier | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** Nothing once `signal` is aborted: then the judgement is of a text that has changed. */
  judge(plan: Plan, rules: Rules, options: VerifyOptions, signal: AbortSignal): Promise<Judgement | undefined> {
    const turn = this.#last.then(() => (signal.aborted ? undefined : this.#work(plan, rules, options, signal)));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await this.#verifier?.close();
  }

  async #work(plan: Plan, { tools, policy, worlds }: Rules, options: VerifyOptions, signal: AbortSignal) {
    this.#verifier ??= createVerifier();
    const work = this.#verifier.verify(plan, tools, { worlds, ...options, policy });
    const done = new AbortController();
    const dropped = aborted(signal, done.signal).then(() => pause(patienceMs, undefined, { signal: done.signal }));
    const first = await Promise.race([
      work,
      dropped.then(
        () => "dropped" as const,
        () => work,
      ),
    ]);
    done.abort();
    if (first !== "dropped") return signal.aborted ? undefined : first;
    // A program can keep a thread busy for seconds. Its threads are ended, and with them the work.
    work.catch(() => undefined);
    const { close } = this.#verifier;
    this.#verifier = undefined;
    await close();
    return undefined;
  }
}

/** Resolves when the first is aborted; rejects when the second one is before it. */
function aborted(signal: AbortSignal, done: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true, signal: done });
    done.addEventListener("abort", () => reject(done.reason), { once: true });
  });
}
