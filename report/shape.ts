import type { Effect } from "../toolspecs/index.js";
import type { OutlineStep, Verdict } from "../verifier/index.js";
import { deedWords } from "./words.js";

/** One line of what the program does, as it is written: indented by how many conditions and loops it stands in. */
export interface ShapeLine {
  readonly depth: number;
  readonly text: string;
  /** Of the call that ends the line. */
  readonly effect?: Effect;
  /** What that call does, in words. */
  readonly does?: string;
}

/** Empty for a straight line of calls: the steps say the same. */
export function shape({ evidence: { outline } }: Verdict): readonly ShapeLine[] {
  return outline.every(({ kind }) => kind === "call") ? [] : lines(outline, 0);
}

function lines(steps: readonly OutlineStep[], depth: number): readonly ShapeLine[] {
  return steps.flatMap((step) => {
    const chain = only(step);
    const last = chain.at(-1) ?? step;
    const text = chain.map(({ label }) => label);
    const inner = last.steps ?? [];
    if (last.kind === "call" && last.effect !== undefined) {
      const said = text.length === 1 ? last.label : `${text.slice(0, -1).join(", ")}: ${last.label}`;
      return [{ depth, text: said, effect: last.effect, does: deedWords({ ...last, effect: last.effect }) }];
    }
    return [{ depth, text: `${text.join(", ")}${inner.length === 0 ? "" : ":"}` }, ...lines(inner, depth + 1)];
  });
}

/** A loop around a condition around one call reads as one line. */
function only(step: OutlineStep): readonly OutlineStep[] {
  const [inner, ...others] = step.steps ?? [];
  return inner === undefined || others.length > 0 || step.kind === "try" ? [step] : [step, ...only(inner)];
}
