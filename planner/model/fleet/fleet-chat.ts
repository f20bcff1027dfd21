import type { Chat, Line, Question } from "../chat.js";
import type { Completion } from "../completion.js";
import type { ModelSettings } from "../options.js";
import { Recent } from "../recent.js";
import { Hints } from "../server/hints.js";
import { serverChat } from "../server/server-chat.js";
import type { EndpointSettings } from "./endpoints.js";
import { Errand, type ErrandMeans } from "./errand.js";
import { Gate } from "./gate.js";
import { Member } from "./member.js";

const now = () => performance.now();

/** Several servers of one model behind the one seam. What it learns of them lives as long as it does. */
export function fleetChat(settings: ModelSettings, endpoints: readonly EndpointSettings[]): Chat {
  const members = endpoints.map(({ baseURL, hints: kind, slots }) => {
    const hints = new Hints(kind, now);
    // The next try is better made elsewhere, so retries are the fleet's.
    const chat = serverChat({ ...settings, baseURL, hints: kind, maxRetries: 0 }, hints);
    return new Member({ chat, hints, baseURL, slots, now });
  });
  return new Fleet(members, settings);
}

class Fleet implements Chat, ErrandMeans {
  readonly name: string;
  readonly gate: Gate;
  readonly now = now;
  /** By job, the servers that answered its questions: they have read the beginning of the next. */
  private readonly homes = new Recent<ReadonlySet<number>>();
  private turns = 0;

  constructor(
    readonly members: readonly Member[],
    readonly settings: ModelSettings,
  ) {
    this.name = `model:${settings.model}`;
    this.gate = new Gate({
      standings: () => members.map(({ standing }) => standing),
      enter: (to, isUrgent) => members[to]?.enter(isUrgent),
      now,
    });
  }

  async ask(question: Question, line: Line): Promise<Completion> {
    const { candidate = 0, job } = question.work ?? {};
    const turn = this.turns++ % this.members.length;
    await this.listen();
    const errand = new Errand(this, {
      question,
      line,
      isUrgent: candidate === 0,
      turn,
      homes: () => this.homesOf(job),
    });
    const completion = await errand.done();
    if (job !== undefined && errand.answeredBy !== undefined) {
      this.homes.set(job, new Set([...(this.homesOf(job) ?? []), errand.answeredBy]));
    }
    return completion;
  }

  private homesOf(job: string | undefined): ReadonlySet<number> | undefined {
    return job === undefined ? undefined : this.homes.get(job);
  }

  /** What servers say of their load only decides between equals. */
  private async listen(): Promise<void> {
    const awake = this.members.filter(({ isAwake }) => isAwake);
    const least = Math.min(...awake.map(({ standing }) => standing.inFlight));
    const equals = awake.filter(({ standing }) => standing.inFlight === least);
    if (equals.length > 1) await Promise.all(equals.map(({ pulse }) => pulse.refresh()));
  }
}
