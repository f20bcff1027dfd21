/** What `plan` is doing, for a face that shows it. */
export type Progress =
  | { readonly step: "proposing" }
  | { readonly step: "checking"; readonly source: string }
  /** Repair `repair` of at most `of` is being written. */
  | { readonly step: "repairing"; readonly repair: number; readonly of: number };
