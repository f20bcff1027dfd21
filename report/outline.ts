import type { Effect, Json } from "../toolspecs/index.js";
import type { CallBounds, Evidence, OutlineStep, TraceEntry } from "../verifier/index.js";

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
  /** The tool is called by other steps as well, so that its bounds are theirs together. */
  readonly spread: boolean;
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
  readonly effectSupposed?: true;
  readonly bounds: CallBounds | undefined;
}

export interface Outlined {
  readonly trace: readonly TraceEntry[];
  readonly evidence: Evidence;
}

/** One step for each call that the program writes, in the order of its outline. */
export function outline({ trace, evidence }: Outlined): readonly Step[] {
  const placed = written(evidence.outline, []);
  // What the outline does not place, because the judgement ended before it or functions recurse.
  const known = new Set(placed.map(({ call }) => identity(call)));
  const unplaced = new Map(
    [...trace, ...evidence.effects]
      .filter((named) => !known.has(identity(named)))
      .map(({ tool, server }) => [identity({ tool, server }), { tool, server }]),
  );
  const steps = [
    ...placed.map(({ call: { tool, server, line, column }, within }) => ({
      ...reach(evidence, { tool, server }),
      ...{ line, column, within },
    })),
    ...[...unplaced.values()].map((named) => ({ ...reach(evidence, named), within: [] })),
  ];
  const owner = trace.map((entry) => stepOf(steps, entry));
  return steps.map((step, index) => ({
    ...step,
    number: index + 1,
    spread: steps.filter((other) => identity(other) === identity(step)).length > 1,
    calls: trace.filter((_, call) => owner[call] === index).map(({ args }) => args),
  }));
}

interface Written {
  readonly call: OutlineStep & Named;
  readonly within: readonly OutlineStep[];
}

/** The calls of the outline by their numbers, each where it comes first. */
function written(outline: readonly OutlineStep[], within: readonly OutlineStep[]): readonly Written[] {
  const all = outline.flatMap((step): readonly Written[] => {
    const { kind, tool, server, steps = [] } = step;
    if (kind !== "call") return written(steps, [...within, step]);
    return tool === undefined || server === undefined ? [] : [{ call: { ...step, tool, server }, within }];
  });
  return [
    ...new Map(all.toReversed().map((one) => [`${one.call.line}:${one.call.column}`, one])).values(),
  ].toReversed();
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
  return { tool, server, ...effectOf(evidence, named), bounds: boundsOf(evidence, named) };
}

/** What a call of a tool does, and whether that is only supposed. */
export function effectOf({ effects }: Evidence, named: Named): Pick<Step, "effect" | "effectSupposed"> {
  const known = effects.find((one) => identity(one) === identity(named));
  return { effect: known?.effect, ...(known?.effectSupposed && { effectSupposed: true }) };
}

/** How often a tool is called in a run. */
export function boundsOf({ calls }: Evidence, { tool, server }: Named): CallBounds | undefined {
  const shared = `${server}/${tool}`;
  const key = Object.hasOwn(calls, shared) ? shared : tool;
  return Object.hasOwn(calls, key) ? calls[key] : undefined;
}
