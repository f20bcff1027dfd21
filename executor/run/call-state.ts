import type { MadeCall, Site } from "../../policy/index.js";
import { type Json, type ToolSpec, toolId } from "../../toolspecs/index.js";
import { type Ask, hashOfArgs, type Made } from "../journal/entry.js";
import type { Question } from "../question.js";
import type { CallReport } from "../result.js";
import type { PastCall } from "./past.js";

/** A call of the program, and how it stands. */
export interface CallState {
  /** In the run, from 1. */
  readonly number: number;
  readonly tool: ToolSpec;
  /** As they are; `made` has them as they may be written down. */
  readonly args: Json;
  readonly made: Made;
  readonly past: PastCall | undefined;
  standing: CallReport["outcome"];
  /** What a person was asked about it as things stand. */
  asked: Ask["about"] | undefined;
  /** A person wants it made although what it rests on is no longer so. */
  insisted: boolean;
  output?: Json;
  /** The call as policies see it, but for when it was made. */
  seen: MadeCall;
  /** As far as it was begun; of one whose end nobody saw it is its beginning. */
  during?: MadeCall["during"];
  /** When the output was so, in ms since the epoch. */
  observedAt?: number;
}

interface NewCall extends Pick<CallState, "number" | "tool" | "args" | "past"> {
  /** The arguments less what is secret. */
  readonly shown: Json;
  readonly site: Site | undefined;
}

export function newCall({ shown, site, ...call }: NewCall): CallState {
  // Of what is written down, so that the hash tells nothing of a secret.
  const made = { tool: toolId(call.tool), args: shown, hash: hashOfArgs(shown), ...(site !== undefined && { site }) };
  const { asked, decision } = call.past ?? {};
  const insisted = asked === "stale" && decision?.say === "approve";
  const seen = { tool: call.tool, args: call.args, ok: false };
  return { ...call, made, standing: "not_made", asked, insisted, seen, ...duringOf(call.past) };
}

function duringOf({ begunAt, outcome }: Partial<PastCall> = {}): Pick<CallState, "during"> {
  return begunAt === undefined ? {} : { during: { from: begunAt, to: outcome?.at ?? begunAt } };
}

/** The calls that policies see: those denied were not made, and those that wait may yet be. */
export function counting(calls: readonly CallState[]): readonly CallState[] {
  return calls.filter(({ standing }) => standing !== "denied");
}

/** The calls before that of a number, as policies see them. */
export function historyOf(calls: readonly CallState[], number: number): readonly MadeCall[] {
  return counting(calls.slice(0, number - 1)).map(({ seen, during }) =>
    during === undefined ? seen : { ...seen, during },
  );
}

/** What a person is asked about a call. */
export function questionOf(
  { number, tool, made }: CallState,
  about: Pick<Question, "about" | "reason">,
  provenance: Question["provenance"],
): Question {
  return { ...about, call: number, tool, args: made.args, provenance: provenanceOf(provenance, tool, made.site) };
}

/** What is known of the call at a place; of all calls of its tool where the place is not known. */
export function provenanceOf(
  provenance: Question["provenance"],
  tool: ToolSpec,
  site: Site | undefined,
): Question["provenance"] {
  const same = provenance.filter((one) => one.server === tool.server && one.tool === tool.name);
  const placed = same.filter(({ line, column }) => line === site?.line && column === site.column);
  return placed.length > 0 ? placed : same;
}

export function reportOf({ number, tool, made, standing }: CallState): CallReport {
  return { call: number, tool: tool.name, server: tool.server, args: made.args, ...made.site, outcome: standing };
}
