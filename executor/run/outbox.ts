import type { Err, Ok } from "../journal/entry.js";

interface Outgoing {
  readonly give: () => void;
  written: boolean;
}

/**
 * Outcomes on their way: each is written down first and given to the program then, and the program gets them in the order in
 * which they stand in the log, whichever write is done first. That order is what a replay has to go by.
 */
export class Outbox {
  readonly #append: (entry: Ok | Err) => Promise<void>;
  readonly #outgoing: Outgoing[] = [];

  constructor(append: (entry: Ok | Err) => Promise<void>) {
    this.#append = append;
  }

  async send(entry: Ok | Err, give: () => void): Promise<void> {
    const outgoing: Outgoing = { give, written: false };
    this.#outgoing.push(outgoing);
    await this.#append(entry);
    outgoing.written = true;
    while (this.#outgoing[0]?.written === true) this.#outgoing.shift()?.give();
  }
}
