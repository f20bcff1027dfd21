import { readdirSync, readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { engineFile } from "./engine-file.js";
import type { FromWorker, ToWorker, WorkerSetup } from "./messages.js";

/** What a new thread needs, read and compiled once per sandbox. */
export function loadSetup(): WorkerSetup {
  const guest = new URL("./guest/", import.meta.url);
  const read = (name: string): [string, string] => [name, readFileSync(new URL(name, guest), "utf8")];
  return {
    compiled: new WebAssembly.Module(readFileSync(engineFile())),
    guestSources: Object.fromEntries(readdirSync(guest).map(read)),
  };
}

/** A worker thread with one listener at a time. Idle threads do not keep the process alive. */
export class Thread {
  dead = false;
  /** Its next context waits: made while it was idle, gone when it is held. */
  prepared = false;
  /** Settles when the thread listens, or is dead: deadlines count from then. */
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  #listener: ((message: FromWorker | undefined) => void) | undefined;
  #held = false;

  constructor(setup: WorkerSetup) {
    // No environment and no flags of the host go into the thread.
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: setup, env: {}, execArgv: [] });
    this.ready = new Promise((resolve) => {
      this.#worker.once("message", () => resolve());
      this.#worker.once("exit", () => resolve());
    });
    this.#worker.on("message", (message: FromWorker) => {
      if (message.kind === "ready") this.prepared = !this.#held;
      else this.#listener?.(message);
    });
    this.#worker.on("error", () => this.#died());
    this.#worker.on("exit", () => this.#died());
    // Last, as listening holds the process too.
    this.#worker.unref();
  }

  /** Who hears the thread from now on, and `undefined` when it is dead. */
  listen(listener: (message: FromWorker | undefined) => void): void {
    this.#listener = listener;
    if (this.dead) listener(undefined);
  }

  post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  hold(): void {
    this.#held = true;
    this.prepared = false;
    this.#worker.ref();
  }

  release(): void {
    this.#held = false;
    this.#listener = undefined;
    // One that is being ended holds the process, or it would be over before whoever waits for that end hears of it.
    if (!this.dead) this.#worker.unref();
  }

  async kill(): Promise<void> {
    this.dead = true;
    await this.#worker.terminate();
  }

  #died(): void {
    this.dead = true;
    this.#listener?.(undefined);
  }
}
