import type { CancellationToken, Connection, ProgressToken } from "vscode-languageserver/node";
import { renderHtml, summary } from "../report/index.js";
import { HoldshortError, isObject, type Outcome, statedGoal, success } from "../toolspecs/index.js";
import { addressOf, fileOf, nameOf, verifyLine } from "./addresses.js";
import { checkParams } from "./desk.js";
import { type Context, judged, type Office, whole } from "./office.js";
import { folderOf, planFor } from "./planning.js";
import { type GoalParams, methods, type PreviewParams, type Refused, type RunParams } from "./protocol.js";
import { foldersParams, journalParams, resume, run, waiting } from "./runs.js";
import type { Trouble } from "./services.js";

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
      const context = { ...office, token, signal: signalOf(token), progress: progressOf(connection, params) };
      try {
        const outcome = await work(read, context);
        return outcome.ok ? outcome.value : refused(outcome.issues);
      } catch (error) {
        // What a client may send, such as an empty goal, is misuse of the library and no fault of the server.
        if (error instanceof HoldshortError) return refused(error.issues);
        throw error;
      }
    });
  answer(methods.preview, planParams, preview);
  answer(methods.verify, planParams, verify);
  answer(methods.plan, goalParams, makePlan);
  answer(methods.run, planParams, run);
  answer(methods.waiting, foldersParams, waiting);
  answer(methods.resume, journalParams, resume);
  answer(methods.check, checkParams, async (params) => success(office.desk.check(params)));
  connection.onRequest(methods.reload, async () => {
    await office.projects.reload();
    office.docket.again();
    return {};
  });
}

async function preview({ uri, replay }: PreviewParams, { docket, judge, signal }: Context) {
  const current = await judged(docket, uri);
  if (!current.ok) return current;
  const { source, project, judgement } = current.value;
  const shown =
    replay === undefined
      ? judgement
      : ((await judge.judge({ goal: statedGoal(source), source }, project, { replay }, signal)) ?? judgement);
  const html = await renderHtml(shown, { verifyCommand: verifyLine(uri), name: nameOf(uri) });
  return success({ outcome: shown.outcome, title: nameOf(uri), html });
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

function planParams(params: unknown): (PreviewParams & RunParams) | undefined {
  if (!isObject(params) || typeof params.uri !== "string") return undefined;
  const { uri, replay, input } = params;
  return { uri, ...(typeof replay === "string" && { replay }), ...(typeof input === "string" && { input }) };
}

function goalParams(params: unknown): GoalParams | undefined {
  if (!isObject(params) || typeof params.uri !== "string" || typeof params.goal !== "string") return undefined;
  return { uri: params.uri, goal: params.goal };
}

function refused(issues: readonly Trouble[]): Refused {
  return { outcome: "refused", message: issues.map(({ message }) => message).join("\n") };
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
