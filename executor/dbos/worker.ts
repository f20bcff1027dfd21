import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { failure, type Outcome, success } from "../../toolspecs/index.js";
import type { End, Entry } from "../journal/entry.js";
import type { Journal, OpenJournal } from "../journal/journal.js";
import { connect, type Database, type DatabaseIssue, reasonOf } from "../postgres/database.js";
import { postgresJournal } from "../postgres/journal.js";
import { ensureTables } from "../postgres/schema.js";
import type { RunResult } from "../result.js";
import { agreed, loadSdk, quiet, type Sdk } from "./sdk.js";

/** A run that a worker is to drive. */
export interface Job {
  readonly run: string;
  /** Open already: `execute` is given it. */
  readonly journal: Journal;
  readonly entries: readonly Entry[];
  /** Aborted when the worker stops. */
  readonly signal: AbortSignal;
}

export interface WorkerOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly database: string;
  /** Runs the plan in the head of the journal, with `execute`. One that rejects leaves the run as `refused`, with the message. */
  readonly drive: (job: Job) => Promise<RunResult>;
  /** Runs that a worker drives at the same time; what the worker that was started last says holds for all. Default: 4. */
  readonly concurrency?: number;
  /** Hears of what goes wrong with the queue. */
  readonly log?: (text: string) => void;
}

export interface Worker {
  readonly id: string;
  /** How it ended: it was stopped, or lost the database, and then others have its runs. */
  readonly ended: Promise<"stopped" | "lost">;
  /** Takes no further run, stops those under way before their next call, and leaves them to other workers. */
  stop(): Promise<void>;
}

/** How often a worker looks for work, and for workers that are gone, in ms. */
const lookMs = 100;
const tendMs = 1_000;

/**
 * Takes runs out of the queue and drives them. DBOS gives each to one worker; what it does not do is to notice that a worker is gone, and to keep one
 * that it took for gone from going on. So each worker holds a lock of its session, by which the others see that it lives, and the journal lets one
 * drive a run at a time. One worker a process, as DBOS is one a process.
 */
export async function startWorker(options: WorkerOptions): Promise<Outcome<Worker, DatabaseIssue>> {
  const { database, concurrency = 4, log = () => {} } = options;
  const loaded = await loadSdk(database);
  if (!loaded.ok) return loaded;
  const connected = await connect(database);
  if (!connected.ok) return connected;
  const home = connected.value;
  const { DBOS } = loaded.value;
  const id = `${hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`;
  try {
    await ensureTables(home);
    await home.query("select pg_advisory_lock(hashtextextended($1, 0))", [lockOf(id)]);
    DBOS.setConfig({
      name: agreed.name,
      systemDatabaseUrl: database,
      applicationVersion: agreed.version,
      executorID: id,
      logger: quiet(database, log),
    });
    const desk = new Desk({ ...options, log }, { id, home, sdk: loaded.value });
    DBOS.registerWorkflow((run: string) => desk.drive(run), { name: agreed.workflow });
    await DBOS.launch();
    await DBOS.registerQueue(agreed.queue, {
      workerConcurrency: concurrency,
      minPollingIntervalMs: lookMs,
      onConflict: "always_update",
    });
    void desk.tend();
    return success(desk);
  } catch (error) {
    await DBOS.shutdown({ deregister: true }).catch(() => undefined);
    await home.close();
    const message = `The worker could not be started (${reasonOf(error, database)}). Check that the user may make and write tables in the database.`;
    return failure({ code: "database_unreachable", place: home.place, message });
  }
}

function lockOf(worker: string): string {
  return `holdshort worker ${worker}`;
}

type Options = WorkerOptions & Required<Pick<WorkerOptions, "log">>;

interface Place {
  readonly id: string;
  readonly home: Database;
  readonly sdk: Sdk;
}

class Desk implements Worker {
  readonly id: string;
  readonly ended: Promise<"stopped" | "lost">;
  readonly #options: Options;
  readonly #home: Database;
  readonly #sdk: Sdk;
  readonly #stopping = new AbortController();
  readonly #driving = new Set<Promise<unknown>>();

