import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Answer, type Approve, type Entry, execute, fileJournal, type Question } from "../executor/index.js";
import { type RunStory, renderRun, renderRunHtml, runState, runSummary, shellFile } from "../report/index.js";
import { failure, type Json, type Outcome, success } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import { journalFolder } from "./journals.js";
import type { Ran } from "./protocol.js";
import type { Live, Project, Trouble } from "./services.js";

export interface Running {
  readonly plan: VerifiedPlan;
  /** Absolute path. */
  readonly journal: string;
  readonly project: Project;
  /** Kept in a new journal for whoever goes on with the run. */
  readonly note: Json;
  readonly input?: Json | undefined;
  /** What judges the plan again, for the page. Default: a line in which file and tools are left open. */
  readonly verifyCommand?: string;
  /** What the journal held before. Default: nothing. */
  readonly entries?: readonly Entry[];
  readonly approve: (question: Question, signal: AbortSignal) => Promise<Answer>;
  readonly onCall: (tool: string) => void;
  readonly signal: AbortSignal;
}

/** Runs a plan for real, or goes on with a run. Each call that the policy or its effect asks for is put to a person. */
export async function runPlan(running: Running): Promise<Outcome<Ran, Trouble>> {
  const ran = await running.project.live((live) => perform(running, live), running.signal);
  return ran.ok ? ran.value : ran;
}

async function perform(running: Running, live: Live): Promise<Outcome<Ran, Trouble>> {
  const { plan, journal, project, note, input, signal, onCall } = running;
  const calling = await live.callFor(plan);
  if (!calling.ok) return calling;
  await mkdir(dirname(journal), { recursive: true });
  const entries = [...(running.entries ?? [])];
  const result = await execute(plan, {
    ...calling.value,
    tools: live.tools,
    policy: project.policy,
    input,
    approve: oneByOne(running.approve),
    journal: fileJournal(journal),
    note,
    signal,
    onEntry: (entry) => {
      entries.push(entry);
      if (entry.kind === "begin") onCall(entry.tool);
    },
  });
  return ended({ plan, result, entries }, running);
}

/** Why a run that was broken off will break off at the same place again. */
const hopeless: ReadonlySet<string> = new Set(["diverged", "not_replayable"]);

async function ended(
  story: RunStory,
  { journal, verifyCommand }: Pick<Running, "journal" | "verifyCommand">,
): Promise<Outcome<Ran, Trouble>> {
  const { result } = story;
  if (result.outcome === "refused") {
    const [first, ...others] = result.problems.map(({ code, message }) => ({ code, place: journal, message }));
    return failure(first ?? { code: "refused", place: journal, message: "The plan was refused." }, ...others);
  }
  const resumable =
    result.outcome === "waiting" ||
    (result.outcome === "failed" && result.problem.resumable === true && !hopeless.has(result.problem.code));
  const resume = resumable ? { resume: `holdshort resume ${shellFile(journal)}` } : {};
  const text = renderRun(result, { colour: false, width: 100, ...resume });
  const html = await renderRunHtml(story, {
    name: basename(journal),
    ...resume,
    ...(verifyCommand !== undefined && { verifyCommand }),
  });
  const said = `${runState(result).toUpperCase()} ${runSummary(result).join(" ")}`;
  const title = resumable ? `${said} ${onwards}` : said;
  return success({ outcome: result.outcome, title, text, html, journal, resumable });
}

const onwards = "To go on now or later: Resume, or the command Holdshort: Resume run...";

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

/** A new journal for a run of a plan, beside it. */
export function journalFor(plan: string): string {
  const time = new Date().toISOString().replace(/[-:]|\.\d+Z/g, "");
  return join(
    dirname(plan),
    journalFolder,
    `${basename(plan, ".plan.ts")}-${time}-${randomBytes(3).toString("hex")}.jsonl`,
  );
}
