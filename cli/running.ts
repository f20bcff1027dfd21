import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Answer, Approve, Entry, ExecuteOptions, Given, RunResult, TakesBack } from "../executor/index.js";
import type { Policy } from "../policy/index.js";
import { renderRun, renderRunHtml, runJson, shellFile } from "../report/index.js";
import {
  asJson,
  failure,
  type Json,
  nearest,
  type Outcome,
  parseJson,
  type Schema,
  success,
} from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import { approver } from "./asking.js";
import { calledAs } from "./called.js";
import type { Context, ExitCode } from "./context.js";
import type { Environment, Io } from "./io.js";
import { jsonText } from "./json-text.js";
import { resultInTime } from "./leaving.js";
import type { LiveTools } from "./live.js";
import type { RunFlags, ToolsFlags } from "./options.js";
import { leftOutOf, type WritePage } from "./page.js";
import { type Problem, usage } from "./problem.js";
import { progressLine } from "./progress.js";
import { renderOptions } from "./style.js";

export interface Running {
  readonly plan: VerifiedPlan;
  readonly live: LiveTools;
  /** Absolute path. */
  readonly journal: string;
  readonly note: Json;
  readonly input?: Json | undefined;
  /** The policy that holds today; it must be the one the plan was judged by. Default: that one. */
  readonly policy?: Policy | undefined;
  /** What the journal held before. Default: nothing. */
  readonly entries?: readonly Entry[];
  readonly page?: WritePage;
  /** For the page: the command that judges the plan again. */
  readonly verifyCommand?: string;
  /** Where the plan takes back what a run did: which calls. */
  readonly takesBack?: TakesBack;
}

/** Runs a plan that passed, shows how it went, and says so with the exit code. */
export async function performed(
  running: Running,
  flags: RunFlags & ToolsFlags,
  context: Context,
): Promise<Outcome<ExitCode, Problem>> {
  const { plan, live, journal, note, input, policy, takesBack } = running;
  const { io, parts } = context;
  const { execute, fileJournal, valueWritten } = await parts.executor();
  const approve = approvals(flags, context, valueWritten);
  if (!approve.ok) return approve;
  const stray = strayRate(flags, live);
  if (stray !== undefined) return failure(usage(stray));
  const calling = await live.callFor(plan);
  if (!calling.ok) return calling;
  const folder = dirname(journal);
  // Not `recursive`: in a folder like /proc, in which nothing can be made, Node then tries for ever.
  if (basename(folder) === ownFolder) await mkdir(folder).catch(() => undefined);
  const line = progressLine(io);
  const entries = [...(running.entries ?? [])];
  const leaving = () => io.stderr.write(leavingWords(shownPath(journal, io.cwd), io));
  io.signal.addEventListener("abort", leaving);
  const run = execute(plan, {
    tools: live.tools,
    ...calling.value,
    ...limits(flags),
    approve: approve.value,
    journal: fileJournal(journal),
    note,
    takesBack,
    input,
    policy,
    signal: io.signal,
    onEntry: (entry) => {
      entries.push(entry);
      if (entry.kind === "begin") line.show(`calling ${entry.tool.replace("/", ".")}`);
      else line.clear();
    },
  });
  const result = await resultInTime(run, entries, context);
  io.signal.removeEventListener("abort", leaving);
  line.clear();
  return shown(result, { ...running, entries, flags, context });
}

/** A limit for a server that there is not would be no limit. */
function strayRate({ rate = {} }: RunFlags, { tools }: LiveTools): string | undefined {
  const servers = [...new Set(tools.map(({ server }) => server))];
  const stray = Object.keys(rate).find((server) => !servers.includes(server));
  if (stray === undefined) return undefined;
  const near = nearest(stray, servers);
  const advice = near === undefined ? `There are: ${servers.join(", ")}.` : `Did you mean ${near}?`;
  return `--rate ${stray}=…: there is no server of that name. ${advice}`;
}

/** What flags say of how calls are made. */
export function limits({
  callTimeout,
  width,
  rate,
}: RunFlags): Pick<ExecuteOptions, "callTimeoutMs" | "width" | "rates"> {
  return {
    ...(callTimeout === undefined ? {} : { callTimeoutMs: callTimeout * 1_000 }),
    ...(width === undefined ? {} : { width }),
    ...(rate === undefined ? {} : { rates: rate }),
  };
}

