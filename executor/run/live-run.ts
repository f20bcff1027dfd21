import { setImmediate as turn } from "node:timers/promises";
import { needsApproval, type Policy } from "../../policy/index.js";
import type { Answer as Given, Run } from "../../sandbox/index.js";
import type { Json } from "../../toolspecs/index.js";
import type { Reply } from "../caller.js";
import type { Entry, Err, Ok } from "../journal/entry.js";
import type { Answer, Question } from "../question.js";
import type { Ending, Problem } from "../result.js";
import { sizingOf } from "../width.js";
import { answerTo } from "./answers.js";
import { attempt, bearable, harmless, repeatable } from "./attempt.js";
import { type CallState, counting, historyOf, newCall, questionOf, reportOf } from "./call-state.js";
import { endingOf } from "./ending.js";
import { forbiddenFlow } from "./flows.js";
import { changed, outOfDate } from "./freshness.js";
import { Gate } from "./gate.js";
import { guard } from "./guards.js";
import { Outbox } from "./outbox.js";
import { taken } from "./output.js";
import { denial, diverged, endEntry, interruption, notReplayable, Unwritten, unusable, unwritten } from "./problems.js";
import { keyOf, type Played, type Scene } from "./scene.js";
import { type NumberedCall, openStage, type Stage } from "./stage.js";

const longestMessage = 2_000;

/**
 * One run, from the first call of the program to its end. While the journal has outcomes they are replayed; then the calls that
 * it has no outcome of are made. Whatever ends the run early lets the calls that are under way come to their ends first, for
 * an outcome that nobody writes down is lost.
 */
export class LiveRun {
  readonly #scene: Scene;
  readonly #policy: Policy;
  readonly #stage: Stage;
  readonly #calls: CallState[] = [];
  readonly #outbox: Outbox;
  readonly #gate: Gate;
  readonly #left = new Map<number, Question>();
  readonly #approvedTools: Set<string>;
  readonly #bell = new AbortController();
  #replayed = 0;
  #live = false;
  /** Calls on which something is being done here, and those of which a person is being asked. */
  #busy = 0;
  #asking = 0;
  #ending: Ending | undefined;
  /** A mistake of ours. It ends the run, and `play` throws it. */
  #bug: { readonly error: unknown } | undefined;

  constructor(scene: Scene) {
    const { plan, options, past } = scene;
    this.#scene = scene;
    // Where the policy does not say whom to ask, nothing that cannot be undone is done unasked.
    this.#policy = plan.policy ?? {};
    this.#approvedTools = new Set(past.approvedTools);
    this.#outbox = new Outbox((entry) => this.#append(entry));
    this.#gate = new Gate({ sizing: sizingOf(options.width, plan.budget.callsInFlight), rates: options.rates });
    this.#stage = openStage(
      { ...scene, ...scene.head, plan, turnMs: options.turnMs, answerChars: options.answerChars },
      { made: (call) => this.#made(call), quiet: () => this.#quiet() },
    );
  }

