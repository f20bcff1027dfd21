import { refKey, type Sketch } from "./sketch.js";

/** What each program costs that is a variant of cheaper ones: variants of one idea must not hide the other ideas. */
const repeated = {
  /** The same calls with the same arguments, of which another part is returned. */
  calls: 0.2,
  /** The same tools. */
  tools: 0.05,
} as const;

/** Cheapest first, with variants spread out. */
export function ranked<T extends { readonly sketch: Sketch; readonly cost: number }>(
  programs: readonly T[],
): readonly T[] {
  const calls = counter();
  const tools = counter();
  const spread = programs.map((program) => {
    const before = repeated.calls * calls(callsOf(program.sketch)) + repeated.tools * tools(toolsOf(program.sketch));
    return { program, cost: program.cost + before };
  });
  return spread.sort((a, b) => a.cost - b.cost).map(({ program }) => program);
}

/** How often something came before. */
function counter(): (key: string) => number {
  const seen = new Map<string, number>();
  return (key) => {
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before;
  };
}

function toolsOf({ calls }: Sketch): string {
  return [...new Set(calls.map(({ method }) => method.binding.member))].sort().join(" ");
}

function callsOf(sketch: Sketch): string {
  const { result, filters } = sketch;
  const compared = filters.map(({ left, right }) => `${refKey(left, sketch)}=${refKey(right, sketch)}`);
  return [refKey({ ...result, path: [] }, sketch), ...compared.sort()].join(" ");
}
