import type { CallExpression, SourceFile } from "typescript";
import { type Catalogue, catalogue, failure, type Outcome, success, type ToolSpec } from "../../toolspecs/index.js";
import { type CheckedPlan, type Compiler, createCompiler } from "../compiler/compiler.js";
import { declarationsFor } from "../declarations.js";
import { numbered, numberedCalls } from "../flow/effects/numbered.js";
import type { OutlineStep } from "../flow/effects/outline.js";
import { analyseFlow } from "../flow/flow.js";
import { type Provenance, provenanceOf, type Source } from "../flow/provenance.js";
import { inputOf } from "../input/input.js";
import { type Issue, typeIssue } from "../issues/index.js";
import { inPlanForm, shallow, wellTyped } from "../phases.js";
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
  const program = programIn(compiler, source, tools);
  if (!program.ok) return program;
  const [found] = together(compiler, program.value, [step]);
  return found ?? failure(noStep(step, program.value.steps));
}

/**
 * The same for each of the first steps, at most `most` of them, in their order. What is left is checked together, which costs a fraction of one
 * after the other. Nothing for a program that cannot be read.
 */
export function eachWithoutStep(
  source: string,
  tools: readonly ToolSpec[],
  most: number,
): readonly Outcome<string, DropIssue>[] {
  const compiler = createCompiler();
  const program = programIn(compiler, source, tools);
  if (!program.ok) return [];
  const numbers = program.value.steps.slice(0, most).map((_, index) => index + 1);
  return together(compiler, program.value, numbers);
}

/** A program with all that is asked of it here. */
interface Program {
  readonly plan: CheckedPlan;
  readonly names: Catalogue;
  readonly calls: ReadonlySet<CallExpression>;
  readonly steps: readonly OutlineStep[];
  readonly provenance: readonly Provenance[];
}

function programIn(compiler: Compiler, source: string, tools: readonly ToolSpec[]): Outcome<Program, DropIssue> {
  const names = catalogue(tools);
  const form = inPlanForm(compiler, source);
  const plan = "issues" in form ? form : wellTyped(compiler, form.value, names);
  if ("issues" in plan) return failure(unread(plan.issues));
  const given = inputOf(plan.value);
  if ("issues" in given) return failure(unread(given.issues));
  const budget = { calls: Number.MAX_SAFE_INTEGER, callsInFlight: Number.MAX_SAFE_INTEGER, input: given.value };
  const flow = shallow(() => ({ value: analyseFlow(plan.value, names, budget) }));
  if ("issues" in flow) return failure(unread(flow.issues));
  return success({
    plan: plan.value,
    names,
    calls: new Set(flow.value.uses.keys()),
    steps: numberedCalls(numbered(flow.value.effects.outline)),
    provenance: provenanceOf(flow.value.data, () => undefined),
  });
}

function together(
  compiler: Compiler,
  program: Program,
  numbers: readonly number[],
): readonly Outcome<string, DropIssue>[] {
  const cuts = numbers.map((step) => cut(program, step));
  const forms = cuts.map((left) => (left.ok ? inPlanForm(compiler, left.value) : undefined));
  const files = forms.flatMap((form) => (form === undefined || "issues" in form ? [] : [form.value]));
  const checked = typed(compiler, files, program);
  return cuts.map((left, index) => {
    const form = forms[index];
    if (!left.ok || form === undefined) return left;
    const problem = "issues" in form ? form.issues[0]?.message : checked.get(form.value);
    if (problem === undefined) return left;
    const why = `without it the program does not hold together (${problem})`;
    return failure(needed(program.steps[(numbers[index] ?? 0) - 1], why));
  });
}

/** What is wrong with the types of each, if anything. All are parts of one program, so its declarations are theirs. */
function typed(
  compiler: Compiler,
  files: readonly SourceFile[],
  { plan, names }: Program,
): ReadonlyMap<SourceFile, string | undefined> {
  const declarations = declarationsFor(plan.file, names);
  return new Map(
    compiler.check(files, declarations).map(({ file, diagnostics: [first] }) => {
      const problem = first === undefined ? undefined : typeIssue(file, first).message;
      return [file, problem] as const;
    }),
  );
}

function unread([first]: readonly Issue[]): DropIssue {
  const message = `The program cannot be read, so no step of it can be left out: ${first?.message ?? ""} Repair it first.`;
  return { code: "unread", message, line: first?.line ?? 1, column: first?.column ?? 1 };
}

function cut({ plan: { file, checker }, calls, steps, provenance }: Program, step: number): Outcome<string, DropIssue> {
  const target = steps[step - 1];
  if (target === undefined) return failure(noStep(step, steps));
  const call = [...calls].find((use) => isAt(siteOf(use), target));
  if (call === undefined) return failure(noStep(step, steps));
  const needs = provenance.filter((other) => !isAt(other, target) && sources(other).some(isFrom(target)));
  if (needs.length > 0) return failure(needed(target, whoNeeds(needs, steps)));
  const removal = new Removal({ file, checker, calls });
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
