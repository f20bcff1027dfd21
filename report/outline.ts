import type { Effect, Json } from "../toolspecs/index.js";
import { type CallBounds, type Evidence, numberedCalls, type OutlineStep, type TraceEntry } from "../verifier/index.js";

/**
 * What a plan does, as a numbered outline that every face shows and whose numbers `--without` takes. It is derived from the verdict
 * alone, so it cannot say something else than what was judged: order and bounds hold for all runs, arguments are those of one world.
 */
export interface Step extends Reach {
  /** From 1. */
  readonly number: number;
  /** 1-based place in the program; absent where the judgement did not get as far as to know it. */
  readonly line?: number;
  readonly column?: number;
  /** The conditions and loops it stands in, from the outside in. */
  readonly within: readonly OutlineStep[];
  /** Arguments of each call in the world shown, in call order. */
  readonly calls: readonly Json[];
}

interface Reach {
  readonly tool: string;
  readonly server: string;
  /** Absent when the evidence does not say. */
  readonly effect: Effect | undefined;
  readonly bounds: CallBounds | undefined;
}

export interface Outlined {
  readonly trace: readonly TraceEntry[];
  readonly evidence: Evidence;
}

/** One step for each call that the program writes, in the order of its outline. */
export function outline({ trace, evidence }: Outlined): readonly Step[] {
  const numbered = numberedCalls(evidence.outline);
  const written: Omit<Step, "number">[] = numbered.map(({ line, column, within, ...named }) => ({
    ...reach(evidence, named),
    line,
    column,
    within,
    calls: [],
  }));
  // What the outline does not place, because the judgement ended before it or functions recurse.
  const known = new Set(numbered.map(identity));
  const unplaced = new Map(
    [...trace, ...evidence.effects]
      .filter((named) => !known.has(identity(named)))
      .map((named) => [identity(named), named]),
  );
  const steps = [
    ...written,
    ...[...unplaced.values()].map((named) => ({ ...reach(evidence, named), within: [], calls: [] })),
  ];
  const owner = trace.map((entry) => stepOf(steps, entry));
  return steps.map((step, index) => ({
    ...step,
    number: index + 1,
    calls: trace.filter((_, call) => owner[call] === index).map(({ args }) => args),
  }));
}

type Named = Pick<TraceEntry, "tool" | "server">;

/** The step that a call belongs to, by its place where that is known, else the first of its tool; -1 for none. */
export function stepOf(
  steps: readonly (Named & { readonly line?: number; readonly column?: number })[],
  call: Named & { readonly line?: number; readonly column?: number },
): number {
  const isOf = (step: Named) => identity(step) === identity(call);
  const placed = steps.findIndex((step) => isOf(step) && step.line === call.line && step.column === call.column);
  return placed === -1 ? steps.findIndex(isOf) : placed;
}

function identity({ tool, server }: Named): string {
  return JSON.stringify([server, tool]);
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
