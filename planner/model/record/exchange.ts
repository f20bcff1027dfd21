import type { Form, Message } from "../chat.js";
import type { Completion } from "../completion.js";

/** One question to a model and what came of it, as it is kept. No key is in it. */
export interface Exchange {
  readonly model: string;
  readonly question: {
    readonly messages: readonly Message[];
    readonly temperature?: number;
    readonly seed?: number;
    /** Which form was asked for, without its text. */
    readonly form?: Form["kind"];
  };
  readonly answer: Completion;
  /** From the question to the end of the answer. */
  readonly ms: number;
}

/** Keeps what models were asked and said. Whoever runs tests without a model replays it. */
export type Recorder = (exchange: Exchange) => void | Promise<void>;
