import type { Limits } from "./limits.js";
import type { CallText, Program } from "./messages.js";
import type { Fault } from "./run.js";

/** The calls of one run: what was made, what waits, and what the budget leaves. */
export class CallLedger {
  readonly #program: Program;
  readonly #limits: Limits;
  /** Index of the function, by id of the call. */
  readonly #made: number[] = [];
  readonly #waiting = new Set<number>();
  #argumentChars = 0;

  constructor(program: Program, limits: Limits) {
    this.#program = program;
    this.#limits = limits;
  }

  get waiting(): readonly number[] {
    return [...this.#waiting];
  }

  /** Takes the call in, or says which limit it breaks. */
  add({ fn, args }: CallText): Fault | undefined {
    const { calls, callsInFlight, argumentCharsInAll } = this.#limits;
    this.#argumentChars += args.length;
    if (this.#made.length >= calls) {
      return { code: "calls", message: `The program made more than ${calls} tool calls.` };
    }
    if (this.#waiting.size >= callsInFlight) {
      const message = `The program had more than ${callsInFlight} tool calls waiting at the same time.`;
      return { code: "calls_in_flight", message };
    }
    if (this.#argumentChars > argumentCharsInAll) {
      const message = `The arguments of all calls are more than ${argumentCharsInAll} characters long.`;
      return { code: "too_large", message };
    }
    this.#waiting.add(this.#made.length);
    this.#made.push(fn);
    return undefined;
  }

  /** Marks a call as answered; false when it did not wait. */
  settle(id: number): boolean {
    return this.#waiting.delete(id);
  }

  nameOf(id: number): string {
    return this.nameOfFunction(this.#made[id] ?? -1);
  }

  nameOfFunction(fn: number): string {
    const called = this.#program.functions[fn];
    return called === undefined ? "a tool" : `${called.namespace}.${called.member}`;
  }

  /** What waits, each tool once; "" when nothing does. */
  get waitingNames(): string {
    return [...new Set(this.waiting.map((id) => this.nameOf(id)))].join(", ");
  }
}
