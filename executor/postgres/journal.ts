import { hostname } from "node:os";
import { failure, type Outcome, success } from "../../toolspecs/index.js";
import { Batches } from "../journal/batches.js";
import { type Entry, parseEntry } from "../journal/entry.js";
import type { Journal, JournalIssue, OpenJournal } from "../journal/journal.js";
import { connect, type Database, type DatabaseIssue, reasonOf } from "./database.js";
import { ensureTables } from "./schema.js";

export interface PostgresPlace {
  /** `postgres://user:password@host:port/database`. The tables are made in a schema `holdshort` of it. */
  readonly database: string;
  /** Names the journal among those of the database. */
  readonly run: string;
}

/**
 * A journal as rows of a table, on a connection of its own while it is open. Whoever opens it holds a lock of the session, which is gone with the
 * process, and gets a token; nothing is written any more under an older one. So even where the lock fails to hold (a pooler in
 * between, a server that took us for dead), a call whose `begin` came too late is not made.
 */
export function postgresJournal({ database, run }: PostgresPlace): Journal {
  return {
    name: `run ${run}`,
    async open() {
      const connected = await connect(database);
      if (!connected.ok) return connected;
      const opened = await openOn(connected.value, run).catch((error: unknown) =>
        failure(unusable(connected.value, reasonOf(error, database))),
      );
      if (!opened.ok) await connected.value.close();
      return opened;
    },
  };
}

function unusable({ place }: Database, reason: string): DatabaseIssue {
  const message = `The journal cannot be had from the database (${reason}). Check that the user may make and write the tables of its schema holdshort.`;
  return { code: "database_unreachable", place, message };
}

async function openOn(database: Database, run: string): Promise<Outcome<OpenJournal, JournalIssue>> {
  await ensureTables(database);
  const [lock] = await database.query("select pg_try_advisory_lock(hashtextextended($1, 0)) as got", [lockOf(run)]);
  if (lock?.got !== true) return failure(await busy(database, run));
  const [claim] = await database.query(
    `insert into holdshort.journals as journal (run, token, owner) values ($1, 1, $2)
     on conflict (run) do update set token = journal.token + 1, owner = $2 returning token`,
    [run, `process ${process.pid} on ${hostname()}`],
  );
  const entries = await entriesOf(database, run);
  if (typeof entries === "number") {
    const message = `Entry ${entries} of the run ${run} is none, or was changed. The run cannot be gone on with; make a new one.`;
    return failure({ code: "journal_broken", place: database.place, message });
  }
  return success({ entries, ...writer(database, { run, token: claim?.token, next: entries.length }) });
}

/** What whoever drives a run holds. */
export function lockOf(run: string): string {
  return `holdshort run ${run}`;
}

async function busy(database: Database, run: string): Promise<JournalIssue> {
  const [row] = await database.query("select owner from holdshort.journals where run = $1", [run]);
  const who = typeof row?.owner === "string" && row.owner !== "" ? row.owner : "somebody";
  const message = `The run ${run} is being driven by ${who}. Wait until it has ended or waits.`;
  return { code: "journal_busy", place: database.place, message };
}

/** The entries of a run, or the number of the one that is none. */
export async function entriesOf(database: Database, run: string): Promise<readonly Entry[] | number> {
  const rows = await database.query("select number, entry from holdshort.entries where run = $1 order by number", [
    run,
  ]);
  const entries: Entry[] = [];
  for (const [index, { number, entry }] of rows.entries()) {
    const parsed = parseEntry(String(entry));
    if (parsed === undefined || number !== index || (parsed.kind === "head") !== (index === 0)) return index;
    entries.push(parsed);
  }
  return entries;
}

interface Position {
  readonly run: string;
  readonly token: unknown;
  /** Number of the next entry. */
  next: number;
}

function writer(database: Database, position: Position): Omit<OpenJournal, "entries"> {
  const batches = new Batches((lines) => append(database, position, lines));
  return {
    append: (entry) => batches.add(JSON.stringify(entry)),
    async close() {
      if (await batches.close()) await database.close();
    },
  };
}

/**
 * The token is read in the same statement, and the place in the log can be taken once: if a new owner came in between, either it has seen these
 * entries or this statement fails.
 */
async function append(database: Database, position: Position, lines: readonly string[]): Promise<void> {
  const rows = await database.query(
    `insert into holdshort.entries (run, number, entry)
     select $1, $3 + place - 1, line from unnest($4::text[]) with ordinality as added (line, place)
     where exists (select from holdshort.journals where run = $1 and token = $2) returning number`,
    [position.run, position.token, position.next, lines],
  );
  if (rows.length !== lines.length) throw new Error("somebody else drives the run by now");
  position.next += lines.length;
}
