/** What `plan` is doing, for a face that shows it. */
export type Progress =
  | { readonly step: "proposing" }
  | { readonly step: "checking"; readonly source: string }
  /** The model has written so many characters of a program; of several at the same time, this one. */
  | { readonly step: "writing"; readonly candidate: number; readonly of: number; readonly characters: number }
  /** Repair `repair` of at most `of` is being written. */
  | { readonly step: "repairing"; readonly repair: number; readonly of: number };
