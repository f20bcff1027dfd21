import type { Schema } from "../../toolspecs/index.js";
import type { Completion } from "./completion.js";
import type { Grammar } from "./grammar/grammar.js";

/** One model, whatever serves it. */
export interface Chat {
  readonly name: string;
  /** Whatever goes wrong comes back as a value. */
  ask(question: Question, line: Line): Promise<Completion>;
}

export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface Question {
  readonly messages: readonly Message[];
  readonly temperature?: number | undefined;
  readonly seed?: number | undefined;
  /** What the answer may look like, where whoever serves the model can hold it to that. Elsewhere it is not sent. */
  readonly form?: Form | undefined;
  /** Tokens, at most. */
  readonly longest?: number | undefined;
  readonly work?: Work | undefined;
}

/** What a question is part of. Whoever serves it could only guess at this. */
export interface Work {
  /** The same for all questions of one plan, and for no others. */
  readonly job: string;
  /** 0-based, of the programs that are asked for at the same time. The first is waited for, the others are spares. */
  readonly candidate: number;
  /** What is done with the answer before anything else is asked: `verify`. */
  readonly step: string;
  /** As far as anybody knows, nothing is asked after it. */
  readonly isLast: boolean;
}

export type Form =
  | { readonly kind: "grammar"; readonly grammar: Grammar }
  | { readonly kind: "schema"; readonly name: string; readonly schema: Schema };

/** How an answer comes in. */
export interface Line {
  readonly signal?: AbortSignal | undefined;
  /** Until whoever asks stops waiting and calls it off; absent where nobody knows. */
  msLeft?(): number;
  /** Takes so many requests more than the one that this is out of the budget, if it holds them. Absent where nothing is bounded. */
  mayCall?(requests: number): boolean;
  /** Told as the answer is written: its characters so far and, where several serve the model, who writes it. */
  onText?(characters: number, server?: string): void;
}
