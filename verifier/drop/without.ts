import { catalogue, failure, type Outcome, success, type ToolSpec } from "../../toolspecs/index.js";
import { type CheckedPlan, createCompiler } from "../compiler/compiler.js";
import { numbered, numberedCalls } from "../flow/effects/numbered.js";
import type { OutlineStep } from "../flow/effects/outline.js";
import { analyseFlow, type Flow } from "../flow/flow.js";
import { type Provenance, provenanceOf, type Source } from "../flow/provenance.js";
import { inputOf } from "../input/input.js";
import type { Issue } from "../issues/index.js";
import { inPlanForm, type Phase, shallow, wellTyped } from "../phases.js";
import { siteOf } from "../syntax.js";
import { Removal } from "./removal.js";
import { withoutNodes } from "./text.js";

/** Why a step cannot be left out. */
export interface DropIssue {
  /** `no_step`: there is no step of that number. `unread`: the program cannot be read. `needed`: what is left needs it. */
  readonly code: "no_step" | "unread" | "needed";
  readonly message: string;
  /** 1-based place in the program. */
  readonly line: number;
  readonly column: number;
}

/**
 * The plan without one of its steps, by the number that outlines and reports give it, and without what only that step fed: variables,
 * conditions and parts of the result. Refused where another step needs what it returns. What comes out is a new plan, to be judged.
 */
export function withoutStep(source: string, step: number, tools: readonly ToolSpec[]): Outcome<string, DropIssue> {
  const compiler = createCompiler();
  const names = catalogue(tools);
  const read = (text: string): Phase<CheckedPlan> => {
    const form = inPlanForm(compiler, text);
    return "issues" in form ? form : wellTyped(compiler, form.value, names);
  };
  const plan = read(source);
  if ("issues" in plan) return failure(unread(plan.issues));
  const given = inputOf(plan.value);
  if ("issues" in given) return failure(unread(given.issues));
  const budget = { calls: Number.MAX_SAFE_INTEGER, callsInFlight: Number.MAX_SAFE_INTEGER, input: given.value };
  const flow = shallow(() => ({ value: analyseFlow(plan.value, names, budget) }));
  if ("issues" in flow) return failure(unread(flow.issues));
  const found = cut(plan.value, flow.value, step);
  if (!found.ok) return found;
  const left = read(found.value);
  if (!("issues" in left)) return found;
  const [problem] = left.issues;
  const steps = stepsOf(flow.value);
  return failure(needed(steps[step - 1], `without it the program does not hold together (${problem?.message ?? ""})`));
}

function stepsOf({ effects }: Flow): readonly OutlineStep[] {
  return numberedCalls(numbered(effects.outline));
}

function unread([first]: readonly Issue[]): DropIssue {
  const message = `The program cannot be read, so no step of it can be left out: ${first?.message ?? ""} Repair it first.`;
  return { code: "unread", message, line: first?.line ?? 1, column: first?.column ?? 1 };
}

function cut({ file, checker }: CheckedPlan, flow: Flow, step: number): Outcome<string, DropIssue> {
  const steps = stepsOf(flow);
  const target = steps[step - 1];
  if (target === undefined) return failure(noStep(step, steps));
  const call = [...flow.uses.keys()].find((use) => isAt(siteOf(use), target));
  if (call === undefined) return failure(noStep(step, steps));
  const provenance = provenanceOf(flow.data, () => undefined);
  const needs = provenance.filter((other) => !isAt(other, target) && sources(other).some(isFrom(target)));
  if (needs.length > 0) return failure(needed(target, whoNeeds(needs, steps)));
  const removal = new Removal({ file, checker, calls: new Set(flow.uses.keys()) });
  const problem = removal.drop(call);
  if (problem !== undefined) return failure(needed(target, problem));
  return success(withoutNodes(file, removal.removed, removal.emptied));
}

interface Placed {
  readonly line: number;
  readonly column: number;
}

function isAt(one: Placed, other: Placed): boolean {
  return one.line === other.line && one.column === other.column;
}

function sources({ arguments: leaves, decidedBy }: Provenance): readonly Source[] {
  return [...leaves.flatMap(({ from }) => from), ...decidedBy];
}

function isFrom(target: Placed): (source: Source) => boolean {
  return (source) => source.kind === "output" && isAt(source, target);
}

function noStep(step: number, steps: readonly OutlineStep[]): DropIssue {
  const known =
    steps.length === 0 ? "It has none." : `It has ${steps.length === 1 ? "one, 1" : `1 to ${steps.length}`}.`;
  return { code: "no_step", message: `The plan has no step ${step}. ${known}`, line: 1, column: 1 };
}

function needed(target: OutlineStep | undefined, why: string): DropIssue {
  const { number = 0, server = "", tool = "", line = 1, column = 1 } = target ?? {};
  const message = `Step ${number} (${server}.${tool}, line ${line}) cannot be left out: ${why}.`;
  return { code: "needed", message, line, column };
}

/** `step 3 (billing.refund_invoice, line 8) needs what it returns` */
function whoNeeds(needs: readonly Provenance[], steps: readonly OutlineStep[]): string {
  const names = needs.map((other) => {
    const number = steps.find((step) => isAt(step, other))?.number;
    const place = `${other.server}.${other.tool}, line ${other.line}`;
    return number === undefined ? place : `step ${number} (${place})`;
  });
  const all = [...new Set(names)];
  return `${all.join(", ")} ${all.length === 1 ? "needs" : "need"} what it returns. Leave ${all.length === 1 ? "that" : "those"} out first`;
}
