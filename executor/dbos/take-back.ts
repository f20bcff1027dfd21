import { type Json, type Outcome, success } from "../../toolspecs/index.js";
import type { VerifiedPlan } from "../../verifier/index.js";
import type { JournalIssue } from "../journal/journal.js";
import { postgresJournal } from "../postgres/journal.js";
import { endRun } from "../undo/end-run.js";
import { submitRun } from "./queue.js";
import { withDatabase } from "./runs.js";

interface TakingBack {
  readonly database: string;
  /** The plan that takes the run back, from `undoPlan`, judged. */
  readonly by: VerifiedPlan;
  /** Kept in the head of its journal. */
  readonly note: Json;
  /** What the run is said to have ended with. */
  readonly message: string;
  /** ms since the epoch. */
  readonly now: number;
}

/**
 * Ends a run that workers drove, and queues what takes it back, under an id made of the run's: so it is taken back once, however often this is
 * asked for. Fails where the run is being driven, and where it was taken back before.
 */
export async function takeBackRun(
  run: string,
  { database, by, note, message, now }: TakingBack,
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
  return submitRun(by, { database, note, run: `${run}.undo`, now });
}

const over = "update holdshort.runs set state = 'failed', said = $2, changed = now() where run = $1";