  async play(): Promise<Played> {
    const { signal } = this.#scene.options;
    const interrupted = () => this.#fail({ code: "interrupted", message: interruption, resumable: true });
    signal.addEventListener("abort", interrupted);
    if (signal.aborted) interrupted();
    const run = await this.#stage.run.finally(() => signal.removeEventListener("abort", interrupted));
    this.#bell.abort();
    while (this.#busy > 0) await turn();
    if (this.#bug !== undefined) throw this.#bug.error;
    const ending = await this.#conclude(run);
    const logs = run.logs.map((line) => this.#scene.secrets.hideText(line));
    return { ending, calls: this.#calls.map(reportOf), logs };
  }

  // What the program does.

  #made({ number, fn, args, site }: NumberedCall): void {
    const { plan, past, secrets } = this.#scene;
    const tool = plan.tools[fn]?.spec;
    if (tool === undefined) throw new Error("The sandbox calls the functions that it was given.");
    const before = past.calls.get(number);
    const shown = secrets.hide(secrets.strip(args), tool.input);
    const state = newCall({ number, tool, args, shown, past: before, site });
    this.#calls[number - 1] = state;
    const { made } = state;
    if (before !== undefined && (before.made.tool !== made.tool || before.made.hash !== made.hash)) {
      const how = `it calls ${made.tool} where the journal has ${before.made.tool}, or with other arguments`;
      this.#fail(diverged(number, how));
    } else if (before?.outcome === undefined && this.#live) {
      void this.#lead(state);
    }
  }

  #quiet(): void {
    const next = this.#scene.past.outcomes[this.#replayed];
    if (this.#ending === undefined && next !== undefined) {
      this.#replay(next);
    } else {
      if (this.#ending === undefined && !this.#live) this.#goLive();
      this.#rest();
    }
  }

  /** All that was written down has been given back: what has no outcome yet is made now. */
  #goLive(): void {
    this.#live = true;
    for (const state of this.#calls) if (state.past?.outcome === undefined) void this.#lead(state);
  }

  // The past.

  #replay(entry: Ok | Err): void {
    const state = this.#calls[entry.call - 1];
    if (state === undefined) {
      this.#fail(diverged(entry.call, "it does not make this call, which the journal has"));
      return;
    }
    this.#replayed += 1;
    if (entry.kind === "err") {
      state.standing = state.past?.decision?.say === "deny" ? "denied" : "failed";
      this.#scene.teller.replayed(entry, state.made.tool, state.standing);
      this.#stage.deliver(entry.call, { ok: false, message: entry.message });
    } else if (entry.partial !== true) this.#giveBack(state, entry.value, entry.at);
    else void this.#work(() => this.#readAgain(state));
  }

  /** An answer that held a secret was not written down; where it only was read, it can be read again. */
  async #readAgain(state: CallState): Promise<void> {
    const reply = state.tool.effect === "read" ? await this.#attempt(state) : undefined;
    if (reply?.kind !== "value") return this.#fail(notReplayable(state.made.tool, state.number));
    this.#giveBack(state, reply.value, this.#scene.options.now());
  }

  /** Whatever the plan learns has the shape it was judged on, today as then. */
  #giveBack(state: CallState, returned: unknown, at: number): void {
    const { value, problem } = this.#take(state, returned);
    if (problem !== undefined) {
      this.#fail({ ...problem, call: state.number });
      return;
    }
    this.#scene.secrets.hide(value, state.tool.output.schema);
    this.#learned(state, value, at);
    this.#scene.teller.replayed({ call: state.number, at }, state.made.tool, "ok");
    this.#stage.deliver(state.number, { ok: true, value });
  }

