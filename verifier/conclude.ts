import type ts from "typescript";
import { asJson, type Binding, durationOf, hashOf, hashOfValue, type Schema } from "../toolspecs/index.js";
import { erase, type Script } from "./erase.js";
import { numbered } from "./flow/effects/numbered.js";
import { criticalPath } from "./flow/effects/waves.js";
import type { Flow } from "./flow/flow.js";
import type { Provenance } from "./flow/provenance.js";
import type { Issue } from "./issues/index.js";
import type { LawsFinding } from "./laws/laws.js";
import { type FullOptions, noPolicy } from "./options.js";
import type { Plan } from "./plan.js";
import { policyEvidence } from "./policy/evidence.js";
import { siteOf } from "./syntax.js";
import type { Assumption, CallBounds, Evidence, Judgement, PlanText, ScriptSite, VerifiedPlan } from "./verdict.js";

/** What the phases found; a phase that was not reached left nothing. */
export interface Findings {
  readonly issues: readonly Issue[];
  readonly file?: ts.SourceFile;
  readonly flow?: Flow;
  readonly provenance?: readonly Provenance[];
  readonly laws?: LawsFinding;
  /** Schema of what the plan has to be given. */
  readonly input?: Schema;
}

interface Conclusion {
  readonly plan: Plan;
  readonly options: FullOptions;
  readonly findings: Findings;
  readonly ms: Judgement["ms"];
}

/** The verdict: passed if every phase was reached and none found an issue. */
export function conclude({ plan, options, findings, ms }: Conclusion): Judgement {
  const { issues, file, flow, laws } = findings;
  const text: PlanText = { source: plan.source, hash: hashOf(plan.source) };
  const evidence = evidenceOf(options, findings);
  const common = {
    goal: plan.goal,
    planner: "given",
    plan: text,
    trace: laws?.trace ?? [],
    issues,
    evidence,
    usage: { llmCalls: 0, inputTokens: 0, outputTokens: 0 },
    ms,
  };
  const refused = issues.some(({ severity }) => severity === "error");
  if (refused || file === undefined || flow === undefined) return { ...common, outcome: "rejected" };
  return {
    ...common,
    outcome: "passed",
    verified: seal({ plan, options, evidence, script: erase(file, flow.uses), flow }),
  };
}

function seal(judged: {
  readonly plan: Plan;
  readonly options: FullOptions;
  readonly evidence: Evidence;
  readonly script: Script;
  readonly flow: Flow;
}): VerifiedPlan {
  const { plan, options, evidence, script, flow } = judged;
  const bound = {
    goal: plan.goal,
    source: plan.source,
    script: script.text,
    tools: flow.reached.map(({ namespace, member, spec }) => ({ namespace, member, spec })),
    sites: sitesOf(flow, script),
    budget: options.budget,
    policy: options.policy,
    evidence,
    ...validity(options),
  };
  // Through JSON, so that a plan read back from a file is the same to the letter. The one cast that makes a VerifiedPlan.
  return asJson({ ...bound, hash: hashOfValue(bound) }) as unknown as VerifiedPlan;
}

function sitesOf({ uses, reached }: Flow, { calls }: Script): readonly ScriptSite[] {
  return [...uses].flatMap(([call, binding], index) => {
    const script = calls[index];
    return script === undefined ? [] : [{ ...siteOf(call), fn: reached.indexOf(binding), script }];
  });
}

function validity({ policy, now }: FullOptions): { readonly validUntil?: number } {
  const valid = policy.validFor === undefined ? undefined : durationOf(policy.validFor);
  return valid === undefined ? {} : { validUntil: now() + valid };
}

const never = { min: 0, max: 0, bound: "0", loops: [] };

function evidenceOf(options: FullOptions, { file, flow, provenance = [], laws, input }: Findings): Evidence {
  const reached = flow?.reached ?? [];
  const nameOf = uniqueNames(reached);
  const bounds = (binding: Binding, index: number): CallBounds => {
    const { min, max, bound, loops } = flow?.bounds.get(binding) ?? never;
    // The analysis is meant to be right by itself. Should a run ever prove it wrong, nobody gets to read the wrong bound.
    const seen = laws?.observed[index] ?? { min, max };
    const least = Math.min(min, seen.min);
    if (Number.isFinite(max)) return { min: least, max: seen.max <= max ? max : null };
    return loops.length === 0 ? { min: least, max: null } : { min: least, max: null, bound, loops };
  };
  const counters = laws?.counters ?? [];
  return {
    worlds: laws?.worlds ?? 0,
    faultWorlds: laws?.faultWorlds ?? 0,
    seed: options.seed,
    branches: { total: counters.length, covered: counters.filter((count) => count > 0).length },
    calls: Object.fromEntries(reached.map((binding, index) => [nameOf(binding), bounds(binding, index)])),
    provenance,
    effects: reached.map(({ spec: { name, server, effect, effectSupposed } }) => ({
      ...{ tool: name, server, effect },
      ...(effectSupposed && { effectSupposed }),
    })),
    untyped: reached.filter(({ spec }) => spec.output.origin === "unknown").map(nameOf),
    assumptions: reached.flatMap(assumptionOf),
    outline: numbered(flow?.effects.outline ?? []),
    partialEffects: flow?.effects.partialEffects ?? [],
    waves: flow?.effects.waves ?? [],
    criticalPath: criticalPath(provenance),
    ...(input === undefined ? {} : { input: { schema: input, sample: laws?.input ?? null } }),
    ...(options.policy === noPolicy ? {} : { policy: policyEvidence(options.policy, file, flow) }),
    budget: options.budget,
    samples: laws?.samples ?? [],
    sites: laws?.sites ?? [],
  };
}

function assumptionOf({ spec: { name, server, output } }: Binding): readonly Assumption[] {
  const { origin } = output;
  if (origin === "declared") return [];
  return [
    { tool: name, server, origin, basis: output.basis ?? (origin === "unknown" ? "nobody declares it" : origin) },
  ];
}

/** The tool's own name, with its server before it where two reached tools share one. */
function uniqueNames(reached: readonly Binding[]): (binding: Binding) => string {
  const shared = (name: string) => reached.filter(({ spec }) => spec.name === name).length > 1;
  return ({ spec }) => (shared(spec.name) ? `${spec.server}/${spec.name}` : spec.name);
}
