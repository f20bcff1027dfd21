/** What a search is asked of. It knows neither programs nor tools. */
export interface Problem<S> {
  readonly start: Iterable<S>;
  /** States one step on. */
  successors(state: S): Iterable<S>;
  isGoal(state: S): boolean;
  /** Never less for a successor, so that goals come out in order. */
  cost(state: S): number;
  /** Equal for states that are the same. */
  key(state: S): string;
}

export interface SearchLimits {
  /** States looked at. */
  readonly expansions: number;
  /** Asked now and then; true ends the search. */
  stop(): boolean;
}

/** Goals, cheapest first (uniform-cost search), until there are no more or the limits end it. */
export function* bestFirst<S>(problem: Problem<S>, { expansions, stop }: SearchLimits): Generator<S, void> {
  const open = new Heap<S>();
  const seen = new Set<string>();
  const offer = (state: S): void => open.push(state, problem.cost(state));
  for (const state of problem.start) offer(state);
  for (let looked = 0; looked < expansions; looked += 1) {
    const state = open.pop();
    if (state === undefined || (looked % 16 === 0 && stop())) return;
    // Asked here and not when it is offered: of all states most are never looked at.
    const key = problem.key(state);
    if (seen.has(key)) continue;
    seen.add(key);
    if (problem.isGoal(state)) yield state;
    for (const next of problem.successors(state)) offer(next);
  }
}

/** A binary heap; of equal costs, what came first goes first. */
class Heap<S> {
  readonly #items: { readonly state: S; readonly cost: number; readonly at: number }[] = [];
  #count = 0;

  push(state: S, cost: number): void {
    this.#items.push({ state, cost, at: this.#count });
    this.#count += 1;
    for (let index = this.#items.length - 1; index > 0; ) {
      const above = (index - 1) >> 1;
      if (!this.#before(index, above)) return;
      this.#swap(index, above);
      index = above;
    }
  }

  pop(): S | undefined {
    const [first] = this.#items;
    const last = this.#items.pop();
    if (first === undefined || last === undefined || this.#items.length === 0) return first?.state;
    this.#items[0] = last;
    for (let index = 0; ; ) {
      let least = index;
      for (const below of [2 * index + 1, 2 * index + 2]) {
        if (below < this.#items.length && this.#before(below, least)) least = below;
      }
      if (least === index) return first.state;
      this.#swap(index, least);
      index = least;
    }
  }

  #before(a: number, b: number): boolean {
    const [first, second] = [this.#items[a], this.#items[b]];
    if (first === undefined || second === undefined) return false;
    return first.cost < second.cost || (first.cost === second.cost && first.at < second.at);
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#items[a], this.#items[b]];
    if (first === undefined || second === undefined) return;
    this.#items[a] = second;
    this.#items[b] = first;
  }
}
