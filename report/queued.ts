import type { FileRun, QueuedRun, RunResult, Standing } from "../executor/index.js";
import { asJson, type JsonObject } from "../toolspecs/index.js";

/** A run in a database or in a file. */
export interface ListedRun extends Omit<QueuedRun, "state"> {
  readonly state: QueuedRun["state"] | FileRun["state"];
  /** Path of the file that it is in. */
  readonly journal?: string;
  /** What its journal says, where that was read. */
  readonly standing?: Standing;
  /** Calls that were taken back since, where that was looked for. */
  readonly takenBack?: readonly number[];
}

/** A run in a list with what its journal says; `standing` is absent where that is no journal. */
export interface ShownRun {
  readonly run: ListedRun;
  readonly standing: Standing | undefined;
}

/** An object of the `--json` of `runs list`. Its keys and their order are kept stable. */
export function queuedJson(listed: ListedRun, resume?: string): JsonObject {
  const { run, journal, state, goal, plan, said, worker, created, changed, takenBack = [] } = listed;
  const waits = waitsWords(listed);
  return {
    run,
    ...(journal !== undefined && { journal }),
    state,
    ...(waits !== "" && { waits }),
    goal,
    plan: { hash: plan },
    ...(said !== "" && { said }),
    ...(takenBack.length > 0 && { takenBack: [...takenBack] }),
    ...(worker !== "" && { worker }),
    created: new Date(created).toISOString(),
    changed: new Date(changed).toISOString(),
    ...(resume !== undefined && goesOn(state) && { resume }),
  };
}

/** What a run that can be gone on with waits for, in a few words; nothing for others. */
export function waitsWords({ state, standing, left }: Pick<ListedRun, "state" | "standing" | "left">): string {
  if (left === true) return "its worker is gone; the next one goes on with it";
  if (standing === undefined) return "";
  if (state === "interrupted") return "was broken off";
  if (state === "unknown") return `nobody saw the end of ${callNames(unseen(standing))}`;
  const [first, ...more] = standing.questions;
  if (state !== "waiting" || first === undefined) return "";
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  if (first.about === "value") return `waits for an answer (call ${first.call})${others}`;
  const again = first.about === "stale" ? ", again, as something changed" : "";
  return `waits for approval of ${first.tool.server}.${first.tool.name}${again}${others}`;
}

/** What became of the calls of a run since; nothing where nothing did. */
export function backWords({ takenBack = [] }: Pick<ListedRun, "takenBack">): string {
  if (takenBack.length === 0) return "";
  const [last, ...others] = takenBack.toReversed();
  const calls = others.length === 0 ? `Call ${last}` : `Calls ${others.toReversed().join(", ")} and ${last}`;
  return `${calls} ${others.length === 0 ? "was" : "were"} taken back.`;
}

function unseen({ calls }: Standing): Standing["calls"] {
  return calls.filter(({ outcome }) => outcome === "unknown");
}

function callNames(calls: Standing["calls"]): string {
  return calls.map(({ call, server, tool }) => `${server}.${tool} (call ${call})`).join(", ");
}

/** Where a run stands that has no result, in a sentence. */
export function standsWords({ state, said, journal, standing, left }: ListedRun): string {
  switch (state) {
    case "queued":
      return "It waits for a worker.";
    case "running":
      if (left === true) return "The worker that drove it is gone; the next one goes on with it.";
      return journal === undefined ? "A worker drives it." : "It is being driven.";
    case "unknown":
      return `Nobody saw the end of ${callNames(standing === undefined ? [] : unseen(standing))}. Look there what became of it before you go on.`;
    case "interrupted":
      return "It was broken off. What was done is in the journal and is not done again.";
    default:
      return said;
  }
}

/** Commands with which a run is gone on with or, where something of it can be taken back, undone. */
export interface ShownCommands {
  readonly resume: string;
  readonly undo?: string;
  readonly rest?: string;
}

/** The `--json` object of `runs show`. */
export function shownJson({ run, standing }: ShownRun, { resume, undo, rest }: ShownCommands): JsonObject {
  const { calls = [], questions = [], end } = standing ?? {};
  const asked = questions.map(({ about, call, tool, args, reason }) => ({
    ...{ about, call, tool: tool.name, server: tool.server, effect: tool.effect, args },
    ...(about === "value" && { schema: tool.output.schema }),
    ...(reason !== undefined && { reason }),
  }));
  return {
    ...queuedJson(run),
    calls: asJson(calls),
    ...((run.state === "waiting" || (run.state === "unknown" && asked.length > 0)) && { questions: asJson(asked) }),
    ...(goesOn(run.state) && { resume }),
    ...(end?.outcome === "done" && { value: end.value }),
    ...(undo !== undefined && { undo }),
    ...(rest !== undefined && { rest }),
  };
}

const goingOn: readonly ListedRun["state"][] = ["waiting", "refused", "unknown", "interrupted"];

export function goesOn(state: ListedRun["state"]): boolean {
  return goingOn.includes(state);
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
