/** What a simulated server is asked. */
export interface Ask {
  readonly job: number;
  /** When its program began. */
  readonly jobBegan: number;
  /** Tokens it is sent with, those of earlier turns included, and tokens of its answer. */
  readonly context: number;
  readonly output: number;
  /** What is done with the answer; nothing after the last turn. */
  readonly tool?: string;
  onFirst?(at: number): void;
  onDone(at: number): void;
}
