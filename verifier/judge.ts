import type ts from "typescript";
import type { Site } from "../policy/index.js";
import type { Job, Sandbox } from "../sandbox/index.js";
import { traced } from "../telemetry/index.js";
import { catalogue, type Schema, type ToolSpec } from "../toolspecs/index.js";
import type { Validators } from "../validation/index.js";
import type { CheckedPlan, Compiler } from "./compiler/compiler.js";
import { conclude, type Findings } from "./conclude.js";
import { erase, type Script } from "./erase.js";
import { analyseFlow, type Flow } from "./flow/flow.js";
import { provenanceOf } from "./flow/provenance.js";
import { withDemands } from "./input/demanded.js";
import { inputOf } from "./input/input.js";
import { compareWithGoal } from "./intent/intent.js";
import { allowRepetition } from "./intent/repetition.js";
import { aimAtSpared } from "./intent/spared/aims.js";
import { sparedLaw } from "./intent/spared/runs.js";
import type { Spared } from "./intent/spared/spared.js";
import {
  branchNeverRunIssue,
  type Issue,
  lawIssue,
  type Place,
  partialEffectsIssue,
  unusableSchemaIssue,
} from "./issues/index.js";
import { aimsOf } from "./laws/aim/index.js";
import type { Broken } from "./laws/broken.js";
import { checkLaws } from "./laws/laws.js";
import type { Partial } from "./laws/partial.js";
import type { Marks } from "./laws/trial.js";
import { nameOf } from "./laws/world.js";
import type { FullOptions } from "./options.js";
import { inPlanForm, shallow, wellTyped } from "./phases.js";
import type { Plan } from "./plan.js";
import { policyIssues } from "./policy/program.js";
import { withShown } from "./shown.js";
import { onlyReturn, siteOf } from "./syntax.js";
import type { Judgement } from "./verdict.js";

export interface Court {
  readonly compiler: Compiler;
  readonly sandbox: Sandbox;
  readonly validators: Validators;
}

export interface Case {
  readonly plan: Plan;
  readonly tools: readonly ToolSpec[];
  readonly options: FullOptions;
}

/** The four phases in order; each takes the value of the one before, and the first that finds an error is the last. */
export function judge(court: Court, { plan, tools, options }: Case): Promise<Judgement> {
  return traced("holdshort.verify", {}, async (span) => {
    const started = performance.now();
    const findings = await phases(court, { plan, tools, options });
    const ms = { plan: 0, verify: Math.round((performance.now() - started) * 10) / 10 };
    const judgement = conclude({ plan, options, findings, ms });
    const { outcome, issues } = judgement;
    span.note({
      "holdshort.verify.outcome": outcome,
      "holdshort.verify.issues": issues.map(({ code }) => code).join(),
    });
    return judgement;
  });
}

async function phases({ compiler, sandbox, validators }: Court, { plan, tools, options }: Case): Promise<Findings> {
  const names = catalogue(tools);
  const form = phase("subset", () => inPlanForm(compiler, plan.source));
  if ("issues" in form) return form;
  const typed = phase("types", () => wellTyped(compiler, form.value, names));
  if ("issues" in typed) return typed;
  const given = inputOf(typed.value);
  if ("issues" in given) return given;
  const flow = phase("flow", () =>
    shallow(() => ({ value: analyseFlow(typed.value, names, { ...options.budget, input: given.value }) })),
  );
  if ("issues" in flow) return flow;
  const intent = compareWithGoal(typed.value, flow.value.data, {
    goal: plan.goal,
    names,
    ungrounded: options.policy.ungrounded,
  });
  const issues = [
    ...allowRepetition(flow.value.issues, plan.goal),
    ...intent.issues,
    ...policyIssues(options.policy, { file: form.value, flow: flow.value, tools }),
  ];
  const input = given.value && withDemands(given.value.schema, flow.value.data.calls);
  const provenance = provenanceOf(flow.value.data, intent.groundingOf);
  if (issues.some(isError)) return { issues, flow: flow.value, provenance, file: form.value };
  const laws = await phase("laws", () =>
    lawful({ sandbox, validators }, { plan: typed.value, flow: flow.value, input, options, spared: intent.spared }),
  );
  const found = withShown(issues, laws.laws, {
    ...{ file: form.value, data: flow.value.data },
    ...{ goal: plan.goal, ungrounded: options.policy.ungrounded },
  });
  return { ...laws, provenance, ...(input !== undefined && { input }), issues: [...laws.issues, ...found] };
}

