/** Room for so many at once; whoever comes when it is full waits in line. */
export class Room {
  readonly #size: number;
  readonly #line: (() => void)[] = [];
  #inside = 0;

  constructor(size: number) {
    this.#size = size;
  }

  async enter(): Promise<void> {
    // Whoever leaves hands on the place, so nobody slips in between.
    if (this.#inside >= this.#size) await new Promise<void>((go) => this.#line.push(go));
    else this.#inside += 1;
  }

  leave(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#inside -= 1;
    else next();
  }
}
