import type { QueuedRun, RunResult, Standing } from "../executor/index.js";
import { asJson, type JsonObject } from "../toolspecs/index.js";

/** A run in the list of a database with what its journal says; `standing` is absent where that is no journal. */
export interface ShownRun {
  readonly run: QueuedRun;
  readonly standing: Standing | undefined;
}

/** An object of the `--json` of `runs list`. Its keys and their order are kept stable. */
export function queuedJson({ run, state, goal, plan, said, worker, created, changed }: QueuedRun): JsonObject {
  return {
    run,
    state,
    goal,
    plan: { hash: plan },
    ...(said !== "" && { said }),
    ...(worker !== "" && { worker }),
    created: new Date(created).toISOString(),
    changed: new Date(changed).toISOString(),
  };
}

/** Commands with which a run is gone on with or, where something of it can be taken back, undone. */
export interface ShownCommands {
  readonly resume: string;
  readonly undo?: string;
}

/** The `--json` object of `runs show`. */
export function shownJson({ run, standing }: ShownRun, { resume, undo }: ShownCommands): JsonObject {
  const { calls = [], questions = [], end } = standing ?? {};
  const asked = questions.map(({ about, call, tool, args }) => ({
    ...{ about, call, tool: tool.name, server: tool.server, effect: tool.effect, args },
    ...(about === "value" && { schema: tool.output.schema }),
  }));
  return {
    ...queuedJson(run),
    calls: asJson(calls),
    ...(run.state === "waiting" && { questions: asJson(asked), resume }),
    ...(end?.outcome === "done" && { value: end.value }),
    ...(undo !== undefined && { undo }),
  };
}

/** The run as a result, where it stands still; nothing while it is queued or driven. */
export function resultOf({ run, standing }: ShownRun): RunResult | undefined {
  const { calls = [], questions = [], end } = standing ?? {};
  const report = { run: run.run, calls, logs: [] };
  if (end?.outcome === "done") return { ...report, outcome: "done", value: end.value, shown: end.value };
  switch (run.state) {
    case "waiting":
      return { ...report, outcome: "waiting", questions };
    case "refused":
      return { ...report, outcome: "refused", problems: [{ code: "not_judged", message: run.said }] };
    case "failed":
      return { ...report, outcome: "failed", problem: { code: "ended", message: run.said } };
    default:
      return undefined;
  }
}