function phase<T>(name: string, work: () => T): T {
  return traced(`holdshort.verify.${name}`, {}, work);
}

function isError({ severity }: Issue): boolean {
  return severity === "error";
}

interface Lawsuit {
  readonly plan: CheckedPlan;
  readonly flow: Flow;
  /** Schema of what the plan is given, where it takes anything. */
  readonly input: Schema | undefined;
  /** What the goal keeps changes from. */
  readonly spared: Spared | undefined;
  readonly options: FullOptions;
}

function limitsOf({ steps, timeMs, budget }: FullOptions): NonNullable<Job["limits"]> {
  return { steps, timeMs, calls: budget.calls, callsInFlight: budget.callsInFlight };
}

async function lawful(
  { sandbox, validators }: Omit<Court, "compiler">,
  { plan, flow, input, spared, options }: Lawsuit,
): Promise<Findings> {
  const { file } = plan;
  const probe = freshName(file.text);
  const script = erase(file, flow.uses, probe);
  const job: Job = {
    script: script.text,
    functions: flow.reached.map(({ namespace, member }) => ({ namespace, member })),
    clock: options.clock,
    seed: options.seed,
    probe,
    limits: limitsOf(options),
  };
  const parties = spared && { ...spared, reached: flow.reached };
  const aims = aimsOf(plan, flow, options.clock);
  if (parties !== undefined) aimAtSpared(aims, parties);
  const found = await checkLaws({
    ...{ sandbox, validators, job, input, options },
    reached: flow.reached,
    marks: marksOf(script, flow),
    aims,
    goal: parties && sparedLaw(parties),
  });
  if (!found.ok) {
    const issues = found.issues.map((unusable) => unusableSchemaIssue({ file, start: 0 }, unusable));
    return { issues, flow, file };
  }
  const { broken } = found.value;
  if (broken === undefined) {
    const neverRun = script.branches.filter((_, index) => found.value.counters[index] === 0);
    const issues = [
      ...found.value.partial.map((partial) => partialIssue(partial, { file, flow })),
      ...neverRun.map((branch) => branchNeverRunIssue(branch, found.value.worlds)),
    ];
    return { issues, flow, laws: found.value, file };
  }
  const { law, counterexample } = broken;
  const place = placeOf(law, { file, script, flow });
  return {
    issues: [lawIssue(law.code, place, { message: law.message, counterexample })],
    flow,
    laws: found.value,
    file,
  };
}

function marksOf({ branches }: Script, { uses, reached }: Flow): Marks {
  const calls = [...uses].map(([call, binding]) => ({ fn: reached.indexOf(binding), site: siteOf(call) }));
  return { branches, calls };
}

/** A warning of its own; whoever demands all or nothing may make it an error here. */
function partialIssue(
  { failed, site, again, done }: Partial,
  { file, flow }: { file: ts.SourceFile; flow: Flow },
): Issue {
  const tool = flow.reached[failed];
  const first = tool === undefined ? undefined : flow.sites.get(tool);
  const start =
    site === undefined
      ? (first?.getStart(file) ?? 0)
      : file.getPositionOfLineAndCharacter(site.line - 1, site.column - 1);
  const said = done.map(({ fn, times }) => ({
    tool: nameOf(flow.reached[fn]),
    times,
    final: flow.reached[fn]?.spec.effect === "irreversible",
  }));
  return partialEffectsIssue({ file, start }, { tool: nameOf(tool), again }, said);
}

/** The name of the counters' export, which no name of the program is. */
function freshName(source: string): string {
  let name = "$branches";
  while (source.includes(name)) name += "$";
  return name;
}

function placeOf(law: Broken, { file, script, flow }: { file: ts.SourceFile; script: Script; flow: Flow }): Place {
  const at = ({ line, column }: Site) => ({ file, start: file.getPositionOfLineAndCharacter(line - 1, column - 1) });
  if (law.site !== undefined) return at(law.site);
  const tool = flow.reached[law.fn ?? -1];
  const site = tool === undefined ? undefined : flow.sites.get(tool);
  if (site !== undefined) return { file, start: site.getStart(file) };
  if (law.line === undefined) return { file, start: (law.code === "bad_value" ? onlyReturn(file) : undefined) ?? 0 };
  return at(script.original(law.line, law.column ?? 1));
}
