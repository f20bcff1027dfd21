interface Event {
  readonly at: number;
  readonly run: () => void;
}

/** Time that jumps from event to event; of those at one moment, the one planned first goes first. Seconds. */
export class Events {
  now = 0;
  private readonly planned: Event[] = [];

  at(time: number, run: () => void): void {
    let low = 0;
    let high = this.planned.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.planned[middle]?.at ?? 0) > time) low = middle + 1;
      else high = middle;
    }
    // Latest first, so that the next one is taken from the end.
    this.planned.splice(low, 0, { at: time, run });
  }

  run(): void {
    for (let next = this.planned.pop(); next !== undefined; next = this.planned.pop()) {
      this.now = next.at;
      next.run();
    }
  }
}
