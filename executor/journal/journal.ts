import type { Outcome } from "../../toolspecs/index.js";
import type { DatabaseIssue } from "../postgres/database.js";
import type { Entry } from "./entry.js";

/**
 * Where a run is written down: its log, its audit and what it is resumed from. Every implementation keeps the laws in
 * `test/executor/journal-laws.ts`.
 */
export interface Journal {
  /** What people call it: a path, say. */
  readonly name: string;
  /**
   * Takes the run for this process, until it is closed or the process is gone; meanwhile nobody else gets it. Fails where
   * somebody else has it, or where what is written is no journal.
   */
  open(): Promise<Outcome<OpenJournal, JournalIssue>>;
}

export interface OpenJournal {
  /** What was written before it was opened. */
  readonly entries: readonly Entry[];
  /**
   * Adds an entry. Resolves when it would survive the death of the process and of the machine; entries keep the order of the
   * calls. Rejects when that cannot be had, and from then on always.
   */
  append(entry: Entry): Promise<void>;
  close(): Promise<void>;
}

export interface JournalIssue {
  readonly code: "journal_busy" | "journal_broken" | "journal_unwritable" | "ended" | DatabaseIssue["code"];
  readonly place: string;
  /** What happened and what to do. */
  readonly message: string;
}
