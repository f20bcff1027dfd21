import { toolId } from "../../toolspecs/index.js";
import type { VerifiedPlan } from "../../verifier/index.js";
import type { Entry, Err, Ok } from "../journal/entry.js";
import type { CallReport } from "../result.js";
import type { Past } from "../run/past.js";
import type { RunEvent } from "./event.js";

interface Hearing {
  readonly plan: VerifiedPlan;
  readonly past: Past;
  readonly hear: (event: RunEvent) => void;
  readonly onEntry: (entry: Entry) => void;
}

type Outcome = CallReport["outcome"];

/** Tells what is written into a journal, and what is replayed from it, as events. */
export class Teller {
  readonly #hearing: Hearing;
  readonly #tools = new Map<number, { readonly tool: string; readonly server: string }>();
  readonly #denied = new Set<number>();

  constructor(hearing: Hearing) {
    this.#hearing = hearing;
    for (const [call, { made, decision }] of hearing.past.calls) {
      this.#tool(call, made.tool);
      if (decision?.say === "deny") this.#denied.add(call);
    }
  }

  /** An entry is safely written. */
  written(entry: Entry): void {
    this.#hearing.onEntry(entry);
    const event = this.#eventOf(entry);
    if (event !== undefined) this.#hearing.hear(event);
  }

  /** The program got back an outcome of the past, of a call to the tool `made`. */
  replayed({ call, at }: Pick<Ok | Err, "call" | "at">, made: string, outcome: Outcome): void {
    this.#hearing.hear({ kind: "call_replayed", call, ...this.#tool(call, made), outcome, at });
  }

  #eventOf(entry: Entry): RunEvent | undefined {
    if (entry.kind === "head" || entry.kind === "end") return undefined;
    const { call, at } = entry;
    switch (entry.kind) {
      case "ask":
        return {
          kind: "call_waiting",
          call,
          ...this.#tool(call, entry.tool),
          about: entry.about,
          args: entry.args,
          at,
        };
      case "begin":
        return { kind: "call_started", call, ...this.#tool(call, entry.tool), args: entry.args, at };
      case "answer":
        if (entry.answer.say === "deny") this.#denied.add(call);
        return { kind: "call_answered", call, ...this.#tool(call), say: entry.answer.say, at };
      case "ok":
        return { kind: "call_ended", call, ...this.#tool(call), outcome: "ok", at };
      case "err":
        return {
          kind: "call_ended",
          call,
          ...this.#tool(call),
          outcome: this.#denied.has(call) ? "denied" : "failed",
          at,
        };
    }
  }

  /** `made` is known from the entry that comes first. */
  #tool(call: number, made?: string): { readonly tool: string; readonly server: string } {
    const known = this.#tools.get(call) ?? this.#named(made);
    this.#tools.set(call, known);
    return known;
  }

  #named(made: string | undefined): { readonly tool: string; readonly server: string } {
    const spec = this.#hearing.plan.tools.find(({ spec }) => toolId(spec) === made)?.spec;
    return { tool: spec?.name ?? "", server: spec?.server ?? "" };
  }
}
