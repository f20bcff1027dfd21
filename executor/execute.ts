import { randomUUID } from "node:crypto";
import { createSandbox } from "../sandbox/index.js";
import { canonicalJson, type Json } from "../toolspecs/index.js";
import { createValidators } from "../validation/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import { isSealed, planIn, whyNot } from "./binding.js";
import type { CallTool } from "./caller.js";
import { toolsSince } from "./changes.js";
import { type Reading, withExtraction } from "./extraction.js";
import { newHead } from "./head.js";
import { wrongInput } from "./input.js";
import type { End, Entry, Head } from "./journal/entry.js";
import type { OpenJournal } from "./journal/journal.js";
import { addedUsage, type ModelUsage } from "./model-usage.js";
import { type ExecuteOptions, type FullOptions, withDefaults } from "./options.js";
import type { RunEvent } from "./progress/event.js";
import { Teller } from "./progress/teller.js";
import { runFeed, type Watch, watched } from "./progress/watch.js";
import type { Problem, RunResult } from "./result.js";
import { LiveRun } from "./run/live-run.js";
import { damageIn, type Past, pastOf } from "./run/past.js";
import { Secrets } from "./secrets.js";
import { callsIn } from "./standing.js";

/**
 * Runs a verified plan for real, with every call guarded and written down. A journal that already holds a run of this plan is
 * gone on with: what it has outcomes of is not done again. Never rejects because of the plan, its tools or the people asked.
 */
export function execute(plan: VerifiedPlan, options: ExecuteOptions): Execution {
  const feed = runFeed();
  const watching = { feed, now: options.now ?? Date.now };
  const result = watched(plan, watching, (watch) => guarded(plan, options, watch));
  return Object.assign(result, { events: feed });
}

/** A run under way: a promise of its result, and what happens meanwhile. */
export interface Execution extends Promise<RunResult> {
  /**
   * From when it is iterated over, up to the end of the run. The run waits for no reader: one that falls behind by more than a thousand events is
   * told how many it `missed`, and one that leaves early changes nothing.
   */
  readonly events: AsyncIterable<RunEvent>;
}

async function guarded(plan: VerifiedPlan, options: ExecuteOptions, watch: Watch): Promise<RunResult> {
  const { tools, policy, now = Date.now } = options;
  const notNow = whyNot(plan, { tools, policy, now: now() });
  // What was never sealed may be anything: nothing of it is looked at.
  if (!isSealed(plan)) return refused("", notNow);
  const problems = [...notNow, ...unread(plan, options)];
  if (problems.length > 0) return refused("", problems);
  const full = withDefaults(options, plan.budget.callsInFlight);
  const opened = await full.journal.open();
  if (!opened.ok)
    return refused(
      "",
      opened.issues.map(({ code, message }) => ({ code, message })),
    );
  try {
    return await inJournal(plan, { ...full, watch }, opened.value);
  } finally {
    await opened.value.close();
  }
}

/** What a plan wants to have read out of texts, where nobody is there to do it. */
function unread({ tools }: VerifiedPlan, { extract }: ExecuteOptions): readonly Problem[] {
  if (extract !== undefined || !tools.some(({ spec }) => spec.builtin === "extract")) return [];
  const message =
    "The plan has a model read texts (holdshort.extract), and none is named. Name one (--model, or the option extract of execute).";
  return [{ code: "cannot_extract", message }];
}

interface Watched extends FullOptions {
  readonly watch: Watch;
}

