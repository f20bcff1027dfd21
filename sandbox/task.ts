import type { Limits } from "./limits.js";
import type { FromWorker, Program, ToWorker } from "./messages.js";
import type { Fault, Job } from "./run.js";
import type { Thread } from "./thread.js";

/** After a deadline a thread may still be able to say so itself; this much later it is terminated. */
const GRACE_MS = 40;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What a thread is to do. */
export interface Task {
  readonly thread: Thread;
  readonly id: number;
  readonly job: Job;
  readonly program: Program;
  readonly limits: Limits;
}

interface Conduct<T> {
  /** Aborting is like reaching the deadline at once. */
  readonly signal?: AbortSignal | undefined;
  readonly first: ToWorker;
  /** What a message of the thread means; anything but undefined ends the task. */
  readonly hear: (message: FromWorker, restart: () => void) => T | undefined;
  /** The end when the thread can say nothing any more. */
  readonly lost: (fault: Fault) => T;
}

/** Sees a task through to its end: by what the thread says, by the deadline, or by the death of the thread. */
export function conduct<T>({ thread, id, limits }: Task, { first, hear, lost, signal }: Conduct<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const watch = watchdog(limits.timeMs, {
      late: () => thread.post({ kind: "stop", task: id }),
      tooLate: () => {
        void thread.kill();
        end(lost({ code: "time", message: `The program did not end within ${limits.timeMs} ms.` }));
      },
    });
    signal?.addEventListener("abort", watch.expire);
    const settle = () => {
      watch.stop();
      signal?.removeEventListener("abort", watch.expire);
    };
    const end = (result: T) => {
      settle();
      resolve(result);
    };
    thread.listen((message) => {
      if (message === undefined) {
        end(lost({ code: "engine", message: "The sandbox's thread ended under this program." }));
      } else if (message.task === id && message.kind === "misused") {
        settle();
        reject(new TypeError(`A job cannot be run: ${message.message}.`));
      } else if (message.task === id) {
        const result = hear(message, watch.restart);
        if (result !== undefined) end(result);
      }
    });
    if (!thread.dead) thread.post(first);
    if (signal?.aborted === true) watch.expire();
  });
}

/** Two timers: the host never blocks on a thread. */
function watchdog(timeMs: number, { late, tooLate }: { readonly late: () => void; readonly tooLate: () => void }) {
  let timers: NodeJS.Timeout[] = [];
  const stop = () => {
    for (const timer of timers) clearTimeout(timer);
  };
  const arm = (ms: number) => {
    stop();
    timers = [setTimeout(late, ms), setTimeout(tooLate, Math.min(ms + GRACE_MS, LONGEST_TIMER_MS))];
  };
  const restart = () => arm(timeMs);
  restart();
  return { stop, restart, expire: () => arm(0) };
}
