import { failure, type Outcome, success } from "../../toolspecs/index.js";
import type { Entry } from "../journal/entry.js";
import type { JournalIssue } from "../journal/journal.js";
import { connect, type Database, type DatabaseIssue, type Row, reasonOf } from "../postgres/database.js";
import { entriesOf, lockOf } from "../postgres/journal.js";
import { ensureTables } from "../postgres/schema.js";

/** `refused`: nothing was done, as things are not what was judged; it can be queued again. */
export type RunState = "queued" | "running" | "waiting" | "done" | "failed" | "refused";

/** A run in the list that workers work off. */
export interface QueuedRun {
  readonly run: string;
  readonly goal: string;
  /** Hash of the plan. */
  readonly plan: string;
  readonly state: RunState;
  /** What a run that failed or was refused said. */
  readonly said: string;
  /** Who drives it, or drove it last. */
  readonly worker: string;
  /** It is `running`, and its worker is gone: the next one that looks goes on with it. */
  readonly left?: true;
  /** ms since the epoch. */
  readonly created: number;
  readonly changed: number;
}

/** Does something with a database, and closes the connection whatever happens. */
export async function withDatabase<T, I>(
  address: string,
  work: (database: Database) => Promise<Outcome<T, I>>,
): Promise<Outcome<T, I | DatabaseIssue>> {
  const connected = await connect(address);
  if (!connected.ok) return connected;
  try {
    await ensureTables(connected.value);
    return await work(connected.value);
  } catch (error) {
    const message = `The database did not do what it was asked for (${reasonOf(error, address)}). Check that the user may make and write tables in it, and try again.`;
    return failure({ code: "database_unreachable", place: connected.value.place, message });
  } finally {
    await connected.value.close();
  }
}

/** The runs of a database, the one that changed last first. */
export function listRuns(
  database: string,
  { most = 100, state }: { readonly most?: number; readonly state?: RunState } = {},
): Promise<Outcome<readonly QueuedRun[], DatabaseIssue>> {
  return withDatabase(database, async (connection) => {
    const rows = await connection.query(
      `${select} where $1::text is null or state = $1 order by changed desc, run limit $2`,
      [state ?? null, most],
    );
    return success(rows.map(runOf));
  });
}

/** One run with its journal as it stands; nobody is kept from driving it. */
export function showRun(
  database: string,
  run: string,
): Promise<Outcome<{ readonly run: QueuedRun; readonly entries: readonly Entry[] }, JournalIssue>> {
  return withDatabase(database, async (connection) => {
    const [row] = await connection.query(`${select} where run = $1`, [run]);
    const place = connection.place;
    if (row === undefined) return failure(unknown(run, place));
    const entries = await entriesOf(connection, run);
    if (typeof entries !== "number") return success({ run: runOf(row), entries });
    return failure<JournalIssue>({
      code: "journal_broken",
      place,
      message: `Entry ${entries} of the run is none, or was changed.`,
    });
  });
}

export function unknown(run: string, place: string): JournalIssue {
  const message = `There is no run ${run} in the database. Look at those there are with holdshort runs list.`;
  return { code: "journal_broken", place, message };
}

/** Whoever drives a run holds the lock of its journal; `objsubid = 1` are those of one key. */
const select = `select run, goal, plan, state, said, worker,
  state = 'running' and not exists (select from pg_locks
    where locktype = 'advisory' and objsubid = 1 and database = (select oid from pg_database where datname = current_database())
      and (classid::bigint << 32) | objid::bigint = hashtextextended('${lockOf("")}' || run, 0)) as left_behind,
  extract(epoch from created) * 1000 as created, extract(epoch from changed) * 1000 as changed from holdshort.runs`;

const states: ReadonlySet<string> = new Set([
  "queued",
  "running",
  "waiting",
  "done",
  "failed",
  "refused",
] satisfies RunState[]);

function isState(text: string): text is RunState {
  return states.has(text);
}

function runOf({ run, goal, plan, state, said, worker, left_behind, created, changed }: Row): QueuedRun {
  const known = String(state);
  return {
    run: String(run),
    goal: String(goal),
    plan: String(plan),
    state: isState(known) ? known : "failed",
    said: String(said),
    worker: String(worker),
    ...(left_behind === true && { left: true }),
    created: Math.round(Number(created)),
    changed: Math.round(Number(changed)),
  };
}
