/** A guess: what somebody wants and a program that is said to do it. */
export interface Plan {
  readonly goal: string;
  /** The text of one TypeScript module with one default export, `async function plan()`. */
  readonly source: string;
}
