import { openSpan, type Span } from "../../telemetry/index.js";
import { type ToolSpec, toolId } from "../../toolspecs/index.js";
import type { VerifiedPlan } from "../../verifier/index.js";
import type { CallTool } from "../caller.js";
import type { RunResult } from "../result.js";
import type { RunEvent } from "./event.js";

type CallEvent = Extract<RunEvent, { readonly call: number }>;

/**
 * A run as spans: one of the run; under it one of each call, by the names of OpenTelemetry's conventions for agents (execute_tool, gen_ai.*);
 * under that the waits for people and the attempts at the call. No argument, no result and no message is in them.
 */
export class RunSpans {
  readonly #plan: VerifiedPlan;
  readonly #run: Span;
  readonly #calls = new Map<number, Span>();
  readonly #waits = new Map<number, Span>();
  #replayed = 0;

  constructor(plan: VerifiedPlan) {
    this.#plan = plan;
    // It is not yet known whether this is a plan at all.
    this.#run = openSpan("holdshort.run", { "holdshort.plan.hash": String(plan?.hash) });
  }

  hear(event: RunEvent): void {
    switch (event.kind) {
      case "run_started":
        this.#run.note({ "holdshort.run": event.run, "holdshort.run.resumed": event.resumed });
        break;
      case "call_replayed":
        this.#replayed += 1;
        this.#call(event).note({ "holdshort.call.replayed": true });
        this.#endCall(event.call, event.outcome);
        break;
      case "call_waiting":
        this.#waits.set(event.call, this.#call(event).open("holdshort.wait", { "holdshort.wait.about": event.about }));
        break;
      case "call_answered":
        this.#endWait(event.call, event.say);
        break;
      case "call_started":
        this.#call(event);
        break;
      case "call_ended":
        this.#endCall(event.call, event.outcome);
    }
  }

  /** Makes calls within spans of their own, so that what is done for them elsewhere belongs to them. `run`: where their keys begin. */
  calling(run: string, call: CallTool): CallTool {
    return async (one) => {
      const { server, name } = one.tool;
      const parent = this.#call({ call: Number(one.key.slice(run.length + 1)), server, tool: name });
      const span = parent.open("holdshort.attempt");
      try {
        const reply = await span.around(() => call(one));
        span.note({ "holdshort.attempt.reply": reply.kind });
        if (reply.kind !== "value") span.fail(reply.kind);
        return reply;
      } catch (error) {
        span.fail("lost");
        throw error;
      } finally {
        span.end();
      }
    };
  }

  /** Nothing came of the run but an exception, where there is no result. */
  end(result?: RunResult): void {
    for (const { call, outcome } of result?.calls ?? []) this.#endCall(call, outcome);
    for (const call of this.#calls.keys()) this.#endCall(call, "unknown");
    const outcome = result?.outcome ?? "thrown";
    this.#run.note({
      "holdshort.run.outcome": outcome,
      "holdshort.run.calls": result?.calls.length ?? 0,
      "holdshort.run.replayed": this.#replayed,
    });
    if (result?.outcome === "failed") this.#run.fail(result.problem.code);
    if (result?.outcome === "refused") this.#run.fail(result.problems[0]?.code ?? "refused");
    if (result === undefined) this.#run.fail("thrown");
    this.#run.end();
  }

  #call({ call, server, tool }: Pick<CallEvent, "call" | "server" | "tool">): Span {
    const known = this.#calls.get(call);
    if (known !== undefined) return known;
    const span = this.#run.open(`execute_tool ${tool}`, {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": tool,
      "holdshort.call": call,
      "holdshort.call.server": server,
      "holdshort.call.effect": this.#spec(server, tool)?.effect ?? "",
    });
    this.#calls.set(call, span);
    return span;
  }

  #spec(server: string, name: string): ToolSpec | undefined {
    return this.#plan.tools.find(({ spec }) => toolId(spec) === toolId({ server, name }))?.spec;
  }

  #endCall(call: number, outcome: string): void {
    const span = this.#calls.get(call);
    if (span === undefined) return;
    this.#endWait(call, "later");
    span.note({ "holdshort.call.outcome": outcome });
    if (outcome === "failed" || outcome === "unknown") span.fail(outcome);
    span.end();
    this.#calls.delete(call);
  }

  #endWait(call: number, say: string): void {
    this.#waits.get(call)?.note({ "holdshort.wait.answer": say });
    this.#waits.get(call)?.end();
    this.#waits.delete(call);
  }
}
