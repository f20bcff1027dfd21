import { choose } from "../../planner/model/fleet/dispatch.js";
import { drawsOf } from "./draws.js";
import { Events } from "./events.js";
import type { RetentionPolicy } from "./retention.js";
import { Server, usualHardware, type Work } from "./server.js";

/** Programs that ask a model turn after turn, with a tool in between. */
export interface Program {
  readonly began: number;
  readonly turns: readonly Turn[];
}

export interface Turn {
  /** Tokens that come on top of the conversation so far, and tokens of the answer. */
  readonly added: number;
  readonly output: number;
  /** How long the tool runs that the answer calls. */
  readonly toolSeconds: number;
}

export interface Traffic {
  readonly seed: number;
  readonly programs: number;
  readonly perSecond: number;
  readonly toolSeconds: number;
}

export function programsOf({ seed, programs, perSecond, toolSeconds }: Traffic): readonly Program[] {
  const draws = drawsOf(`programs ${seed}`);
  let began = 0;
  return Array.from({ length: programs }, () => {
    began += draws.exponential(1 / perSecond);
    const turns = Array.from({ length: 4 + Math.floor(draws.share() * 9) }, (_, turn) => ({
      added: draws.lengths(turn === 0 ? 2_000 : 700, 0.6),
      output: draws.lengths(80, 0.5),
      toolSeconds: draws.lengths(toolSeconds * 1_000, 1) / 1_000,
    }));
    return { began, turns };
  });
}

/** Which of several servers a turn goes to, by the requests under way at each and by where its program was before. */
export type Affinity = (own: readonly number[], homes: ReadonlySet<number>, turn: number) => number;

function byChoice(sticky: (own: readonly number[]) => readonly number[]): Affinity {
  return (own, homes, turn) => {
    const standings = sticky(own).map((inFlight) => ({ inFlight, urgent: 0, slots: 1e6 }));
    const about = { now: 0, latest: 0, isUrgent: true, isRepeat: false, failed: new Set<number>() };
    const choice = choose(standings, { ...about, homes, turn });
    return choice.kind === "go" ? choice.to : 0;
  };
}

const ours = byChoice((own) => own);

export const affinities: { readonly [name: string]: Affinity } = {
  "fewest own": (own, _, turn) => ours(own, new Set(), turn),
  "always where it began": (own, homes, turn) => [...homes][0] ?? ours(own, homes, turn),
  "until moving pays": ours,
};

export interface Site {
  readonly tokens: number;
  readonly servers: number;
  readonly affinity: Affinity;
}

/** One server, so that it does not matter where turns go. */
const alone: Site = { tokens: 120_000, servers: 1, affinity: () => 0 };

export interface Outcome {
  /** From its start to its last answer, by program. Seconds. */
  readonly took: readonly number[];
  /** Turns answered, by program. */
  readonly answered: readonly number[];
  readonly work: Work;
}

export function runPrograms(programs: readonly Program[], policy: RetentionPolicy, site: Site = alone): Outcome {
  return new Run(programs, policy, site).toEnd();
}

class Run {
  private readonly events = new Events();
  private readonly servers: readonly Server[];
  private readonly own: number[];
  private readonly homes: Set<number>[];
  private readonly took: number[];
  private readonly answered: number[];
  private turns = 0;

  constructor(
    private readonly programs: readonly Program[],
    policy: RetentionPolicy,
    private readonly site: Site,
  ) {
    const hardware = { ...usualHardware, tokens: site.tokens };
    const server = () => new Server(this.events, hardware, { order: policy.order, retention: policy.retention() });
    this.servers = Array.from({ length: site.servers }, server);
    this.own = this.servers.map(() => 0);
    this.homes = programs.map(() => new Set());
    this.took = programs.map(() => Number.NaN);
    this.answered = programs.map(() => 0);
  }

  toEnd(): Outcome {
    for (const [job, { began }] of this.programs.entries()) this.events.at(began, () => this.begin(job, 0, 0));
    this.events.run();
    const work = { prefilled: 0, cached: 0, decoded: 0 };
    for (const server of this.servers) {
      work.prefilled += server.work.prefilled;
      work.cached += server.work.cached;
      work.decoded += server.work.decoded;
    }
    return { took: this.took, answered: this.answered, work };
  }

  private begin(job: number, turn: number, before: number): void {
    const program = this.programs[job];
    const now = program?.turns[turn];
    if (program === undefined || now === undefined) return;
    const isLast = turn === program.turns.length - 1;
    const homes = this.homes[job] ?? new Set();
    const to = this.site.affinity(this.own, homes, this.turns++ % this.servers.length);
    homes.add(to);
    this.own[to] = (this.own[to] ?? 0) + 1;
    this.servers[to]?.take({
      ...{ job, jobBegan: program.began, context: before + now.added, output: now.output },
      ...(!isLast && { tool: "tool" }),
      onDone: (at) => {
        this.own[to] = (this.own[to] ?? 0) - 1;
        this.answered[job] = (this.answered[job] ?? 0) + 1;
        const next = () => this.begin(job, turn + 1, before + now.added + now.output);
        if (isLast) this.took[job] = at - program.began;
        else this.events.at(at + now.toolSeconds, next);
      },
    });
  }
}
