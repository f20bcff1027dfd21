import type { Json, JsonObject } from "../toolspecs/index.js";
import type {
  CallBounds,
  Counterexample,
  Evidence,
  Explanation,
  Issue,
  Missing,
  TraceEntry,
  Usage,
  Verdict,
} from "../verifier/index.js";

/**
 * The `--json` object of dry-run, plan and verify. Its keys and their order are a public contract; what is not in the contract
 * (the rest of the evidence, counterexamples) stands at the end of its object.
 */
export function verdictJson(verdict: Verdict): JsonObject {
  const { usage, ms } = verdict;
  return {
    outcome: verdict.outcome,
    goal: verdict.goal,
    planner: verdict.planner,
    plan: verdict.plan && { source: verdict.plan.source, hash: verdict.plan.hash },
    trace: verdict.trace.map(traceJson),
    issues: verdict.issues.map(issueJson),
    evidence: evidenceJson(verdict.evidence),
    ...(verdict.outcome === "abstained" && { missing: verdict.missing.map(missingJson) }),
    usage: usageJson(usage),
    ms: { plan: ms.plan, verify: ms.verify },
    ...(verdict.notes && { notes: [...verdict.notes] }),
    ...(verdict.explanation && { explanation: explanationJson(verdict.explanation) }),
  };
}

/** Plain data as it is. */
function explanationJson(explanation: Explanation): JsonObject {
  return JSON.parse(JSON.stringify(explanation));
}

function usageJson({ llmCalls, inputTokens, outputTokens, estimated, usd, endpoints }: Usage): Json {
  return {
    llmCalls,
    inputTokens,
    outputTokens,
    ...(estimated !== undefined && { estimated }),
    ...(usd !== undefined && { usd }),
    ...(endpoints !== undefined && { endpoints: endpoints.map((share) => ({ ...share })) }),
  };
}

function traceJson({ tool, args, server }: TraceEntry): Json {
  return { tool, args, server };
}

function issueJson({ code, message, line, column, severity, counterexample, fix }: Issue): Json {
  return {
    code,
    message,
    line,
    column,
    severity,
    ...(counterexample && { counterexample: counterexampleJson(counterexample) }),
    ...(fix && { fix: { title: fix.title, edits: fix.edits.map((edit) => ({ ...edit })) } }),
  };
}

function counterexampleJson({ law, story, trace, replay }: Counterexample): Json {
  return { law, story, trace: trace.map(traceJson), replay };
}

function evidenceJson({ worlds, branches, calls, effects, ...more }: Evidence): Json {
  // All evidence is plain data, so what a later phase adds needs no line here.
  const rest: JsonObject = JSON.parse(JSON.stringify(more));
  return {
    worlds,
    branches: { total: branches.total, covered: branches.covered },
    calls: Object.fromEntries(Object.entries(calls).map(([tool, bounds]) => [tool, callsJson(bounds)])),
    effects: effects.map(({ tool, server, effect, effectSupposed }) => ({
      ...{ tool, server, effect },
      ...(effectSupposed && { effectSupposed }),
    })),
    ...rest,
  };
}

function callsJson({ min, max, bound, loops }: CallBounds): Json {
  return {
    min,
    max,
    ...(bound !== undefined && { bound }),
    ...(loops !== undefined && { loops: loops.map(({ size, line, column }) => ({ size, line, column })) }),
  };
}

function missingJson({ kind, code, message, tool, server, parameter }: Missing): Json {
  return {
    kind,
    message,
    ...(code !== undefined && { code }),
    ...(tool !== undefined && { tool }),
    ...(server !== undefined && { server }),
    ...(parameter !== undefined && { parameter }),
  };
}
