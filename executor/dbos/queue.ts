import { randomUUID } from "node:crypto";
import { failure, type Json, type Outcome, success } from "../../toolspecs/index.js";
import type { VerifiedPlan } from "../../verifier/index.js";
import { type AnswerIssue, type Answers, answerIn } from "../answering.js";
import { planIn } from "../binding.js";
import { newHead } from "../head.js";
import type { TakesBack } from "../journal/entry.js";
import type { JournalIssue } from "../journal/journal.js";
import { postgresJournal } from "../postgres/journal.js";
import { unknown, withDatabase } from "./runs.js";
import { enqueue, ensureQueue, loadSdk } from "./sdk.js";

interface Submission {
  readonly database: string;
  /** Kept in the head of the journal for whoever drives the run. */
  readonly note: Json;
  readonly input?: Json | undefined;
  /** Id of the run. Default: a random one. */
  readonly run?: string;
  /** Where the plan takes back what a run did: which calls. */
  readonly takesBack?: TakesBack;
  /** ms since the epoch. */
  readonly now: number;
}

/**
 * Puts a run of a plan into the queue, from which a worker takes it. What it has to do stands in the journal before it is queued. Fails
 * where there is a run of that id.
 */
export async function submitRun(
  plan: VerifiedPlan,
  { database, note, input, takesBack, run = randomUUID(), now }: Submission,
): Promise<Outcome<{ readonly run: string }, JournalIssue>> {
  const sdk = await loadSdk(database);
  if (!sdk.ok) return sdk;
  return withDatabase(database, async (connection) => {
    await ensureQueue(sdk.value, database, connection);
    const head = newHead(plan, { run, note, input, takesBack, at: now });
    const work = async () => {
      const claim = "insert into holdshort.journals (run) values ($1) on conflict do nothing returning run";
      if ((await connection.query(claim, [run])).length === 0) return undefined;
      await connection.query("insert into holdshort.entries values ($1, 0, $2)", [run, JSON.stringify(head)]);
      const values = [run, plan.goal, plan.hash, "queued"];
      await connection.query("insert into holdshort.runs (run, goal, plan, state) values ($1, $2, $3, $4)", values);
      return { run, turn: 1 };
    };
    const queued = await enqueue(sdk.value, database, { database: connection, work });
    return queued ? success({ run }) : failure(taken(run, connection.place));
  });
}

interface Resuming {
  readonly database: string;
  readonly answers?: Answers;
  readonly now: number;
}

/**
 * Writes answers into the journal of a run and puts it into the queue again, if it is not there. The journal is held meanwhile, so
 * nobody drives the run; where somebody does, it is said who.
 */
export async function resumeRun(
  run: string,
  { database, answers = new Map(), now }: Resuming,
): Promise<Outcome<void, JournalIssue | AnswerIssue>> {
  const sdk = await loadSdk(database);
  if (!sdk.ok) return sdk;
  return withDatabase<void, JournalIssue | AnswerIssue>(database, async (connection) => {
    await ensureQueue(sdk.value, database, connection);
    const [known] = await connection.query("select state from holdshort.runs where run = $1", [run]);
    if (known === undefined) return failure(unknown(run, connection.place));
    const opened = await postgresJournal({ database, run }).open();
    if (!opened.ok) return opened;
    const journal = opened.value;
    try {
      const [head] = journal.entries;
      const plan = head?.kind === "head" ? planIn(head.plan) : undefined;
      if (plan === undefined) return failure(forged(connection.place));
      if (journal.entries.some(({ kind }) => kind === "end")) return failure(over(run, connection.place));
      const answered = await answerIn(journal, answers, { plan, now });
      if (!answered.ok) return answered;
      const work = async () => {
        const [due] = await connection.query(again, [run]);
        return due && { run, turn: Number(due.turn) };
      };
      await enqueue(sdk.value, database, { database: connection, work });
      return success(undefined);
    } finally {
      await journal.close();
    }
  });
}

/** A run that is queued is in the queue; one that was being driven is put there again by the workers, who see that nobody drives it. */
const again = `update holdshort.runs set state = 'queued', said = '', turn = turn + 1, changed = now()
  where run = $1 and state not in ('queued', 'running') returning turn`;

function taken(run: string, place: string): JournalIssue {
  return { code: "ended", place, message: `There is a run ${run} already: holdshort runs show ${run}` };
}

function forged(place: string): JournalIssue {
  const message =
    "The first entry of the run is not that of a run, or was changed. It cannot be gone on with; make a new one.";
  return { code: "journal_broken", place, message };
}

function over(run: string, place: string): JournalIssue {
  const message = `The run ${run} is over. Look at it with holdshort runs show ${run}. For what is left to do, make a new run.`;
  return { code: "ended", place, message };
}
