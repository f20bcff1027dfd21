/** Which names mean the same: sets that grow together (union-find with path halving, Tarjan 1975). */
export class Unions {
  readonly #above = new Map<string, string>();

  /** The name that stands for all that mean the same. */
  of(name: string): string {
    let current = name;
    for (let above = this.#above.get(current); above !== undefined; above = this.#above.get(current)) {
      const next = this.#above.get(above);
      if (next !== undefined) this.#above.set(current, next);
      current = next ?? above;
    }
    return current;
  }

  join(a: string, b: string): void {
    const [first, second] = [this.of(a), this.of(b)].sort((x, y) => x.length - y.length || (x < y ? -1 : 1));
    if (first !== undefined && second !== undefined && first !== second) this.#above.set(second, first);
  }
}
