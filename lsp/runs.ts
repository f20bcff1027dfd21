import { whyNotResumed } from "../executor/index.js";
import { summary } from "../report/index.js";
import { failure, isObject, type Json, type Outcome, success } from "../toolspecs/index.js";
import { notAgain, type VerifiedPlan } from "../verifier/index.js";
import { fileOf, verifyLine } from "./addresses.js";
import { readJournal, waitingRuns } from "./journals.js";
import { type Context, told, whole } from "./office.js";
import type { ResumeParams, RunParams, WaitingParams } from "./protocol.js";
import { journalFor, type Running, runPlan } from "./run.js";
import type { Project, Trouble } from "./services.js";

/** Runs the plan of now for real, if it passes in all its worlds. */
export async function run({ uri, input }: RunParams, context: Context) {
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
  const { note } = project;
  const plan = judgement.verified;
  const begun = { plan, journal: journalFor(fileOf(uri)), project, note, input: given.value };
  return performed({ ...begun, verifyCommand: verifyLine(uri) }, context);
}

/** Runs that can be gone on with. */
export async function waiting({ folders }: WaitingParams) {
  return success({ runs: await waitingRuns(folders.map(fileOf)) });
}

/** Goes on with a run from its journal, with the tools that it was started with as they are now. */
export async function resume({ journal }: ResumeParams, context: Context) {
  context.progress("reading the journal");
  const read = await readJournal(journal);
  if (!read.ok) return read;
  const { plan, note, entries } = read.value;
  const project = await context.projects.reopen(note, journal, context.signal);
  if (!project.ok) return project;
  context.progress("checking the plan");
  const problem = await judgedAgain(plan, project.value, context);
  if (problem !== undefined) return failure(told("not_judged", journal, problem));
  return performed({ plan, journal, project: project.value, note, entries }, context);
}

/** Why the plan of a journal is not gone on with, if anything stands against it. */
async function judgedAgain(
  plan: VerifiedPlan,
  { tools }: Project,
  { judge, signal }: Context,
): Promise<string | undefined> {
  const changed = whyNotResumed(plan, tools);
  if (changed !== undefined) return changed;
  const { goal, source, policy, budget, evidence } = plan;
  const judging = { tools, policy, worlds: undefined };
  const judgement = await judge.judge({ goal, source }, judging, { budget, seed: evidence.seed }, signal);
  return judgement === undefined ? "It was stopped." : notAgain(judgement, plan);
}

type Begun = Omit<Running, "approve" | "onCall" | "signal">;

function performed(begun: Begun, { desk, progress, signal, token }: Context) {
  progress("starting");
  return runPlan({
    ...begun,
    signal,
    approve: (question) => desk.ask(question, token),
    onCall: (tool) => progress(`calling ${tool.replace("/", ".")}`),
  });
}

function jsonOf(text: string | undefined): Outcome<Json | undefined, Trouble> {
  if (text === undefined) return success(undefined);
  try {
    return success(JSON.parse(text));
  } catch {
    return failure(told("not_json", "input", `The input is no JSON. Write it like { "email": "ada@example.com" }.`));
  }
}

export function foldersParams(params: unknown): WaitingParams | undefined {
  if (!isObject(params) || !Array.isArray(params.folders)) return undefined;
  return { folders: params.folders.filter((folder: unknown) => typeof folder === "string") };
}

export function journalParams(params: unknown): ResumeParams | undefined {
  if (!isObject(params) || typeof params.journal !== "string") return undefined;
  return { journal: params.journal };
}
