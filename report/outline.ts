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
  /** How often this step alone is called, where that can be told from the program. */
  readonly alone?: CallBounds;
  /** The conditions and loops it stands in, from the outside in. */
  readonly within: readonly OutlineStep[];
  /** Arguments of each call in the world shown, in call order. */
  readonly calls: readonly Json[];
}

interface Reach {
  /** As the program writes it: `math.factorial`, where `server.tool` would be `tools.math.factorial`. */
  readonly name: string;
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
  return steps.map((step, index) => {
    const spread = steps.filter((other) => identity(other) === identity(step)).length;
    const alone = spread > 1 ? aloneIn(evidence, step, spread) : undefined;
    return {
      ...step,
      number: index + 1,
      spread: spread > 1,
      ...(alone && { alone }),
      calls: trace.filter((_, call) => owner[call] === index).map(({ args }) => args),
    };
  });
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

/**
 * How often a step is called whose tool has others: at most once if it stands in no loop, at one place of the outline, and the bounds
 * of its tool leave no room for more; at least once if the bounds want all of its steps, or nothing before it can leave the plan.
 */
function aloneIn(
  { outline, calls, sites = [] }: Evidence,
  step: Placed & Named,
  spread: number,
): CallBounds | undefined {
  const { max = null, min = 0 } = boundsOf({ calls }, step) ?? {};
  const seen = sites.find((site) => isAt(site, step))?.most ?? 0;
  const isOnce = max !== null && max <= spread && seen <= 1 && step.line !== undefined;
  if (!isOnce || unlooped(outline).filter((call) => isAt(call, step)).length !== 1) return undefined;
  const isSure = min >= spread || sure(outline).calls.some((call) => isAt(call, step));
  return { min: isSure ? 1 : 0, max: 1 };
}

interface Placed {
  readonly line?: number;
  readonly column?: number;
}

function isAt(one: Placed, other: Placed): boolean {
  return one.line === other.line && one.column === other.column;
}

/** Every call of an outline; those in a loop twice, as they can be made again. */
function unlooped(outline: readonly OutlineStep[]): readonly OutlineStep[] {
  return outline.flatMap((step) => {
    if (step.kind === "call") return [step];
    const inside = unlooped(step.steps ?? []);
    return step.kind === "loop" ? [...inside, ...inside] : inside;
  });
}

/** The calls that come before all that a plan can turn aside at. */
function sure(outline: readonly OutlineStep[]): { readonly calls: readonly OutlineStep[]; readonly open: boolean } {
  const calls: OutlineStep[] = [];
  for (const step of outline) {
    if (step.kind === "call") calls.push(step);
    else if (step.kind !== "parallel") return { calls, open: false };
    else {
      const inside = sure(step.steps ?? []);
      calls.push(...inside.calls);
      if (!inside.open) return { calls, open: false };
    }
  }
  return { calls, open: true };
}

/** A tool as the program writes it, where the outline has a call of it. */
export function writtenAs({ outline }: Pick<Evidence, "outline">, named: Named): string {
  return labelIn(outline, named) ?? `${named.server}.${named.tool}`;
}

function labelIn(outline: readonly OutlineStep[], named: Named): string | undefined {
  for (const { kind, label, tool, server, steps = [] } of outline) {
    if (kind === "call" && tool === named.tool && server === named.server) return label;
    const found = labelIn(steps, named);
    if (found !== undefined) return found;
  }
  return undefined;
}

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
  const name = writtenAs(evidence, named);
  return { name, tool, server, ...effectOf(evidence, named), bounds: boundsOf(evidence, named) };
}

/** What a call of a tool does, and whether that is only supposed. */
export function effectOf({ effects }: Evidence, named: Named): Pick<Step, "effect" | "effectSupposed"> {
  const known = effects.find((one) => identity(one) === identity(named));
  return { effect: known?.effect, ...(known?.effectSupposed && { effectSupposed: true }) };
}

/** How often a tool is called in a run. */
export function boundsOf({ calls }: Pick<Evidence, "calls">, { tool, server }: Named): CallBounds | undefined {
  const shared = `${server}/${tool}`;
  const key = Object.hasOwn(calls, shared) ? shared : tool;
  return Object.hasOwn(calls, key) ? calls[key] : undefined;
}
