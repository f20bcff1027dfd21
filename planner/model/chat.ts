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
}

export type Form =
  | { readonly kind: "grammar"; readonly grammar: Grammar }
  | { readonly kind: "schema"; readonly name: string; readonly schema: Schema };

/** How an answer comes in. */
export interface Line {
  readonly signal?: AbortSignal | undefined;
  /** Told as the answer is written: its characters so far. */
  onText?(characters: number): void;
}
