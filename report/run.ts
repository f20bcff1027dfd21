import type { RunResult } from "../executor/index.js";
import { asJson, type JsonObject } from "../toolspecs/index.js";

interface About {
  /** Hash of the plan that ran. */
  readonly plan: string;
  readonly journal: string;
  readonly resume?: string;
  readonly undo?: string;
  readonly rest?: string;
}

/** The `--json` object of run and resume. Its keys and their order are kept stable. */
export function runJson(result: RunResult, { plan, journal, resume, undo, rest }: About): JsonObject {
  const { outcome, run, calls, logs, endedAt, usage } = result;
  return {
    outcome,
    run,
    plan: { hash: plan },
    journal,
    calls: asJson(calls),
    ...(result.outcome === "done" && { value: result.shown }),
    ...(result.outcome === "waiting" && { questions: result.questions.map(questionJson) }),
    ...(result.outcome === "failed" && { problem: asJson(result.problem) }),
    ...(usage !== undefined && { usage: { ...usage } }),
    ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
    ...(resume !== undefined && { resume }),
    ...(undo !== undefined && { undo }),
    ...(rest !== undefined && { rest }),
    logs: [...logs],
  };
}

type Question = Extract<RunResult, { outcome: "waiting" }>["questions"][number];

function questionJson({ about, call, tool, args, reason, provenance }: Question): JsonObject {
  return {
    about,
    call,
    tool: tool.name,
    server: tool.server,
    effect: tool.effect,
    ...(tool.effectSupposed && { effectSupposed: true }),
    args,
    ...(about === "value" && { schema: asJson(tool.output.schema) }),
    ...(reason !== undefined && { reason }),
    provenance: asJson(provenance),
  };
}
