import type { Table } from "./table.js";

/** What is learned from data: see `weights.card.md` for which data and how well it does. */
export interface Model {
  /** Worth of a value for a parameter. */
  readonly slots: Table;
  /** Fit of a tool, or of none. */
  readonly tools: Table;
  /** Worth of a way to split a goal into calls. */
  readonly counts: Table;
  /** Trust in a whole plan: weights of `confidenceFeatures`, in that order. */
  readonly confidence: Table;
}
