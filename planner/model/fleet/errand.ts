import { type Deadline, startDeadline } from "../../abort.js";
import { addUsage, noUsage } from "../../usage.js";
import type { Line, Question } from "../chat.js";
import type { Completion, CompletionEnd, Failed } from "../completion.js";
import type { ModelSettings } from "../options.js";
import { failed, timedOut } from "../server/failure.js";
import { allFailed } from "./all-failed.js";
import type { Wish } from "./dispatch.js";
import type { Gate } from "./gate.js";
import type { Member } from "./member.js";
import { isOfTheServer } from "./rest.js";

export interface ErrandMeans {
  readonly members: readonly Member[];
  readonly gate: Gate;
  readonly settings: Pick<ModelSettings, "timeoutMs" | "maxRetries">;
  now(): number;
}

export interface Errands extends Pick<Wish, "isUrgent" | "turn"> {
  readonly question: Question;
  readonly line: Line;
  homes(): Wish["homes"];
}

/** How one server dealt with the question, and whether it may be asked of another. */
interface Tried {
  readonly end: CompletionEnd;
  readonly elsewhere: Failed | undefined;
}

/** One question on its way from server to server until one answers. */
export class Errand {
  /** The index of the server that did. */
  answeredBy: number | undefined;
  private usage = noUsage;
  /** Each server's last failure at this question. */
  private readonly failures = new Map<number, Failed>();
  /** Those that failed it since all of them were last asked. */
  private readonly failed = new Set<number>();
  private retries = 0;
  private readonly latest: number;

  constructor(
    private readonly means: ErrandMeans,
    private readonly errand: Errands,
  ) {
    this.latest = means.now() + means.settings.timeoutMs;
  }

  async done(): Promise<Completion> {
    const end = await this.toEnd();
    return { ...end, usage: this.usage };
  }

  private async toEnd(): Promise<CompletionEnd> {
    const { members, settings } = this.means;
    const { signal } = this.errand.line;
    let deadline: Deadline | undefined;
    try {
      for (;;) {
        const to = await this.place(deadline?.signal ?? signal);
        const member = to === undefined ? undefined : members[to];
        if (to === undefined || member === undefined) return this.nobody();
        // From the first request on: time in the queue is not the servers'.
        deadline ??= startDeadline(settings.timeoutMs, signal);
        const { end, elsewhere } = await this.attempt({ to, member, deadline });
        if (elsewhere === undefined) return end;
        this.failures.set(to, elsewhere);
        this.failed.add(to);
      }
    } finally {
      deadline?.clear();
    }
  }

  /** Once each has failed, those for which another moment may do are asked again, as often as retries are allowed. */
  private async place(signal: AbortSignal | undefined): Promise<number | undefined> {
    const { members, gate, settings, now } = this.means;
    if (this.failed.size === members.length) {
      const again = [...this.failures].filter(([, why]) => mayPass(why));
      if (this.retries >= settings.maxRetries || again.length === 0) return undefined;
      this.retries++;
      for (const [index] of again) this.failed.delete(index);
    }
    const { isUrgent, turn, homes, line } = this.errand;
    if (this.failures.size > 0 && line.mayCall?.(1) === false) return undefined;
    const about = { isUrgent, turn, latest: this.latest, failed: this.failed, isRepeat: this.retries > 0 };
    return gate.place(() => ({ ...about, now: now(), homes: homes() }), signal);
  }

  private async attempt(attempt: Attempt): Promise<Tried> {
    const { to, member } = attempt;
    const { signal, onText, hasBegun, isSilent, stop } = this.listen(attempt);
    const { mayCall } = this.errand.line;
    const line = { signal, onText, ...(mayCall !== undefined && { mayCall }) };
    try {
      const { usage, ...told } = await member.chat.ask(this.errand.question, line);
      const end = told.kind === "cancelled" ? this.stopped(attempt, isSilent()) : told;
      const problem = problemOf(end);
      this.usage = addUsage(this.usage, member.account(usage, problem !== undefined));
      if (problem !== undefined) member.failed(problem);
      else if (end.kind !== "cancelled") this.answered(to, member);
      return { end, elsewhere: hasBegun() ? undefined : problem };
    } finally {
      stop();
      member.leave(this.errand.isUrgent);
      this.means.gate.update();
    }
  }

  private stopped({ member: { baseURL }, deadline }: Attempt, silent: boolean): CompletionEnd {
    if (deadline.timedOut()) return timedOut({ ...this.means.settings, baseURL });
    return silent ? silence : { kind: "cancelled" };
  }

  /** Whoever says nothing for its share of the time is left, if there is another to turn to. */
  private listen({ to, member, deadline }: Attempt) {
    const others = this.means.members.filter((one, index) => index !== to && one.isAwake && !this.failed.has(index));
    const leave = new AbortController();
    const cancel = () => leave.abort();
    let begun = false;
    let silent = false;
    const timer = setTimeout(
      () => {
        silent = !begun;
        if (silent) cancel();
      },
      others.length === 0 ? longestTimer : this.msLeft(deadline) / (others.length + 1),
    );
    if (deadline.signal.aborted) cancel();
    deadline.signal.addEventListener("abort", cancel, { once: true });
    return {
      signal: leave.signal,
      onText: (characters: number) => {
        begun ||= characters > 0;
        this.errand.line.onText?.(characters, member.baseURL);
      },
      hasBegun: () => begun,
      isSilent: () => silent,
      stop: () => {
        clearTimeout(timer);
        deadline.signal.removeEventListener("abort", cancel);
      },
    };
  }

  /** Whoever asks may wait for less than the servers are given. */
  private msLeft(deadline: Deadline): number {
    return Math.min(deadline.remainingMs(), this.errand.line.msLeft?.() ?? longestTimer);
  }

  private answered(to: number, member: Member): void {
    member.answered();
    this.answeredBy = to;
  }

  private nobody(): CompletionEnd {
    if (this.errand.line.signal?.aborted) return { kind: "cancelled" };
    return allFailed(
      this.means.members.map((member, index) => ({
        baseURL: member.baseURL,
        failed: this.failures.get(index) ?? member.lastFailure,
      })),
    );
  }
}

interface Attempt {
  readonly to: number;
  readonly member: Member;
  readonly deadline: Deadline;
}

/** A timer set further ahead fires at once. */
const longestTimer = 2 ** 31 - 1;

const silence = failed("model_timeout", "It sent nothing for its share of the time.", "sent nothing in time");
const broken = failed("model_broken", "The connection broke.", "the connection broke");

/** What is the server's fault, and not the question's. */
function problemOf(end: CompletionEnd): Failed | undefined {
  if (end.kind === "cut") return broken;
  return end.kind === "failed" && isOfTheServer(end.code) ? end : undefined;
}

/** Another moment may do; what is set up wrongly or refuses the question stays so. */
function mayPass({ code }: Failed): boolean {
  return code === "model_unreachable" || code === "model_busy" || code === "model_broken";
}
