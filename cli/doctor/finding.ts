/** One thing that was looked at. */
export interface Finding {
  /** `note`: nothing is wrong, but worth knowing. */
  readonly state: "ok" | "note" | "wrong";
  /** What was looked at, in a word or by its name: `judge`, `tools billing.json`. */
  readonly about: string;
  /** What was found and, where it is wrong, what to do. */
  readonly message: string;
}

/** Looks at one thing. A failure is a finding, not an exception. */
export type Check = () => Promise<readonly Finding[]>;
