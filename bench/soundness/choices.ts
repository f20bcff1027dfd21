/**
 * Decisions read off a list of numbers. When the list is used up every decision is the first one, which callers make the
 * plainest: so a shorter list is a smaller program, and fast-check can shrink the list without knowing the language.
 */
export class Choices {
  readonly #tape: readonly number[];
  #at = 0;

  constructor(tape: readonly number[]) {
    this.#tape = tape;
  }

  /** 0 to `below - 1`. */
  nat(below: number): number {
    const next = this.#tape[this.#at] ?? 0;
    this.#at += 1;
    return next % below;
  }

  /** One of them; the first when nothing is left to decide. */
  one<T>(options: readonly [T, ...T[]]): T {
    return options[this.nat(options.length)] ?? options[0];
  }

  /** True once in so many times. */
  rarely(times: number): boolean {
    return this.nat(times) === times - 1;
  }

  get used(): number {
    return this.#at;
  }
}
