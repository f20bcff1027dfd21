import type { Site } from "../../../policy/index.js";
import type { Effect } from "../../../toolspecs/index.js";
import type { OutlineStep } from "./outline.js";

/** A call as the program writes it, with the number by which people name it. */
export interface NumberedCall extends Site {
  /** From 1, in the order of the outline. */
  readonly number: number;
  readonly tool: string;
  readonly server: string;
  readonly effect: Effect;
  /** The conditions and loops it stands in, from the outside in. */
  readonly within: readonly OutlineStep[];
}

/** The calls of an outline. What stands in a function that is called at several places is one call, numbered where it comes first. */
export function numberedCalls(outline: readonly OutlineStep[]): readonly NumberedCall[] {
  const found = new Map<string, NumberedCall>();
  const visit = (steps: readonly OutlineStep[], within: readonly OutlineStep[]): void => {
    for (const step of steps) {
      const { kind, tool, server, effect, line, column } = step;
      const key = `${line}:${column}`;
      if (kind !== "call") visit(step.steps ?? [], [...within, step]);
      else if (!found.has(key) && tool !== undefined && server !== undefined && effect !== undefined)
        found.set(key, { number: found.size + 1, tool, server, effect, line, column, within });
    }
  };
  visit(outline, []);
  return [...found.values()];
}
