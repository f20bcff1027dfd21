import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { type Progress, plan } from "../planner/index.js";
import { missingPlace, renderHtml, summary } from "../report/index.js";
import { type Outcome, success, withGoal } from "../toolspecs/index.js";
import type { Plan, Verdict } from "../verifier/index.js";
import type { Judge } from "./judge.js";
import type { Planned } from "./protocol.js";
import type { Project, Trouble } from "./services.js";

export interface Planning {
  readonly goal: string;
  /** Where the plan is to lie. */
  readonly folder: string;
  readonly project: Project;
  readonly judge: Judge;
  readonly onProgress: (words: string) => void;
  readonly signal: AbortSignal;
}

/** From a goal to the text of a plan that passed, or to what keeps it from being one. */
export async function planFor(planning: Planning): Promise<Outcome<Planned, Trouble>> {
  const { goal, folder, project, judge, onProgress, signal } = planning;
  const planner = await project.planner();
  if (!planner.ok) return planner;
  const verify = async (candidate: Plan) => {
    const judgement = await judge.judge(candidate, project, {}, signal);
    if (judgement === undefined) throw signal.reason;
    return judgement;
  };
  const verdict = await plan({
    ...planner.value,
    ...{ goal, tools: project.tools, policy: project.policy, signal },
    verifier: { verify },
    onProgress: (event) => onProgress(progressWords(event)),
  });
  signal.throwIfAborted();
  return success(await offered(verdict, { goal, folder }));
}

async function offered(verdict: Verdict, { goal, folder }: Pick<Planning, "goal" | "folder">): Promise<Planned> {
  if (verdict.outcome === "passed") {
    return { outcome: "passed", folder, name: fileNameFor(goal), source: withGoal(verdict.plan.source, goal) };
  }
  const reasons =
    verdict.outcome === "rejected"
      ? verdict.issues.map(({ message }) => message)
      : verdict.missing.map((missing) =>
          [missing.message, missingPlace(missing)].filter((text) => text !== "").join(" "),
        );
  const message = [summary(verdict), ...reasons].join(" ");
  return { outcome: verdict.outcome, message, title: goal, html: await renderHtml(verdict) };
}

/** `refund-invoice-inv-2041.plan.ts` */
function fileNameFor(goal: string): string {
  const words =
    goal
      .normalize("NFKD")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  let name = "";
  for (const word of words) {
    if (`${name}-${word}`.length > 48) break;
    name = name === "" ? word : `${name}-${word}`;
  }
  return `${name === "" ? "new" : name}.plan.ts`;
}

function progressWords(progress: Progress): string {
  switch (progress.step) {
    case "proposing":
      return "writing a program";
    case "writing":
      return `writing a program (${progress.characters} characters)`;
    case "checking":
      return "checking the program in its worlds";
    case "repairing":
      return `repairing the program (${progress.repair} of ${progress.of})`;
  }
}

/** The folder of a file, or the folder itself. */
export async function folderOf(path: string): Promise<string> {
  const info = await stat(path).catch(() => undefined);
  return info?.isDirectory() === true ? path : dirname(path);
}
