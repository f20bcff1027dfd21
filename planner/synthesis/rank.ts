import type { Sketch } from "./sketch.js";

/** What each program costs that calls the same tools as cheaper ones: variants of one idea must not hide the other ideas. */
const repeated = 0.1;

/** Cheapest first, with programs over the same tools spread out. */
export function ranked<T extends { readonly sketch: Sketch; readonly cost: number }>(
  programs: readonly T[],
): readonly T[] {
  const seen = new Map<string, number>();
  const spread = programs.map((program) => {
    const tools = [...new Set(program.sketch.calls.map(({ method }) => method.binding.member))].sort().join(" ");
    const before = seen.get(tools) ?? 0;
    seen.set(tools, before + 1);
    return { program, cost: program.cost + repeated * before };
  });
  return spread.sort((a, b) => a.cost - b.cost).map(({ program }) => program);
}
