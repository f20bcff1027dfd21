import { basename } from "node:path";
import { type Command, Option } from "commander";
import type { Json, Outcome } from "../../toolspecs/index.js";
import { statedGoal, success } from "../../toolspecs/index.js";
import type { Verdict } from "../../verifier/index.js";
import { type Choose, type Context, type ExitCode, exitCode } from "../context.js";
import { type EngineFlags, engineOf, engineOptions, queued } from "../engine.js";
import { readPlanFile } from "../files.js";
import { command, planArgument } from "../help.js";
import { type LiveTools, withLiveTools } from "../live.js";
import { closingOptions, goalOption, sourceOptions, withOptions, worldOptions } from "../option-groups.js";
import { json, plannerOptions, policyOption, type RunFlags, runOptions } from "../options.js";
import { type HtmlFlags, htmlOption, pageWriter, verdictPage, verifyLine } from "../page.js";
import { type PlanningFlags, plannedWith } from "../planning.js";
import { printVerdict } from "../print.js";
import type { Problem } from "../problem.js";
import { journalPath, noteOf, performed } from "../running.js";
import { judged } from "../verifying.js";

interface Flags extends PlanningFlags, RunFlags, EngineFlags, HtmlFlags {
  readonly goal?: string;
  readonly journal?: string;
  readonly input?: Json;
}

/** Checks a plan and, if it passed, runs it for real. */
export function runCommand(choose: Choose): Command {
  const run = command({
    name: "run",
    summary: "check a plan, or make one for a goal, and run it for real if it passed",
    examples: ["holdshort run examples/files/combine-notes.plan.ts --tools examples/files/mcp.json --approve none"],
  }).addArgument(planArgument());
  withOptions(run, [
    ...sourceOptions(),
    goalOption("the plan in the file"),
    policyOption(),
    new Option("--input <json>", "what the plan is given, where it takes an input").argParser(json),
    new Option("--journal <file>", "where to write down what happens (default: a new file in .holdshort)"),
    ...engineOptions(),
    ...runOptions(),
    ...plannerOptions(),
    ...worldOptions(),
    ...closingOptions(htmlOption()),
  ]);
  return run.action((goal: string, flags: Flags) => {
    choose(async (context) => {
      const engine = engineOf(flags, context);
      if (!engine.ok) return engine;
      const database = engine.value;
      return withLiveTools(flags, context, (live) => work(goal, flags, { ...context, live, database }));
    });
  });
}

interface Setting extends Context {
  readonly live: LiveTools;
  /** Where the run is queued; nothing where it is driven here. */
  readonly database: string | undefined;
}

async function work(goal: string, flags: Flags, setting: Setting): Promise<Outcome<ExitCode, Problem>> {
  const page = await pageWriter(flags, setting, [
    ...(goal.endsWith(".ts") ? [goal] : []),
    ...(flags.journal === undefined ? [] : [flags.journal]),
  ]);
  if (!page.ok) return page;
  const command = verifyLine(goal.endsWith(".ts") ? goal : "FILE.plan.ts", flags);
  const verdict = await verdictOn(goal, flags, setting);
  if (!verdict.ok) return verdict;
  if (verdict.value.outcome !== "passed") {
    const written = await page.value(() =>
      verdictPage(verdict.value, { verifyCommand: command, name: basename(goal) }, setting),
    );
    if (!written.ok) return written;
    printVerdict(setting.io, verdict.value, flags);
    return success(exitCode(verdict.value));
  }
  const { live, database, ...context } = setting;
  const note = noteOf(flags, flags, context.io.cwd);
  if (database !== undefined)
    return queued(verdict.value.verified, { flags, note, input: flags.input }, { ...context, database });
  const journal = journalPath(flags.journal, context);
  const running = { plan: verdict.value.verified, live, journal, note, input: flags.input };
  return performed({ ...running, page: page.value, verifyCommand: command }, flags, context);
}

async function verdictOn(
  goal: string,
  flags: Flags,
  { live, ...context }: Setting,
): Promise<Outcome<Verdict, Problem>> {
  const tools = async () => success(live.tools);
  if (!goal.endsWith(".ts")) return plannedWith(goal, flags, { ...context, tools });
  const source = await readPlanFile(goal, context.io.cwd);
  if (!source.ok) return source;
  return judged({ goal: flags.goal ?? statedGoal(source.value), source: source.value }, flags, { ...context, tools });
}
