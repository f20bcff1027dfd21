import { choose, type Standing } from "../../planner/model/fleet/dispatch.js";
import { freenessOf, type Gauges } from "../../planner/model/fleet/metrics.js";
import type { Ask } from "./ask.js";
import { drawsOf } from "./draws.js";
import { Events } from "./events.js";
import { retentionPolicies } from "./retention.js";
import { type Hardware, Server, usualHardware, type Work } from "./server.js";

/** One way to say which of several servers gets a request. Each client has its own. */
export type Route = (fleet: FleetView) => number;

export interface FleetView {
  /** This client's requests under way, by server. */
  readonly own: readonly number[];
  /** By server, as old as metrics are. */
  readonly gauges: readonly Gauges[];
  /** This client's requests since then, by server. */
  readonly sent: readonly number[];
  readonly turn: number;
}

function ours(load: (view: FleetView, index: number) => Standing["load"]): Route {
  return (view) => {
    const standings = view.own.map((inFlight, index) => ({ inFlight, urgent: 0, slots: 1e6, load: load(view, index) }));
    const about = { now: 0, latest: 0, isUrgent: true, isRepeat: false, failed: new Set<number>() };
    const choice = choose(standings, { ...about, turn: view.turn });
    return choice.kind === "go" ? choice.to : 0;
  };
}

const told: Parameters<typeof ours>[0] = ({ gauges, sent }, index) => {
  const said = gauges[index];
  return said && { waiting: said.waiting, freeness: freenessOf(said, sent[index]) };
};

const freest: Route = (view) => {
  const all = view.own.map((_, index) => ({ index, freeness: told(view, index)?.freeness ?? 0 }));
  return all.reduce((best, one) => (one.freeness > best.freeness ? one : best)).index;
};

/** What is compared, plainest first. The last is what holdshort does. */
export const routes = {
  "round robin": ({ turn }) => turn,
  "fewest own": ours(() => undefined),
  "freeness alone": freest,
  "fewest own, then freeness": ours(told),
} satisfies { readonly [name: string]: Route };

export interface Load {
  readonly seed: number;
  readonly requests: number;
  readonly perSecond: number;
  readonly servers: number;
  /** Programs that send them, each knowing only its own. */
  readonly clients: number;
  /** How old the metrics are that a client goes by. */
  readonly metricsSeconds: number;
}

export interface Routed {
  /** To the first token, by request; NaN where there was none. Seconds. */
  readonly first: readonly number[];
  /** How often each was answered. */
  readonly answered: readonly number[];
  readonly work: Work;
  readonly asked: { readonly context: number; readonly output: number };
}

class Client {
  readonly own: number[];
  sent: number[];
  private turn = 0;
  private gauges: readonly Gauges[] = [];
  private read = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly servers: readonly Server[],
    private readonly route: Route,
    private readonly metricsSeconds: number,
  ) {
    this.own = servers.map(() => 0);
    this.sent = servers.map(() => 0);
  }

  place(now: number): number {
    if (now - this.read >= this.metricsSeconds) {
      this.gauges = this.servers.map(({ gauges }) => gauges);
      this.sent = this.servers.map(() => 0);
      this.read = now;
    }
    const turn = this.turn++ % this.servers.length;
    const { own, sent, gauges } = this;
    return this.route({ own, sent, gauges, turn });
  }
}

/** Requests that have nothing to do with each other, over several servers. */
export function runRoutes(load: Load, route: Route, hardware: Hardware = usualHardware): Routed {
  const { seed, requests, perSecond, servers: count, clients: many, metricsSeconds } = load;
  const draws = drawsOf(`requests ${seed}`);
  const events = new Events();
  const [plain] = retentionPolicies;
  if (plain === undefined) throw new Error("There is a plain policy.");
  const servers = Array.from(
    { length: count },
    () => new Server(events, hardware, { order: plain.order, retention: plain.retention() }),
  );
  const clients = Array.from({ length: many }, () => new Client(servers, route, metricsSeconds));
  const first = Array.from({ length: requests }, () => Number.NaN);
  const answered = Array.from({ length: requests }, () => 0);
  const asked = { context: 0, output: 0 };
  let at = 0;
  for (let job = 0; job < requests; job++) {
    at += draws.exponential(1 / perSecond);
    const began = at;
    const about = { context: draws.lengths(1_000, 0.8), output: draws.lengths(250, 0.9) };
    asked.context += about.context;
    asked.output += about.output;
    const client = clients[Math.floor(draws.share() * many)];
    events.at(began, () => {
      const to = client?.place(began) ?? 0;
      if (client === undefined) return;
      client.own[to] = (client.own[to] ?? 0) + 1;
      client.sent[to] = (client.sent[to] ?? 0) + 1;
      const ask: Ask = {
        ...{ job, jobBegan: began },
        ...about,
        onFirst: (now) => {
          first[job] = now - began;
        },
        onDone: () => {
          answered[job] = (answered[job] ?? 0) + 1;
          client.own[to] = (client.own[to] ?? 0) - 1;
        },
      };
      servers[to]?.take(ask);
    });
  }
  events.run();
  const work = servers.reduce((sum, server) => added(sum, server.work), { prefilled: 0, cached: 0, decoded: 0 });
  return { first, answered, work, asked };
}

function added(a: Work, b: Work): Work {
  return { prefilled: a.prefilled + b.prefilled, cached: a.cached + b.cached, decoded: a.decoded + b.decoded };
}
