import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Answer, type Approve, execute, fileJournal, type Question, type RunResult } from "../executor/index.js";
import { renderRun } from "../report/index.js";
import { failure, type Json, type Outcome, success } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import type { Ran } from "./protocol.js";
import type { Live, Project, Trouble } from "./services.js";

export interface Running {
  readonly plan: VerifiedPlan;
  /** Path of the plan. */
  readonly file: string;
  readonly project: Project;
  readonly input: Json | undefined;
  readonly approve: (question: Question, signal: AbortSignal) => Promise<Answer>;
  readonly onCall: (tool: string) => void;
  readonly signal: AbortSignal;
}

/** Runs a plan for real, with a journal beside it. Each call that the policy or its effect asks for is put to a person. */
export async function runPlan(running: Running): Promise<Outcome<Ran, Trouble>> {
  const ran = await running.project.live((live) => perform(running, live), running.signal);
  return ran.ok ? ran.value : ran;
}

async function perform(running: Running, live: Live): Promise<Outcome<Ran, Trouble>> {
  const { plan, file, project, input, signal, onCall } = running;
  const calling = await live.callFor(plan);
  if (!calling.ok) return calling;
  const journal = await journalFor(file);
  const result = await execute(plan, {
    ...calling.value,
    tools: live.tools,
    policy: project.policy,
    input,
    approve: oneByOne(running.approve),
    journal: fileJournal(journal),
    note: project.note,
    signal,
    onEntry: (entry) => {
      if (entry.kind === "begin") onCall(entry.tool);
    },
  });
  return ended(result, journal);
}

function ended(result: RunResult, journal: string): Outcome<Ran, Trouble> {
  if (result.outcome === "refused") {
    const [first, ...others] = result.problems.map(({ code, message }) => ({ code, place: journal, message }));
    return failure(first ?? { code: "refused", place: journal, message: "The plan was refused." }, ...others);
  }
  const resume = result.outcome === "waiting" ? { resume: `holdshort resume ${JSON.stringify(journal)}` } : {};
  const text = renderRun(result, { colour: false, width: 100, ...resume });
  const [title = ""] = text.split("\n", 1);
  return success({ outcome: result.outcome, title, text, journal });
}

/** Questions that come up together are asked one after the other; what is said of a tool holds for those that wait. */
function oneByOne(ask: Approve): Approve {
  const allowed = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  const answer = async (question: Question, signal: AbortSignal): Promise<Answer> => {
    const { about, tool } = question;
    const name = JSON.stringify([tool.server, tool.name]);
    if (about === "approval" && allowed.has(name)) return { say: "approve" };
    const said: Answer = signal.aborted ? { say: "later" } : await ask(question, signal);
    if (said.say === "approve" && said.scope === "tool") allowed.add(name);
    return said;
  };
  return (question, signal) => {
    const turn = last.then(() => answer(question, signal));
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function journalFor(plan: string): Promise<string> {
  const folder = join(dirname(plan), ".holdshort");
  await mkdir(folder, { recursive: true });
  const time = new Date().toISOString().replace(/[-:]|\.\d+Z/g, "");
  return join(folder, `${basename(plan, ".plan.ts")}-${time}-${randomBytes(3).toString("hex")}.jsonl`);
}
