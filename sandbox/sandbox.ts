import { availableParallelism } from "node:os";
import { runBatch } from "./batch.js";
import { runHosted } from "./hosted.js";
import { withDefaults } from "./limits.js";
import { goesOn } from "./messages.js";
import { Pool } from "./pool.js";
import type { Answer, Call, Job, Run, ScriptedWorld, Watch } from "./run.js";
import type { Task } from "./task.js";
import { loadSetup } from "./thread.js";
import { programOf } from "./translate.js";

/** Fewer worlds than this are done sooner by one thread than by handing half of them to another. */
const WORTH_SPLITTING = 16;

export interface SandboxOptions {
  /** Threads kept ready, 1 or more. Default: 2, or 1 on a machine with one core. */
  readonly threads?: number;
}

/**
 * Runs programs that nobody trusts. Whatever a program does, the result is a Run; a promise rejects only for a job that
 * cannot be set up as it asks, and for one that comes too late, after `close`.
 */
export interface Sandbox {
  /**
   * Runs a program and asks `answer` for the result of each call. What `answer` throws is not shown to the program: it sees
   * that the tool failed. Answers reach the program one at a time, in the order in which they were given, and all that
   * follows from one is done before the next: so the calls of a run follow from its program and the order of its answers.
   */
  run(job: Job, answer: (call: Call) => Promise<Answer>, watch?: Watch): Promise<Run>;
  /**
   * Runs a program once in each world, answers included, without leaving its thread. The first run that does not end well is
   * the last one returned: there are fewer runs than worlds then. In a world with a failure, a program may throw.
   */
  runWorlds(job: Job, worlds: readonly ScriptedWorld[]): Promise<readonly Run[]>;
  /** Ends all threads, and with them the runs that are on. */
  close(): Promise<void>;
}

export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const size = options.threads ?? Math.min(2, availableParallelism());
  if (!(Number.isInteger(size) && size >= 1)) throw new RangeError(`threads is ${size}; it must be 1 or more.`);
  const pool = new Pool(loadSetup(), size);
  let tasks = 0;
  const inThread = <T>(job: Job, body: (task: Task) => Promise<T>): Promise<T> => {
    const limits = withDefaults(job.limits);
    const program = programOf(job);
    tasks += 1;
    const id = tasks;
    return pool.use((thread) => body({ thread, id, job, program, limits }));
  };
  return {
    run: async (job, answer, watch = {}) => inThread(job, (task) => runHosted(task, answer, watch)),
    async runWorlds(job, worlds) {
      const parts = split(worlds, worlds.length >= WORTH_SPLITTING ? pool.size : 1);
      const runs = await Promise.all(parts.map((part) => inThread(job, (task) => runBatch(task, part))));
      // A part that is cut short ends the whole; one that is not may still end with the run that would have cut it.
      const broken = runs.findIndex((part, at) => {
        const end = part.at(-1)?.end;
        return end !== undefined && !goesOn(end, parts[at]?.[part.length - 1]?.failure !== undefined);
      });
      return broken === -1 ? runs.flat() : runs.slice(0, broken + 1).flat();
    },
    close: () => pool.close(),
  };
}

function split<T>(items: readonly T[], parts: number): readonly (readonly T[])[] {
  const size = Math.max(1, Math.ceil(items.length / parts));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
