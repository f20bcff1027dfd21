import type ts from "typescript";
import { outcomes } from "./outcomes.js";
import type { Path } from "./paths.js";
import type { Arm, Branch, Step } from "./steps.js";

/** Something that has to hold for a call to be made, as source text. */
export interface Condition {
  readonly text: string;
  /** Where it is asked. */
  readonly node: ts.Node;
  readonly branch: Branch;
}

/** All conditions on the way of a path: the branches it goes through, and the early exits it passes by. */
export function conditionsOf(path: Path): readonly Condition[] {
  return path.flatMap(({ step, index }) => {
    if (step.kind === "branch") return asked(step, step.arms[index]);
    return step.kind === "sequence" ? step.steps.slice(0, index).flatMap(passed) : [];
  });
}

/** A branch that control leaves by one arm only was decided for that arm. */
function passed(step: Step): readonly Condition[] {
  if (step.kind !== "branch") return [];
  const open = step.arms.filter((arm) => outcomes(arm.step).has("next"));
  return open.length === step.arms.length ? [] : asked(step, open.length === 1 ? open[0] : undefined);
}

function asked(branch: Branch, arm: Arm | undefined): readonly Condition[] {
  const others = branch.arms.filter((other) => other !== arm && other.when !== "").map(({ when }) => `!(${when})`);
  const text = arm === undefined || arm.when === "" ? others.join(" && ") : arm.when;
  return [{ text, node: branch.condition, branch }];
}
