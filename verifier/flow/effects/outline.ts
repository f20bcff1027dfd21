import type ts from "typescript";
import type { Effect } from "../../../toolspecs/index.js";
import { outcomes } from "./outcomes.js";
import { nameOf } from "./scene.js";
import { calls, parts, type Step } from "./steps.js";

/** The plan as a tree that people can read: what is done, under which condition, how often, in which order. */
export interface OutlineStep {
  readonly kind: "call" | "loop" | "branch" | "parallel" | "try";
  /** `billing.send_reminder`, `for each order of late`, `if order.status === "late"`. */
  readonly label: string;
  /** 1-based place in the source. */
  readonly line: number;
  readonly column: number;
  /** Of a call, from 1: what people name it by, and `withoutStep` takes. Absent in evidence of earlier versions. */
  readonly number?: number;
  /** Of a call: the tool's original name, its server, and what it does. */
  readonly tool?: string;
  readonly server?: string;
  readonly effect?: Effect;
  /** Set where nobody says what it does, and `effect` is the worst that is plausible. */
  readonly effectSupposed?: true;
  /** What happens inside; absent in calls. */
  readonly steps?: readonly OutlineStep[];
}

/** What has no call in it, and stops nothing, is left out. */
export function outlineOf(step: Step): readonly OutlineStep[] {
  switch (step.kind) {
    case "call": {
      const { name: tool, server, effect, effectSupposed } = step.binding.spec;
      const does = { tool, server, effect, ...(effectSupposed && { effectSupposed }) };
      return [{ kind: "call", label: nameOf(step), ...at(step.node), ...does }];
    }
    case "sequence":
      return step.steps.flatMap((part, index) => {
        const isLast = !step.steps.slice(index + 1).some(calls);
        return isLast && !calls(part) ? [] : outlineOf(part);
      });
    case "branch":
      return step.arms.flatMap(({ when, step: arm }) => {
        const stops = !outcomes(arm, false).has("next");
        if (!stops && !calls(arm)) return [];
        const label = `${when === "" ? "otherwise" : `if ${when}`}${stops && !calls(arm) ? `: ${exitWord(arm)}` : ""}`;
        return [{ kind: "branch", label, ...at(step.node), steps: outlineOf(arm) }];
      });
    case "loop":
      return around(step, "loop", step.parallel ? `${step.label}, all at once` : step.label);
    case "parallel":
      return around(step, "parallel", "at the same time");
    case "try":
      return [
        ...group("try", "try", step.node, step.body),
        ...group("try", "if that fails", step.node, step.handler),
        ...group("try", "in any case", step.node, step.last),
      ];
    default:
      return parts(step).flatMap(outlineOf);
  }
}

function around(
  step: Extract<Step, { node: ts.Node }>,
  kind: OutlineStep["kind"],
  label: string,
): readonly OutlineStep[] {
  if (!calls(step)) return [];
  return [{ kind, label, ...at(step.node), steps: parts(step).flatMap(outlineOf) }];
}

function group(kind: "try", label: string, node: ts.Node, step: Step | undefined): readonly OutlineStep[] {
  if (step === undefined || !calls(step)) return [];
  return [{ kind, label, ...at(node), steps: outlineOf(step) }];
}

/** How an arm without calls leaves. */
function exitWord(arm: Step): string {
  const ways = outcomes(arm, false);
  if (ways.has("return")) return "stop";
  if (ways.has("throw")) return "fail";
  return ways.has("break") ? "leave the loop" : "skip the rest of this round";
}

function at(node: ts.Node): { readonly line: number; readonly column: number } {
  const { line, character } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return { line: line + 1, column: character + 1 };
}
