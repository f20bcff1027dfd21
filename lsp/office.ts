import type { CancellationToken } from "vscode-languageserver/node";
import { failure, type Outcome, statedGoal, success } from "../toolspecs/index.js";
import type { Judgement } from "../verifier/index.js";
import type { Desk } from "./desk.js";
import type { Docket } from "./docket.js";
import type { Judge } from "./judge.js";
import type { Projects } from "./projects.js";
import type { Project, Trouble } from "./services.js";

/** What requests are answered with. */
export interface Office {
  readonly docket: Docket;
  readonly judge: Judge;
  readonly projects: Projects;
  readonly desk: Desk;
}

/** One request on top of it. */
export interface Context extends Office {
  readonly token: CancellationToken;
  readonly signal: AbortSignal;
  readonly progress: (words: string) => void;
}

interface Judged {
  readonly source: string;
  readonly project: Project;
  readonly judgement: Judgement;
}

export async function judged(docket: Docket, uri: string): Promise<Outcome<Judged, Trouble>> {
  const standing = await docket.standing(uri);
  if (standing === undefined) return failure(told("not_open", uri, "The plan is not open."));
  if (standing.kind === "judged") return success(standing);
  const [first, ...others] = standing.trouble;
  return failure(first ?? told("unreadable", uri, "Nothing is known of it."), ...others);
}

/** The plan of now, in all its worlds. */
export async function whole(
  { docket, judge, signal }: Pick<Context, "docket" | "judge" | "signal">,
  uri: string,
): Promise<Outcome<Judged, Trouble>> {
  const current = await judged(docket, uri);
  if (!current.ok) return current;
  const { source, project } = current.value;
  const judgement = await judge.judge({ goal: statedGoal(source), source }, project, {}, signal);
  return judgement === undefined
    ? failure(told("stopped", uri, "It was stopped."))
    : success({ source, project, judgement });
}

export function told(code: string, place: string, message: string): Trouble {
  return { code, place, message };
}
