import { type Choice, choose, type Standing, type Wish } from "./dispatch.js";

/** Whoever waits for a place, and what is told when there is one, or none any more. */
interface Waiter {
  readonly wish: () => Wish;
  readonly isUrgent: boolean;
  settle(to: number | undefined): void;
}

export interface GateParts {
  standings(): readonly Standing[];
  /** Takes the place at once, so that the next in line sees it taken. */
  enter(to: number, isUrgent: boolean): void;
  now(): number;
}

/** Hands out places. What somebody waits for goes before what is spare; otherwise in the order of arrival. */
export class Gate {
  private waiting: Waiter[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: GateParts) {}

  /** The index of a server, entered; `undefined` where each has failed this question, or when the signal fires. */
  place(wish: () => Wish, signal: AbortSignal | undefined): Promise<number | undefined> {
    if (signal?.aborted) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const leave = () => {
        this.waiting = this.waiting.filter((one) => one !== waiter);
        waiter.settle(undefined);
      };
      const waiter: Waiter = {
        wish,
        isUrgent: wish().isUrgent,
        settle: (to) => {
          signal?.removeEventListener("abort", leave);
          resolve(to);
        },
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.waiting.push(waiter);
      this.update();
    });
  }

  /** A place became free, or somebody's rest is over. */
  update(): void {
    clearTimeout(this.timer);
    let wake = Number.POSITIVE_INFINITY;
    const inOrder = [
      ...this.waiting.filter(({ isUrgent }) => isUrgent),
      ...this.waiting.filter((one) => !one.isUrgent),
    ];
    for (const waiter of inOrder) {
      const choice = choose(this.parts.standings(), waiter.wish());
      if (choice.kind === "wait") wake = Math.min(wake, choice.until ?? wake);
      else this.settle(waiter, choice);
    }
    if (!Number.isFinite(wake)) return;
    this.timer = setTimeout(() => this.update(), Math.max(1, wake - this.parts.now()));
  }

  private settle(waiter: Waiter, choice: Exclude<Choice, { kind: "wait" }>): void {
    this.waiting = this.waiting.filter((one) => one !== waiter);
    if (choice.kind === "go") this.parts.enter(choice.to, waiter.isUrgent);
    waiter.settle(choice.kind === "go" ? choice.to : undefined);
  }
}
