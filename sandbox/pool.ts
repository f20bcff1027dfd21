import type { WorkerSetup } from "./messages.js";
import { Thread } from "./thread.js";

interface Waiting {
  readonly resolve: (thread: Thread) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Threads in use and at rest; whoever comes when all are busy waits in line. Of those whose next context is ready the last
 * one used goes first: its caches and its compiled code are the warmest. Where none is ready, the longest-rested is nearest
 * to it. A dead one is replaced when it is missed.
 */
export class Pool {
  readonly size: number;
  readonly #setup: WorkerSetup;
  readonly #all = new Set<Thread>();
  readonly #idle: Thread[] = [];
  readonly #waiting: Waiting[] = [];
  #closed = false;

  constructor(setup: WorkerSetup, size: number) {
    this.#setup = setup;
    this.size = size;
    for (let index = 0; index < size; index += 1) this.#idle.push(this.#spawn());
  }

  /** Rejects when the pool is closed before there is a thread. */
  async use<T>(body: (thread: Thread) => Promise<T>): Promise<T> {
    const thread = await this.#take();
    thread.hold();
    try {
      await thread.ready;
      return await body(thread);
    } finally {
      thread.release();
      this.#giveBack(thread);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(closedError());
    await Promise.all([...this.#all].map((thread) => thread.kill()));
  }

  #take(): Promise<Thread> {
    if (this.#closed) return Promise.reject(closedError());
    const warmest = this.#idle.findLastIndex(({ prepared }) => prepared);
    const [idle] = this.#idle.splice(Math.max(0, warmest), 1);
    if (idle !== undefined) return Promise.resolve(this.#living(idle));
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #giveBack(thread: Thread): void {
    if (this.#closed) return;
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(this.#living(thread));
    else next.resolve(this.#living(thread));
  }

  #living(thread: Thread): Thread {
    if (!thread.dead) return thread;
    this.#all.delete(thread);
    return this.#spawn();
  }

  #spawn(): Thread {
    const thread = new Thread(this.#setup);
    this.#all.add(thread);
    return thread;
  }
}

function closedError(): Error {
  return new Error("The sandbox is closed.");
}
