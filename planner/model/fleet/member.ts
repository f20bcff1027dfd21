import type { EndpointUsage, Usage } from "../../../verifier/index.js";
import type { Chat } from "../chat.js";
import type { Failed } from "../completion.js";
import type { Hints } from "../server/hints.js";
import type { Standing } from "./dispatch.js";
import { Pulse } from "./pulse.js";
import { restAfter } from "./rest.js";

export interface MemberParts {
  readonly chat: Chat;
  readonly hints: Hints;
  readonly baseURL: string;
  readonly slots: number;
  now(): number;
}

/** One server of a fleet, and how it stands. */
export class Member {
  readonly chat: Chat;
  readonly baseURL: string;
  readonly pulse: Pulse;
  private inFlight = 0;
  private urgent = 0;
  private failures = 0;
  private rest: Standing["rest"];
  /** Why it rests, if it does. */
  lastFailure: Failed | undefined;

  constructor(private readonly parts: MemberParts) {
    this.chat = parts.chat;
    this.baseURL = parts.baseURL;
    this.pulse = new Pulse(parts.baseURL, () => parts.now());
  }

  get standing(): Standing {
    const { inFlight, urgent, rest } = this;
    return { inFlight, urgent, slots: this.parts.slots, rest, load: this.pulse.load };
  }

  get isAwake(): boolean {
    return this.rest === undefined || this.rest.until <= this.parts.now();
  }

  enter(isUrgent: boolean): void {
    this.inFlight++;
    if (isUrgent) this.urgent++;
    this.pulse.left();
  }

  leave(isUrgent: boolean): void {
    this.inFlight--;
    if (isUrgent) this.urgent--;
  }

  answered(): void {
    this.failures = 0;
    // What was asked of us holds, whatever was under way when it was asked.
    if (this.rest?.asked === false) this.rest = undefined;
  }

  failed(why: Failed): void {
    this.failures++;
    this.lastFailure = why;
    const rest = restAfter(why, this.failures);
    if (rest !== undefined) this.rest = { until: this.parts.now() + rest.ms, asked: rest.asked };
  }

  /** What one question cost, with this server's share of it named. */
  account(usage: Usage, failed: boolean): Usage {
    const { llmCalls, inputTokens, outputTokens } = usage;
    const keepMs = this.parts.hints.keepMs();
    const share: EndpointUsage = {
      url: this.baseURL,
      ...{ llmCalls, inputTokens, outputTokens },
      ...(failed && { failures: 1 }),
      ...(keepMs !== undefined && { keepMs: Math.round(keepMs) }),
    };
    return { ...usage, endpoints: [share] };
  }
}
