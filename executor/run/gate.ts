import type { CallRate, CallRates, Sizing } from "../width.js";

interface Setting {
  readonly sizing: Sizing;
  readonly rates: CallRates;
  /** ms, on a clock that never goes back. */
  readonly clock?: () => number;
}

interface Waiting {
  readonly server: string;
  readonly go: () => void;
}

/**
 * Lets calls through, first come first served: as many at the same time as the width allows, and of a server as many in its time
 * as its rate allows. Whoever waits for a slow server keeps nobody from another one. First come first served over
 * identical places is list scheduling, so a run takes at most twice the least time (Graham 1966).
 */
export class Gate {
  readonly #sizing: Sizing;
  readonly #meters: ReadonlyMap<string, Meter>;
  readonly #clock: () => number;
  #line: Waiting[] = [];
  #inside = 0;
  #timer: NodeJS.Timeout | undefined;
  #open = false;

  constructor({ sizing, rates, clock = () => performance.now() }: Setting) {
    this.#sizing = sizing;
    this.#clock = clock;
    this.#meters = new Map(Object.entries(rates).map(([server, rate]) => [server, new Meter(rate)]));
  }

  enter(server: string): Promise<void> {
    return new Promise((go) => {
      this.#line.push({ server, go });
      this.#admit();
    });
  }

  leave(): void {
    this.#inside -= 1;
    this.#admit();
  }

  /** Whether the server could bear a call. */
  learn(well: boolean): void {
    this.#sizing.learn(well);
    this.#admit();
  }

  /** Lets everybody through from now on: the run is over, and whoever waits has to find that out. */
  open(): void {
    this.#open = true;
    this.#admit();
  }

  #admit(): void {
    clearTimeout(this.#timer);
    const now = this.#clock();
    const due = this.#line.filter(({ server }) => this.#admits(server, now));
    this.#line = this.#line.filter((one) => !due.includes(one));
    for (const { go } of due) go();
    if (this.#line.length === 0 || this.#inside >= this.#sizing.size()) return;
    const wait = Math.min(...this.#line.map(({ server }) => this.#meters.get(server)?.wait(now) ?? 0));
    this.#timer = setTimeout(() => this.#admit(), Math.ceil(wait));
  }

  /** Takes the place, where there is one. */
  #admits(server: string, now: number): boolean {
    const meter = this.#meters.get(server);
    const free = this.#inside < this.#sizing.size() && (meter?.wait(now) ?? 0) <= 0;
    if (!free && !this.#open) return false;
    meter?.take(now);
    this.#inside += 1;
    return true;
  }
}

/** Holds a rate in every window of its length, not on the average: the time of the call so many calls ago decides. */
class Meter {
  readonly #rate: CallRate;
  readonly #taken: number[] = [];

  constructor(rate: CallRate) {
    this.#rate = rate;
  }

  /** ms until the next call may be made. */
  wait(now: number): number {
    const first = this.#taken.at(-this.#rate.calls);
    return first === undefined ? 0 : first + this.#rate.perMs - now;
  }

  take(now: number): void {
    this.#taken.push(now);
    if (this.#taken.length > this.#rate.calls) this.#taken.shift();
  }
}
