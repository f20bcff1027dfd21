import type { Usage } from "../verifier/index.js";

/** Where in the loop of planning a program is asked for. */
export interface Round {
  /** 0-based, of all rounds of a plan. */
  readonly number: number;
  /** How many of the latest rejections belong to the conversation that goes on; 0 starts anew, knowing what failed before. */
  readonly mends: number;
  /** Rounds in a row, up to this one, that only said again what had been rejected. */
  readonly repeats: number;
  /** 0-based, of the programs that are asked for at the same time. */
  readonly candidate: number;
  readonly of: number;
  /** What is left of the budget; absent where there is none. */
  readonly left?: readonly Left[];
  /** No program is asked for after this round, whatever comes of it. */
  readonly isLast?: boolean;
  /** Until the round is called off; absent where time is not bounded. */
  msLeft?(): number;
  /** Whether the budget allows another call of the model, after what this program has cost already. That call is then taken out of it. */
  mayAsk?(spent: Usage): boolean;
  /** The same for so many requests at once, beside those that it was told of or has allowed already. */
  mayCall?(requests: number): boolean;
  /** Told as the program is written: its characters so far. */
  onText?(characters: number, server?: string): void;
}

/** What is left of one thing that a budget bounds. */
export interface Left {
  readonly what: "calls" | "tokens" | "seconds" | "usd";
  readonly used: number;
  readonly of: number;
}