  constructor(options: Options, { id, home, sdk }: Place) {
    this.id = id;
    this.#options = options;
    this.#home = home;
    this.#sdk = sdk;
    home.lost.addEventListener("abort", () => this.#stopping.abort());
    this.ended = new Promise((resolve) => {
      this.#stopping.signal.addEventListener("abort", () => void this.#end().then(resolve));
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.ended;
  }

  async #end(): Promise<"stopped" | "lost"> {
    const how = this.#home.lost.aborted ? "lost" : "stopped";
    await Promise.allSettled(this.#driving);
    await this.#sdk.DBOS.shutdown({ deregister: true }).catch(() => undefined);
    // Last, for with it the others see that we are gone.
    await this.#home.close();
    return how;
  }

  /** The workflow. What it says last is where the run stands; of a run that was left it never says anything, so that DBOS has it still to be done. */
  async drive(run: string): Promise<string> {
    const driven = this.#driven(run);
    this.#driving.add(driven);
    const state = await driven.finally(() => this.#driving.delete(driven));
    return state ?? new Promise(() => {});
  }

  /** Nothing where the run was left to another worker. */
  async #driven(run: string): Promise<string | undefined> {
    const journal = await this.#take(run);
    if (journal === undefined) return undefined;
    try {
      await this.#note(run, "running", "");
      const { state, said } = await this.#attempt(run, journal);
      if (state === undefined || this.#home.lost.aborted) return undefined;
      await this.#note(run, state, said);
      return state;
    } catch (error) {
      this.#options.log(`run ${run}: ${reasonOf(error, this.#options.database)}`);
      return undefined;
    } finally {
      await journal.close();
    }
  }

  /** Somebody who writes an answer holds the journal for a moment, and one whose machine is gone until the server notices. */
  async #take(run: string): Promise<OpenJournal | undefined> {
    while (!this.#stopping.signal.aborted) {
      const opened = await postgresJournal({ database: this.#options.database, run }).open();
      if (opened.ok) return opened.value;
      const [issue] = opened.issues;
      if (issue?.code !== "journal_busy") this.#options.log(`run ${run}: ${issue?.message ?? ""}`);
      await pause(this.#pauseMs(issue?.code), undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
    return undefined;
  }

  #pauseMs(code: string | undefined): number {
    return code === "journal_busy" ? lookMs : 10 * tendMs;
  }

  async #attempt(run: string, { entries, append }: OpenJournal): Promise<Standing> {
    let end: End["end"] | undefined;
    const noted = (entry: Entry) => {
      if (entry.kind === "end") end = entry.end;
      return append(entry);
    };
    const open = async () => success({ entries, append: noted, close: async () => {} });
    const journal: Journal = { name: `run ${run}`, open };
    try {
      const result = await this.#options.drive({ run, journal, entries, signal: this.#stopping.signal });
      return standing(result, end);
    } catch (error) {
      return { state: "refused", said: reasonOf(error, this.#options.database) };
    }
  }

  async #note(run: string, state: string, said: string): Promise<void> {
    await this.#home.query(
      "update holdshort.runs set state = $2, said = $3, worker = $4, changed = now() where run = $1",
      [run, state, said, this.id],
    );
  }

  /** Puts back what workers had who are gone. */
  async tend(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#takeOver();
      } catch (error) {
        if (!signal.aborted) this.#options.log(reasonOf(error, this.#options.database));
      }
      await pause(tendMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One at a time, else a second one would put back what the first one's worker has taken since. */
  async #takeOver(): Promise<void> {
    const tending = "holdshort tending";
    if (!(await this.#lock(tending))) return;
    try {
      const { DBOS } = this.#sdk;
      const taken = await DBOS.listWorkflows({ workflowName: agreed.workflow, status: "PENDING", loadInput: false });
      const owners = new Set(taken.map(({ executorId = "" }) => executorId).filter((owner) => owner !== this.id));
      for (const owner of owners) {
        if (!(await this.#lock(lockOf(owner)))) continue;
        await this.#unlock(lockOf(owner));
        const left = taken.filter(({ executorId }) => executorId === owner).map(({ workflowID }) => workflowID);
        await DBOS.resumeWorkflows(left, { queueName: agreed.queue });
      }
    } finally {
      await this.#unlock(tending);
    }
  }

  async #lock(name: string): Promise<boolean> {
    const [row] = await this.#home.query("select pg_try_advisory_lock(hashtextextended($1, 0)) as got", [name]);
    return row?.got === true;
  }

  async #unlock(name: string): Promise<void> {
    await this.#home.query("select pg_advisory_unlock(hashtextextended($1, 0))", [name]);
  }
}

interface Standing {
  /** Nothing where the run was broken off and is for another worker. */
  readonly state: "waiting" | "done" | "failed" | "refused" | undefined;
  readonly said: string;
}

/** What is said of a failure is what the journal has of it, in which nothing secret stands. */
function standing(result: RunResult, end: End["end"] | undefined): Standing {
  switch (result.outcome) {
    case "done":
    case "waiting":
      return { state: result.outcome, said: "" };
    case "failed": {
      const { code, message } = result.problem;
      const said = end?.outcome === "failed" ? end.message : message;
      return { state: code === "interrupted" || code === "journal_unwritable" ? undefined : "failed", said };
    }
    case "refused":
      return { state: "refused", said: result.problems.map(({ message }) => message).join(" ") };
  }
}
