import { type ToolSpec, toolId } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import { openQuestions } from "./answering.js";
import { planIn } from "./binding.js";
import type { End, Entry } from "./journal/entry.js";
import type { Question } from "./question.js";
import type { CallReport } from "./result.js";
import { provenanceOf } from "./run/call-state.js";
import { type Past, type PastCall, pastOf } from "./run/past.js";

/** Where a run stands, by its journal alone. */
export interface Standing {
  readonly calls: readonly CallReport[];
  /** Those that a person has to answer before the run can be gone on with. */
  readonly questions: readonly Question[];
  readonly end?: End["end"];
}

/** Nothing where the journal does not begin as that of a run. */
export function standingOf(entries: readonly Entry[]): Standing | undefined {
  const [head] = entries;
  const plan = head?.kind === "head" ? planIn(head.plan) : undefined;
  if (plan === undefined) return undefined;
  const past = pastOf(entries);
  const questions = past.end === undefined ? questionsIn(plan, entries, past) : [];
  return { calls: callsIn(plan, past), questions, ...(past.end !== undefined && { end: past.end.end }) };
}

/** The calls of a run in the order of their numbers. */
export function callsIn(plan: VerifiedPlan, { calls, end }: Past): readonly CallReport[] {
  return [...calls]
    .toSorted(([one], [other]) => one - other)
    .map(([call, past]) => {
      const spec = specOf(plan, past);
      const outcome = outcomeOf(past, end !== undefined);
      return {
        call,
        tool: spec?.name ?? "",
        server: spec?.server ?? "",
        args: past.made.args,
        ...past.made.site,
        outcome,
      };
    });
}

function specOf({ tools }: VerifiedPlan, { made }: PastCall): ToolSpec | undefined {
  return tools.find(({ spec }) => toolId(spec) === made.tool)?.spec;
}

function outcomeOf({ outcome, decision, begun, asked }: PastCall, over: boolean): CallReport["outcome"] {
  if (outcome?.kind === "ok") return "ok";
  if (outcome !== undefined) return decision?.say === "deny" ? "denied" : "failed";
  if (begun) return "unknown";
  return asked === undefined || decision !== undefined || over ? "not_made" : "waiting";
}

function questionsIn(plan: VerifiedPlan, entries: readonly Entry[], past: Past): readonly Question[] {
  return [...openQuestions(entries)].flatMap(([call, about]): readonly Question[] => {
    const one = past.calls.get(call);
    const tool = one && specOf(plan, one);
    if (one === undefined || tool === undefined) return [];
    const provenance = provenanceOf(plan.evidence.provenance, tool, one.made.site);
    const { reason } = one;
    return [{ about, call, tool, args: one.made.args, provenance, ...(reason !== undefined && { reason }) }];
  });
}
