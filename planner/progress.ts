/** What `plan` is doing, for a face that shows it. */
export type Progress =
  | { readonly step: "proposing" }
  | { readonly step: "checking"; readonly source: string }
  | Writing
  /** Repair `repair` of at most `of` is being written. */
  | { readonly step: "repairing"; readonly repair: number; readonly of: number };

/** The model has written so many characters of a program. */
export interface Writing {
  readonly step: "writing";
  /** 0-based, of the programs that are written at the same time. */
  readonly candidate: number;
  readonly of: number;
  readonly characters: number;
  /** The address of the server that writes it, where there are several. */
  readonly server?: string;
}
