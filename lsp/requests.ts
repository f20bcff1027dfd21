import type { CancellationToken, Connection, MessageActionItem, ProgressToken } from "vscode-languageserver/node";
import type { Answer, Question } from "../executor/index.js";
import { renderHtml, summary } from "../report/index.js";
import { failure, isObject, type Json, type Outcome, statedGoal, success } from "../toolspecs/index.js";
import type { Judgement } from "../verifier/index.js";
import { addressOf, fileOf } from "./addresses.js";
import { answerOf, askedAs } from "./approval.js";
import type { Docket } from "./docket.js";
import type { Judge } from "./judge.js";
import { folderOf, planFor } from "./planning.js";
import type { Projects } from "./projects.js";
import { type GoalParams, methods, type PreviewParams, type Refused, type RunParams } from "./protocol.js";
import { runPlan } from "./run.js";
import type { Project, Trouble } from "./services.js";

interface Office {
  readonly docket: Docket;
  readonly judge: Judge;
  readonly projects: Projects;
  /** Whether the client shows questions itself. */
  readonly asksInDialogs: () => boolean;
}

/** What clients ask for beyond the protocol. */
export function answerRequests(connection: Connection, office: Office): void {
  const answer = <P extends object>(
    method: string,
    parse: (params: unknown) => P | undefined,
    work: (params: P, context: Context) => Promise<Outcome<object, Trouble>>,
  ) =>
    connection.onRequest(method, async (params: unknown, token: CancellationToken): Promise<object> => {
      const read = parse(params);
      if (read === undefined) return refused([{ code: "usage", place: method, message: "It is not said of what." }]);
      const context = { ...office, connection, signal: signalOf(token), progress: progressOf(connection, params) };
      const outcome = await work(read, context);
      return outcome.ok ? outcome.value : refused(outcome.issues);
    });
  answer(methods.preview, planParams, preview);
  answer(methods.verify, planParams, verify);
  answer(methods.plan, goalParams, makePlan);
  answer(methods.run, planParams, run);
  connection.onRequest(methods.reload, async () => {
    await office.projects.reload();
    office.docket.again();
    return {};
  });
}

interface Context extends Office {
  readonly connection: Connection;
  readonly signal: AbortSignal;
  readonly progress: (words: string) => void;
}

async function preview({ uri, replay }: PreviewParams, { docket, judge, signal }: Context) {
  const current = await judged(docket, uri);
  if (!current.ok) return current;
  const { source, project, judgement } = current.value;
  const shown =
    replay === undefined
      ? judgement
      : ((await judge.judge({ goal: statedGoal(source), source }, project, { replay }, signal)) ?? judgement);
  return success({ outcome: shown.outcome, title: titleOf(uri), html: await renderHtml(shown) });
}

async function verify({ uri }: PreviewParams, { docket, judge, signal }: Context) {
  const current = await whole({ docket, judge, signal }, uri);
  if (!current.ok) return current;
  const { judgement } = current.value;
  return success({ outcome: judgement.outcome, summary: summary(judgement) });
}

async function makePlan({ uri, goal }: GoalParams, { projects, judge, signal, progress }: Context) {
  const folder = await folderOf(fileOf(uri));
  progress("reading tools");
  const project = await projects.of(`${folder}/new.plan.ts`);
  if (!project.ok) return project;
  return planFor({ goal, folder: addressOf(folder), project: project.value, judge, onProgress: progress, signal });
}

async function run({ uri, input }: RunParams, context: Context) {
  context.progress("checking the plan");
  const current = await whole(context, uri);
  if (!current.ok) return current;
  const { project, judgement } = current.value;
  if (judgement.outcome !== "passed") return failure(told("rejected", uri, `${summary(judgement)} Mend it first.`));
  const { input: wanted } = judgement.evidence;
  if (wanted !== undefined && input === undefined) {
    return success({ outcome: "needs_input", sample: JSON.stringify(wanted.sample) });
  }
  const given = jsonOf(input);
  if (!given.ok) return given;
  context.progress("starting");
  return runPlan({
    ...{ plan: judgement.verified, file: fileOf(uri), project, input: given.value, signal: context.signal },
    approve: (question) => ask(question, context),
    onCall: (tool) => context.progress(`calling ${tool}`),
  });
}

async function ask(question: Question, { connection, asksInDialogs }: Context): Promise<Answer> {
  const asked = askedAs(question);
  if (asksInDialogs()) {
    const chosen: unknown = await connection.sendRequest(methods.approve, asked);
    return answerOf(question, typeof chosen === "string" ? chosen : null);
  }
  const items: MessageActionItem[] = asked.choices.map((title) => ({ title }));
  const item = await connection.window.showWarningMessage(`${asked.title}\n${asked.detail}`, ...items);
  return answerOf(question, item?.title ?? null);
}

interface Judged {
  readonly source: string;
  readonly project: Project;
  readonly judgement: Judgement;
}

async function judged(docket: Docket, uri: string): Promise<Outcome<Judged, Trouble>> {
  const standing = await docket.standing(uri);
  if (standing === undefined) return failure(told("not_open", uri, "The plan is not open."));
  if (standing.kind === "judged") return success(standing);
  const [first, ...others] = standing.trouble;
  return failure(first ?? told("unreadable", uri, "Nothing is known of it."), ...others);
}

/** The plan of now, in all its worlds. */
async function whole(
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

function jsonOf(text: string | undefined): Outcome<Json | undefined, Trouble> {
  if (text === undefined) return success(undefined);
  try {
    return success(JSON.parse(text));
  } catch {
    return failure(told("not_json", "input", `The input is no JSON. Write it like { "email": "ada@example.com" }.`));
  }
}

function planParams(params: unknown): (PreviewParams & RunParams) | undefined {
  if (!isObject(params) || typeof params.uri !== "string") return undefined;
  const { uri, replay, input } = params;
  return { uri, ...(typeof replay === "string" && { replay }), ...(typeof input === "string" && { input }) };
}

function goalParams(params: unknown): GoalParams | undefined {
  if (!isObject(params) || typeof params.uri !== "string" || typeof params.goal !== "string") return undefined;
  return { uri: params.uri, goal: params.goal };
}

function told(code: string, place: string, message: string): Trouble {
  return { code, place, message };
}

function refused(issues: readonly Trouble[]): Refused {
  return { outcome: "refused", message: issues.map(({ message }) => message).join("\n") };
}

function titleOf(uri: string): string {
  return decodeURIComponent(uri.split("/").at(-1) ?? uri);
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

function progressOf(connection: Connection, params: unknown): (words: string) => void {
  const token: ProgressToken | undefined =
    isObject(params) && (typeof params.workDoneToken === "string" || typeof params.workDoneToken === "number")
      ? params.workDoneToken
      : undefined;
  const reporter = connection.window.attachWorkDoneProgress(token);
  return (words) => reporter.report(words);
}
