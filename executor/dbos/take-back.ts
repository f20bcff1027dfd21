import { failure, type Json, type Outcome, success } from "../../toolspecs/index.js";
import type { VerifiedPlan } from "../../verifier/index.js";
import type { JournalIssue } from "../journal/journal.js";
import { entriesOf, postgresJournal } from "../postgres/journal.js";
import { endRun } from "../undo/end-run.js";
import { namedAsUndos, type Undos, undosOf } from "../undo/undo-runs.js";
import { submitRun } from "./queue.js";
import { withDatabase } from "./runs.js";

interface TakingBack {
  readonly database: string;
  /** The plan that takes the run back, from `undoPlan`, judged. */
  readonly by: VerifiedPlan;
  /** The calls that it takes back, in its order. */
  readonly calls: readonly number[];
  /** Id of the run that does it, from `databaseUndos`. */
  readonly as: string;
  /** Kept in the head of its journal. */
  readonly note: Json;
  /** What the run is said to have ended with. */
  readonly message: string;
  /** ms since the epoch. */
  readonly now: number;
}

/** The runs that took one back, or began to. */
export function databaseUndos(database: string, run: string): Promise<Outcome<Undos, JournalIssue>> {
  return withDatabase(database, async (connection) => {
    const rows = await connection.query("select run from holdshort.runs where starts_with(run, $1)", [`${run}.undo`]);
    const names = namedAsUndos(
      run,
      rows.map((row) => String(row.run)),
    );
    return undosOf<JournalIssue>(run, { run, names }, async (name) => {
      const entries = await entriesOf(connection, name);
      if (typeof entries !== "number") return success(entries);
      const message = `Entry ${entries} of the run ${name} is none, or was changed.`;
      return failure({ code: "journal_broken", place: connection.place, message });
    });
  });
}

/**
 * Ends a run that workers drove, and queues what takes it back, under an id made of the run's: so that is made once, however often this is asked for.
 * Fails where the run is being driven, and where there is a run of that id.
 */
export async function takeBackRun(
  run: string,
  { database, by, calls, as, note, message, now }: TakingBack,
): Promise<Outcome<{ readonly run: string }, JournalIssue>> {
  const ended = await endRun(postgresJournal({ database, run }), { message, now });
  if (!ended.ok) return ended;
  if (ended.value) {
    const noted = await withDatabase<void, JournalIssue>(database, async (connection) => {
      await connection.query(over, [run, message]);
      return success(undefined);
    });
    if (!noted.ok) return noted;
  }
  return submitRun(by, { database, note, run: as, takesBack: { run, calls }, now });
}

const over = "update holdshort.runs set state = 'failed', said = $2, changed = now() where run = $1";