interface Shown extends Pick<Running, "plan" | "journal" | "page" | "verifyCommand"> {
  readonly entries: readonly Entry[];
  readonly flags: ToolsFlags;
  readonly context: Context;
}

async function shown(result: RunResult, told: Shown): Promise<Outcome<ExitCode, Problem>> {
  const { plan, journal, flags, entries, page, verifyCommand } = told;
  const { io } = told.context;
  if (result.outcome === "refused") {
    const [first, ...others] = result.problems.map(({ code, message }) => {
      const place = code === "bad_input" ? "--input" : journal;
      return { code, place, message };
    });
    return first === undefined ? failure(usage("The plan was refused.")) : failure(first, ...others);
  }
  const path = shownPath(journal, io.cwd);
  const goesOn =
    result.outcome === "waiting" ||
    (result.outcome === "failed" && result.problem.resumable === true && !hopeless.has(result.problem.code));
  const resume = goesOn ? { resume: resumeFile(path, io.env) } : {};
  const undo = await onwardsBack(result, { ...told, path });
  const command = { name: basename(journal), ...(verifyCommand !== undefined && { verifyCommand }) };
  const written = await page?.(async () => {
    const leftOut = await leftOutOf(plan, told.context);
    return renderRunHtml({ plan, result, entries }, { ...command, ...leftOut, ...resume, ...undo });
  });
  if (flags.json) io.stdout.write(jsonText(runJson(result, { plan: plan.hash, journal: path, ...resume, ...undo })));
  else
    io.stdout.write(
      renderRun(result, { ...renderOptions(io.stdout, io.env), ...resume, ...undo, effects: plan.evidence.effects }),
    );
  // The run went as it went, whether or not its page could be written; but whoever asked for the page is told.
  if (written?.ok === false) return written;
  return success(({ done: 0, waiting: 4, failed: 5 } as const)[result.outcome]);
}

export function shownPath(journal: string, cwd: string): string {
  const path = relative(cwd, journal);
  return path.startsWith("..") ? journal : path;
}

export function undoFile(path: string, env: Environment): string {
  return `${calledAs(env)} undo ${shellFile(path)}`;
}

export function resumeFile(path: string, env: Environment): string {
  return `${calledAs(env)} resume ${shellFile(path)}`;
}

/** How what was done is taken back; or, where this run takes another one back and did not get to its end, the rest of that one. */
async function onwardsBack(
  result: RunResult,
  { plan, entries, path, context }: Shown & { readonly path: string },
): Promise<{ readonly undo?: string; readonly rest?: string }> {
  const { takenBackBy, takesBack } = await context.parts.executor();
  const { env } = context.io;
  const other = takesBack({ entries }) === undefined ? undefined : takenBackBy(path);
  if (other === undefined) return halfDone(result, plan) ? { undo: undoFile(path, env) } : {};
  return result.outcome === "failed" && result.problem.resumable !== true ? { rest: undoFile(other, env) } : {};
}

/** Something was done that can be taken back, and the rest will not be. */
function halfDone({ outcome, calls }: RunResult, plan: VerifiedPlan): boolean {
  if (outcome !== "failed") return false;
  return calls.some(
    ({ server, tool, outcome }) =>
      outcome === "ok" &&
      plan.tools.some(({ spec }) => spec.server === server && spec.name === tool && spec.undo !== undefined),
  );
}

/**
 * Said at once: the process may be gone before the call that is under way has come to its end. On a terminal a question or the
 * progress may stand in the line of the cursor.
 */
function leavingWords(path: string, { stderr, env }: Io): string {
  return `${stderr.isTTY === true ? "\n" : ""}Stopping: no further call is made, and the one under way has a moment to end. Go on later with: ${resumeFile(path, env)}\n`;
}

/** The journal is not ended, but it will come to the same each time. */
const hopeless: ReadonlySet<string> = new Set(["diverged", "not_replayable"]);

