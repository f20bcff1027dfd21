import type { Effect, Json } from "../toolspecs/index.js";
import type { CallBounds, Evidence, TraceEntry, Verdict } from "../verifier/index.js";

/**
 * What a plan does, as an outline that every face shows. It is derived from the verdict alone, so it cannot say something else
 * than what was judged: the order and arguments come from one world, the bounds and effects from the evidence over all runs.
 */
export interface Outline {
  readonly steps: readonly Step[];
  /** Tools the program can reach but did not call in the world shown. */
  readonly possible: readonly Reach[];
}

export interface Reach {
  readonly tool: string;
  readonly server: string;
  /** Absent when the evidence does not say. */
  readonly effect: Effect | undefined;
  readonly bounds: CallBounds | undefined;
}

/** Calls of one tool that follow each other directly. */
export interface Step extends Reach {
  /** Arguments of each call, in call order; never empty. */
  readonly calls: readonly [Json, ...Json[]];
}

export function outline({ trace, evidence }: Verdict): Outline {
  const called = new Set(trace.map(identity));
  return {
    steps: runs(trace).map(([first, ...more]) => ({
      ...reach(evidence, first),
      calls: [first.args, ...more.map((entry) => entry.args)],
    })),
    possible: evidence.effects.filter((tool) => !called.has(identity(tool))).map((tool) => reach(evidence, tool)),
  };
}

type Named = Pick<TraceEntry, "tool" | "server">;

function identity({ tool, server }: Named): string {
  return JSON.stringify([server, tool]);
}

function runs(trace: readonly TraceEntry[]): [TraceEntry, ...TraceEntry[]][] {
  const found: [TraceEntry, ...TraceEntry[]][] = [];
  for (const entry of trace) {
    const last = found.at(-1);
    if (last !== undefined && identity(last[0]) === identity(entry)) last.push(entry);
    else found.push([entry]);
  }
  return found;
}

function reach(evidence: Evidence, named: Named): Reach {
  const { tool, server } = named;
  const effect = evidence.effects.find((known) => identity(known) === identity(named))?.effect;
  return { tool, server, effect, bounds: boundsOf(evidence, named) };
}

/** How often a tool is called in a run. */
export function boundsOf({ calls }: Evidence, { tool, server }: Named): CallBounds | undefined {
  const shared = `${server}/${tool}`;
  const key = Object.hasOwn(calls, shared) ? shared : tool;
  return Object.hasOwn(calls, key) ? calls[key] : undefined;
}
