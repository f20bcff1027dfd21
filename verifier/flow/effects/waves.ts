import type ts from "typescript";
import type { Effect } from "../../../toolspecs/index.js";
import type { Provenance } from "../provenance.js";
import type { Call, Step } from "./steps.js";

/** A call as the program writes it. */
export interface WaveCall {
  readonly tool: string;
  readonly server: string;
  readonly effect: Effect;
  /** 1-based place in the source. */
  readonly line: number;
  readonly column: number;
  /** In a loop: any number of calls. */
  readonly often?: true;
}

/**
 * The calls in waves: those of one wave may be under way at the same time, as the program is written, and those of the next wait
 * for them (W&D, arXiv 2602.07359). Both arms of a branch are in it, and one round of each loop.
 */
export type Waves = readonly (readonly WaveCall[])[];

export function wavesOf(root: Step): Waves {
  const waves: WaveCall[][] = [];
  /** When what was started and not waited for will have ended. */
  const started = new Map<ts.Symbol, number>();
  const visit = (step: Step, start: number, often: boolean): number => {
    const latest = (steps: readonly Step[]) => Math.max(start, ...steps.map((one) => visit(one, start, often)));
    switch (step.kind) {
      case "call":
        waves[start] = [...(waves[start] ?? []), waveCall(step, often)];
        return start + 1;
      case "sequence":
        return step.steps.reduce((now, one) => visit(one, now, often), start);
      case "branch":
        return latest(step.arms.map((arm) => arm.step));
      case "parallel":
        return latest(step.arms);
      case "loop":
        return visit(step.body, start, true);
      case "try": {
        const parts = [step.body, step.handler, step.last].filter((part) => part !== undefined);
        return parts.reduce((now, part) => visit(part, now, often), start);
      }
      case "open": {
        const end = visit(step.step, start, often);
        if (step.holder !== undefined) started.set(step.holder, Math.max(end, started.get(step.holder) ?? 0));
        return start;
      }
      case "settle":
        return Math.max(start, ...[...step.holders].map((holder) => started.get(holder) ?? 0));
      case "body":
      case "loose":
        return visit(step.step, start, often);
      case "exit":
        return start;
    }
  };
  visit(root, 0, false);
  return waves;
}

function waveCall({ node, binding }: Call, often: boolean): WaveCall {
  const { name, server, effect } = binding.spec;
  const { line, character } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return { tool: name, server, effect, line: line + 1, column: character + 1, ...(often && { often }) };
}

export type PathStep = Pick<WaveCall, "tool" | "server" | "line" | "column">;

/** The longest chain of calls of which each needs what the one before returned: no width makes the plan shorter than this. */
export function criticalPath(provenance: readonly Provenance[]): readonly PathStep[] {
  const sites = new Map(provenance.map((site) => [keyOf(site), site]));
  const known = new Map<string, readonly PathStep[]>();
  const chainTo = (site: Provenance): readonly PathStep[] => {
    const key = keyOf(site);
    const found = known.get(key);
    if (found !== undefined) return found;
    // A call in a loop may need what it returned in the round before; that chain is cut here.
    known.set(key, []);
    const { tool, server, line, column } = site;
    const before = sourcesOf(site).flatMap((source) => sites.get(source) ?? []);
    const chain = [...longest(before.map(chainTo)), { tool, server, line, column }];
    known.set(key, chain);
    return chain;
  };
  return longest(provenance.map(chainTo));
}

function sourcesOf({ arguments: args, decidedBy }: Provenance): readonly string[] {
  const sources = [...args.flatMap(({ from }) => from), ...decidedBy];
  return sources.flatMap((source) => (source.kind === "output" ? [keyOf(source)] : []));
}

function keyOf({ line, column }: { readonly line: number; readonly column: number }): string {
  return `${line}:${column}`;
}

function longest<T>(lists: readonly (readonly T[])[]): readonly T[] {
  return lists.reduce((best, list) => (list.length > best.length ? list : best), []);
}