/** What the command line answers itself, and whom it lets answer the rest. */
function approvals(
  { approve, answer }: RunFlags,
  { io }: Context,
  valueWritten: (text: string, schema: Schema) => Json,
): Outcome<Approve, Problem> {
  const said = answersIn(answer);
  if (!said.ok) return said;
  const answers = new Map(said.value);
  const others = approver(approve, io);
  return success(async (question, signal): Promise<Answer> => {
    const answer = answers.get(question.call);
    // It was given to the question that was open: a later one about the same call is another one.
    answers.delete(question.call);
    if (answer?.say !== "written") return answer ?? others(question, signal);
    return { say: "value", value: valueWritten(answer.text, question.tool.output.schema) };
  });
}

/** What `--answer` says, by the number of the call. */
export function answersIn(answer: RunFlags["answer"] = new Map()): Outcome<ReadonlyMap<number, Given>, Problem> {
  const answers = new Map<number, Given>();
  for (const [call, text] of answer) {
    const said = answerOf(text);
    const slip = said.ok ? "is no answer" : said.issues[0];
    if (!said.ok || !/^\d+$/.test(call)) return failure(usage(`--answer ${call}=${text} ${slip}. ${howToAnswer}`));
    answers.set(Number(call), said.value);
  }
  return success(answers);
}

const howToAnswer =
  "Write the number of the call and one of yes, tool, no, again, failed, happened:JSON and value:ANSWER, as in --answer 3=yes.";

/** The failure goes on after the answer as it was written. */
function answerOf(text: string): Outcome<Given, string> {
  const value = /^value:(.*)$/s.exec(text)?.[1];
  if (value !== undefined) return success({ say: "written", text: value });
  const happened = /^happened:(.*)$/s.exec(text)?.[1];
  if (happened !== undefined) return happenedWith(happened);
  const known: { readonly [word: string]: Given } = {
    yes: { say: "approve" },
    tool: { say: "approve", scope: "tool" },
    no: { say: "deny" },
    again: { say: "again" },
    failed: { say: "failed" },
  };
  const given = Object.hasOwn(known, text) ? known[text] : undefined;
  return given === undefined ? failure("is no answer") : success(given);
}

function happenedWith(text: string): Outcome<Given, string> {
  const parsed = parseJson(text);
  if (parsed.ok) return success({ say: "happened", value: asJson(parsed.value) });
  const slip = text.trim() === "" ? "nothing stands there" : `this breaks at ${parsed.issues[0]}`;
  const example = `--answer '3=happened:{"id": 7}'`;
  return failure(
    `cannot be read: what follows happened: is what the call returned, as JSON, and ${slip}. In a shell, quote the whole: ${example}, or null where it returned nothing`,
  );
}

/** Made where it is missing; a folder that somebody named may be a slip. */
const ownFolder = ".holdshort";

/** Where the journal of a run goes for which nobody named a file. */
export function journalPath(named: string | undefined, { io }: Context): string {
  if (named !== undefined) return resolve(io.cwd, named);
  const day = new Date().toISOString().replace(/[-:]|\.\d+Z/g, "");
  return join(io.cwd, ownFolder, `${day}-${randomBytes(3).toString("hex")}.jsonl`);
}

/** What a resume needs to find the tools again. Addresses may hold keys in their query, and are then left out. */
export function noteOf(
  { tools = [], base, shapes = [], observed = [], mcpTimeout, builtins }: ToolsFlags,
  flags: RunFlags,
  cwd: string,
): Json {
  const at = (file: string) => resolve(cwd, file);
  return asJson({
    tools: tools.flatMap((source) => sourceNote(source, at)),
    shapes: shapes.map(at),
    observed: observed.map(at),
    base,
    mcpTimeout,
    builtins,
    // Not where it is: what is in a journal could send texts and a key elsewhere.
    model: flags.model,
    server: Object.fromEntries(flags.server ?? []),
    auth: Object.fromEntries(flags.auth ?? []),
  });
}

function sourceNote(source: string, at: (file: string) => string): readonly string[] {
  const [, name, rest] = /^([A-Za-z_][\w.-]*)=(.+)$/s.exec(source) ?? [];
  const location = rest ?? source;
  const prefix = name === undefined ? "" : `${name}=`;
  if (!/^https?:\/\//i.test(location)) return [`${prefix}${at(location)}`];
  if (!URL.canParse(location)) return [];
  const { username, password, search } = new URL(location);
  return username + password + search === "" ? [source] : [];
}