  #learned(state: CallState, output: Json, at: number): void {
    state.standing = "ok";
    state.output = output;
    state.seen = { tool: state.tool, args: state.args, ok: true, output };
    state.observedAt = at;
  }

  // A call that the journal has no outcome of.

  #lead(state: CallState): Promise<void> {
    return this.#work(async () => {
      if (this.#barred(state)) return;
      const { past, tool } = state;
      if (past?.begun === true) {
        if (past.decision !== undefined) return this.#heed(state, past.decision);
        return repeatable(tool)
          ? this.#perform(state)
          : this.#unknown(state, past.reason ?? "the run was broken off while it was being made");
      }
      // It was approved before; what was asked since is about what it rests on.
      if (past?.asked === "stale") return this.#heed(state, past.decision ?? { say: "approve" });
      const about = tool.builtin === "ask" ? "value" : "approval";
      const approval = needsApproval(this.#policy, tool) && !this.#approvedTools.has(state.made.tool);
      if (about === "approval" && !approval) return this.#perform(state);
      return this.#heed(state, past?.decision ?? (await this.#ask(state, { about })));
    });
  }

  /** Stops the run before the call if something stands against it. */
  #barred(state: CallState): boolean {
    const { validators, options } = this.#scene;
    const history = historyOf(this.#calls, state.number);
    const problem =
      guard(state.tool, state.args, { policy: this.#policy, validators, history, at: options.now() }) ??
      this.#forbiddenFlow(state);
    if (problem !== undefined) this.#fail({ ...problem, call: state.number });
    return problem !== undefined || this.#ending !== undefined;
  }

  #forbiddenFlow(state: CallState): Problem | undefined {
    const { plan, head } = this.#scene;
    // Most policies keep nothing from anywhere, and what is compared then need not be put together for each call.
    if ((this.#policy.flows?.deny ?? []).length === 0) return undefined;
    return forbiddenFlow(state, {
      policy: this.#policy,
      tools: plan.tools.map(({ spec }) => spec),
      earlier: counting(this.#calls.slice(0, state.number - 1)),
      own: [plan.goal, plan.source, JSON.stringify(head.input ?? null)].join("\n").toLowerCase(),
    });
  }

  async #heed(state: CallState, answer: Answer): Promise<void> {
    switch (answer.say) {
      case "approve":
      case "again":
        // A person may take days: what held when the call was asked for need not hold any more.
        if (!this.#barred(state)) await this.#perform(state);
        break;
      case "deny":
        state.standing = "denied";
        await this.#record(state, { failed: denial(state.made.tool, answer.reason) });
        break;
      case "failed":
        await this.#record(state, { failed: `${state.made.tool} failed, as a person found out.` });
        break;
      case "happened":
      case "value":
        await this.#took(state, { kind: "value", value: answer.value });
        break;
      case "stop":
        this.#end({ outcome: "waiting", questions: [...this.#left.values()] });
    }
  }

  async #unknown(state: CallState, reason: string): Promise<void> {
    await this.#heed(state, await this.#ask(state, { about: "unknown", reason }));
  }

  async #ask(state: CallState, about: Pick<Question, "about" | "reason">): Promise<Answer> {
    const { plan, options } = this.#scene;
    const { number, made } = state;
    state.standing = about.about === "unknown" ? "unknown" : "waiting";
    const question = questionOf(state, about, plan.evidence.provenance);
    this.#left.set(number, question);
    if (state.asked !== about.about) await this.#append({ kind: "ask", ...made, ...this.#event(number), ...about });
    state.asked = about.about;
    if (this.#ending !== undefined) return { say: "later" };
    const { answer, open } = await answerTo(question, {
      ask: (one) => this.#waitingForSomebody(() => options.approve(one, this.#bell.signal)),
      take: (value) => this.#take(state, value),
      over: () => this.#ending !== undefined,
    });
    if (open !== undefined) this.#left.set(number, open);
    if (answer.say === "later" || answer.say === "stop") return answer;
    await this.#append({ kind: "answer", ...this.#event(number), answer });
    if (answer.say === "approve" && answer.scope === "tool") this.#approvedTools.add(made.tool);
    this.#left.delete(number);
    return answer;
  }

  async #waitingForSomebody(ask: () => Promise<Answer>): Promise<Answer> {
    this.#asking += 1;
    this.#busy -= 1;
    this.#rest();
    try {
      return await ask();
    } finally {
      this.#asking -= 1;
      this.#busy += 1;
    }
  }

  async #perform(state: CallState): Promise<void> {
    const { plan, options } = this.#scene;
    const moment = { now: options.now(), provenance: plan.evidence.provenance };
    const old = outOfDate(this.#calls, state, moment);
    const reason = await changed(old, moment.now, (read) => this.#readToday(read));
    if (reason !== undefined) {
      const answer = await this.#ask(state, { about: "stale", reason });
      state.insisted = answer.say === "approve";
      return this.#heed(state, answer);
    }
    await this.#gate.enter(state.tool.server);
    // A person who is asked what became of the call must not keep others from being made.
    const reply = await this.#callNow(state).finally(() => this.#gate.leave());
    this.#gate.learn(reply === undefined || bearable(reply));
    if (reply !== undefined) await this.#took(state, reply);
  }

  /** What a read says today; nothing where it cannot be had, or is not of its shape. */
  async #readToday(read: CallState): Promise<Json | undefined> {
    const reply = await this.#attempt(read);
    const today = reply.kind === "value" ? this.#take(read, reply.value) : undefined;
    return today?.problem === undefined ? today?.value : undefined;
  }

  /** Nothing where the run ended before the call. */
  async #callNow(state: CallState): Promise<Reply | undefined> {
    if (this.#ending !== undefined) return undefined;
    const { number, tool, made } = state;
    state.asked = undefined;
    state.standing = "unknown";
    const event = this.#event(number);
    state.during = { from: event.at };
    const begun = this.#append({ kind: "begin", ...made, ...event, key: keyOf(this.#scene.head, number) });
    // What only reads may be begun twice, so it need not wait for the disk.
    if (tool.effect === "read") return (await Promise.all([this.#attempt(state), begun]))[0];
    await begun;
    if (this.#ending === undefined) return this.#attempt(state);
    await this.#append({ kind: "answer", ...this.#event(number), answer: { say: "again" } });
    return undefined;
  }

  #attempt({ number, tool, args, made }: CallState): Promise<Reply> {
    const { call, callTimeoutMs, signal } = this.#scene.options;
    // A model is told no secret.
    const given = { tool, args: tool.builtin === undefined ? args : made.args };
    return attempt(call, { ...given, key: keyOf(this.#scene.head, number), timeoutMs: callTimeoutMs, signal });
  }

  async #took(state: CallState, reply: Reply): Promise<void> {
    // Whatever a person says of it later takes no time of the call's.
    if (state.during !== undefined) state.during = { to: this.#scene.options.now(), ...state.during };
    if (reply.kind === "value") return this.#tookValue(state, reply.value);
    if (reply.kind === "unusable") {
      this.#fail({ ...unusable(state.tool, reply.message), call: state.number });
      return this.#record(state, { value: null });
    }
    const message = this.#scene.secrets.hideText(reply.message).slice(0, longestMessage);
    if (reply.kind === "lost" && !harmless(state.tool)) return this.#unknown(state, message);
    if (reply.kind === "lost" && this.#scene.options.signal.aborted) return;
    await this.#record(state, { failed: message });
  }

  async #tookValue(state: CallState, returned: unknown): Promise<void> {
    const { value, problem } = this.#take(state, returned);
    if (problem !== undefined) this.#fail({ ...problem, call: state.number });
    await this.#record(state, { value });
  }

  #take({ tool }: CallState, returned: unknown) {
    const { secrets, validators, options } = this.#scene;
    return taken(tool, returned, { validators, secrets, answerChars: options.answerChars });
  }

  // To the journal, and from there to the program.

  async #record(state: CallState, result: { readonly value: Json } | { readonly failed: string }): Promise<void> {
    const event = this.#event(state.number);
    if ("failed" in result) {
      if (state.standing !== "denied") state.standing = "failed";
      return this.#send({ kind: "err", ...event, message: result.failed }, { ok: false, message: result.failed });
    }
    const { value } = result;
    const shown = this.#scene.secrets.hide(value, state.tool.output.schema);
    const partial = shown !== value;
    this.#learned(state, value, event.at);
    await this.#send({ kind: "ok", ...event, value: shown, ...(partial && { partial }) }, { ok: true, value });
  }

  #send(entry: Ok | Err, answer: Given): Promise<void> {
    return this.#outbox.send(entry, () => {
      if (this.#ending === undefined) this.#stage.deliver(entry.call, answer);
    });
  }

  async #append(entry: Entry): Promise<void> {
    try {
      await this.#scene.journal.append(entry);
    } catch (error) {
      this.#fail(unwritten(error instanceof Error ? error.message : String(error)));
      throw new Unwritten();
    }
    this.#scene.teller.written(entry);
  }

  #event(call: number): { readonly call: number; readonly at: number } {
    return { call, at: this.#scene.options.now() };
  }

  // What is under way, and the end.

  async #work(body: () => Promise<void>): Promise<void> {
    this.#busy += 1;
    try {
      await body();
    } catch (error) {
      if (!(error instanceof Unwritten)) {
        this.#bug ??= { error };
        this.#fail(unwritten("a mistake in holdshort"));
      }
    } finally {
      this.#busy -= 1;
      this.#rest();
    }
  }

  #fail(problem: Problem): void {
    this.#end({ outcome: "failed", problem });
  }

  #end(ending: Ending): void {
    this.#ending ??= ending;
    this.#gate.open();
    this.#rest();
  }

  /** Looks whether the run is over: it ended, and all that was under way has; or it only waits for people who are not there. */
  #rest(): void {
    if (this.#busy > 0) return;
    if (this.#ending !== undefined) this.#stage.stop();
    else if (!this.#live || this.#asking > 0 || this.#left.size === 0 || !this.#stage.resting()) return;
    else this.#end({ outcome: "waiting", questions: [...this.#left.values()] });
  }

  async #conclude(run: Run): Promise<Ending> {
    const course = { ...this.#scene, calls: this.#calls, policy: this.#policy, replayed: this.#replayed };
    const ending = this.#ending ?? endingOf(run, course);
    if (ending.outcome === "waiting" || (ending.outcome === "failed" && ending.problem.resumable === true))
      return ending;
    // Nobody is asked any more.
    for (const state of this.#calls) if (state.standing === "waiting") state.standing = "not_made";
    const end = endEntry(ending, this.#scene.secrets);
    try {
      if (end !== undefined) await this.#append({ kind: "end", end, at: this.#scene.options.now() });
    } catch {
      // What was done is done, and is in the journal up to its last outcome.
    }
    return ending;
  }
}
