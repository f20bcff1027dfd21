/** What `untilAborted` gives in place of a result. */
export const aborted = Symbol("aborted");

/**
 * Waits for work or for the signal, whichever comes first. Work that heeds the signal has one turn of the event loop to
 * say how it ended; any other is left behind, and its result or error goes nowhere.
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | typeof aborted> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = () => setImmediate(resolve, aborted);
    signal.addEventListener("abort", stop, { once: true });
    work
      .then(resolve, (error: unknown) => (signal.aborted ? resolve(aborted) : reject(error)))
      .finally(() => signal.removeEventListener("abort", stop));
    if (signal.aborted) stop();
  });
}

/** A signal that fires with the caller's own signal or when the time is up; `clear` lets go of both. */
export interface Deadline {
  readonly signal: AbortSignal;
  timedOut(): boolean;
  remainingMs(): number;
  clear(): void;
}

export function startDeadline(ms: number, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const end = performance.now() + ms;
  let timedOut = false;
  const cancel = () => controller.abort();
  const timer = setTimeout(() => {
    timedOut = true;
    cancel();
  }, ms);
  if (outer?.aborted) cancel();
  outer?.addEventListener("abort", cancel, { once: true });
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    remainingMs: () => Math.max(0, end - performance.now()),
    clear: () => {
      clearTimeout(timer);
      outer?.removeEventListener("abort", cancel);
    },
  };
}