async function inJournal(plan: VerifiedPlan, options: Watched, journal: OpenJournal): Promise<RunResult> {
  const { watch } = options;
  const damage = damageIn(journal.entries);
  if (damage !== undefined) return refused("", [{ code: "journal_broken", message: `${damage} ${damagedAdvice}` }]);
  const validators = createValidators();
  const given = options.input ?? inputIn(journal);
  const problem = wrongInput(plan, given, { validators, secrets: options.secrets });
  if (problem !== undefined) return refused("", [problem]);
  const head = await headOf(plan, options, journal);
  if ("code" in head) return refused("", [head]);
  const past = pastOf(journal.entries);
  watch.hear({ kind: "run_started", run: head.run, resumed: journal.entries.length > 0, at: options.now() });
  if (past.end !== undefined) return endedBefore(plan, head.run, { ...past, end: past.end });
  const sandbox = options.sandbox ?? createSandbox({ threads: 1 });
  try {
    const secrets = new Secrets(options.secrets);
    const teller = new Teller({ plan, past, hear: watch.hear, onEntry: options.onEntry });
    let usage: ModelUsage | undefined;
    const onUsage = (more: ModelUsage) => {
      usage = addedUsage(usage, more);
    };
    const call = watch.spans.calling(head.run, callerOf(options, { validators, onUsage }));
    const scene = { plan, options: { ...options, call }, sandbox, validators, journal, head, past, secrets, teller };
    const live = new LiveRun(scene);
    const { ending, ...more } = await live.play();
    return { ...ending, run: head.run, ...more, ...(usage !== undefined && { usage }) };
  } finally {
    if (options.sandbox === undefined) await sandbox.close();
  }
}

const damagedAdvice =
  "No run writes that, so the journal was changed. Take it from a backup, or look into it by hand at what was done and make a new run for the rest.";

function callerOf({ call, extract }: FullOptions, means: Omit<Reading, "extract">): CallTool {
  return extract === undefined ? call : withExtraction(call, { ...means, extract });
}

function inputIn({ entries: [first] }: OpenJournal): Json | undefined {
  return first?.kind === "head" ? first.input : undefined;
}

/** What the journal begins with: written now, or found and held against the plan. */
async function headOf(plan: VerifiedPlan, options: FullOptions, journal: OpenJournal): Promise<Head | Problem> {
  const [first] = journal.entries;
  if (first === undefined) {
    const head = newHead(plan, { ...options, run: randomUUID(), at: options.now() });
    try {
      await journal.append(head);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { code: "journal_unwritable", message: `The journal cannot be written (${reason}). Name another place.` };
    }
    options.onEntry(head);
    return head;
  }
  if (first.kind === "head" && isSealed(first.plan) && first.plan.hash === plan.hash) {
    if (options.input === undefined || sameJson(options.input, first.input)) return first;
    const message =
      "This is the journal of a run with another input. Leave the input out to go on with that run, or name another journal for a new one.";
    return { code: "bad_input", message };
  }
  return { code: "other_plan", message: `${whoseJournal(first, plan)} ${otherPlanAdvice}` };
}

const otherPlanAdvice =
  "To go on with that run, resume it (holdshort resume, which needs its journal alone). For a new run, name another journal.";

function whoseJournal(first: Entry, { goal, source, tools }: VerifiedPlan): string {
  const past = first.kind === "head" ? planIn(first.plan) : undefined;
  if (past?.source !== source || past.goal !== goal) return "This is the journal of another plan.";
  const before = "This is the journal of this plan as it was judged before";
  const changes = toolsSince(
    past,
    tools.map(({ spec }) => spec),
  );
  return changes.length === 0 ? `${before}: in other worlds, or by another policy.` : `${before}. ${changes.join(" ")}`;
}

function sameJson(one: Json, other: Json | undefined): boolean {
  return other !== undefined && canonicalJson(one) === canonicalJson(other);
}

/** What the journal says of a run that is over. */
function endedBefore(plan: VerifiedPlan, run: string, { end, ...past }: Past & { readonly end: End }): RunResult {
  const report = { run, calls: callsIn(plan, { ...past, end }), logs: [], endedAt: end.at };
  if (end.end.outcome === "done") return { ...report, outcome: "done", value: end.end.value, shown: end.end.value };
  const message = `The run is over and was not gone on with: ${end.end.message}`;
  return { ...report, outcome: "failed", problem: { code: "ended", message } };
}

function refused(run: string, problems: readonly Problem[]): RunResult {
  return { outcome: "refused", problems, run, calls: [], logs: [] };
}
