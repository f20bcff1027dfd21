import { choose } from "../../planner/model/fleet/dispatch.js";
import { drawsOf } from "./draws.js";
import { Events } from "./events.js";
import { retentionPolicies } from "./retention.js";
import { Server, usualHardware } from "./server.js";

/** How a client sends: all at once, or at most so many to a server, in the order of arrival or with a lane for what is urgent. */
export interface Lane {
  readonly name: string;
  readonly slots: number;
  readonly urgentFirst: boolean;
}

export const lanes: readonly Lane[] = [
  { name: "all at once", slots: 1e6, urgentFirst: false },
  { name: "32 slots each", slots: 32, urgentFirst: false },
  { name: "32 slots each, lane and headroom", slots: 32, urgentFirst: true },
  { name: "16 slots each, lane and headroom", slots: 16, urgentFirst: true },
];

interface Item {
  readonly began: number;
  readonly isUrgent: boolean;
  readonly context: number;
  readonly output: number;
}

export interface LaneTraffic {
  readonly seed: number;
  readonly requests: number;
  readonly perSecond: number;
}

export interface Laned {
  /** To the first token, waiting at the client included. Seconds. */
  readonly urgent: readonly number[];
  readonly others: readonly number[];
}

/** One client of four servers; one request in ten is urgent. */
export function runLane(traffic: LaneTraffic, lane: Lane): Laned {
  return new Client(lane).run(itemsOf(traffic));
}

function itemsOf({ seed, requests, perSecond }: LaneTraffic): readonly Item[] {
  const draws = drawsOf(`lanes ${seed}`);
  let began = 0;
  return Array.from({ length: requests }, () => {
    began += draws.exponential(1 / perSecond);
    const isUrgent = draws.share() < 0.1;
    return { began, isUrgent, context: draws.lengths(1_000, 0.8), output: draws.lengths(250, 0.9) };
  });
}

class Client {
  private readonly events = new Events();
  private readonly servers: readonly Server[];
  private readonly own = [0, 0, 0, 0].map(() => ({ inFlight: 0, urgent: 0 }));
  private waiting: Item[] = [];
  private turn = 0;
  private readonly first = { urgent: [] as number[], others: [] as number[] };

  constructor(private readonly lane: Lane) {
    const [plain] = retentionPolicies;
    if (plain === undefined) throw new Error("There is a plain policy.");
    const { order, retention } = plain;
    this.servers = this.own.map(() => new Server(this.events, usualHardware, { order, retention: retention() }));
  }

  run(items: readonly Item[]): Laned {
    for (const item of items) {
      this.events.at(item.began, () => {
        this.waiting.push(item);
        this.update();
      });
    }
    this.events.run();
    return this.first;
  }

  /** As the gate of a fleet does. */
  private update(): void {
    const { urgentFirst, slots } = this.lane;
    const inOrder = urgentFirst
      ? [...this.waiting.filter(({ isUrgent }) => isUrgent), ...this.waiting.filter((one) => !one.isUrgent)]
      : [...this.waiting];
    for (const item of inOrder) {
      const standings = this.own.map((own) => ({ ...own, slots }));
      const about = { now: 0, latest: 0, failed: new Set<number>(), isRepeat: false };
      const isUrgent = item.isUrgent || !urgentFirst;
      const choice = choose(standings, { ...about, isUrgent, turn: this.turn });
      // Where one finds no place, nobody after it does.
      if (choice.kind !== "go") return;
      this.send(item, choice.to);
    }
  }

  private send(item: Item, to: number): void {
    this.waiting = this.waiting.filter((one) => one !== item);
    this.turn = (this.turn + 1) % this.servers.length;
    this.count(to, item.isUrgent, 1);
    this.servers[to]?.take({
      ...item,
      ...{ job: item.began, jobBegan: item.began },
      onFirst: (at) => this.first[item.isUrgent ? "urgent" : "others"].push(at - item.began),
      onDone: () => {
        this.count(to, item.isUrgent, -1);
        this.update();
      },
    });
  }

  private count(to: number, isUrgent: boolean, by: number): void {
    const own = this.own[to];
    if (own === undefined) return;
    own.inFlight += by;
    if (isUrgent) own.urgent += by;
  }
}
