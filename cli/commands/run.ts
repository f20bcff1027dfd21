import { basename } from "node:path";
import { type Command, Option } from "commander";
import type { Json, Outcome } from "../../toolspecs/index.js";
import { statedGoal, success } from "../../toolspecs/index.js";
import type { Verdict } from "../../verifier/index.js";
import { planLine } from "../called.js";
import { type Choose, type Context, type ExitCode, exitCode } from "../context.js";
import { type EngineFlags, engineOf, engineOptions, queued } from "../engine.js";
import { readPlanFile } from "../files.js";
import { goalOrFile } from "../goal-or-file.js";
import { command, planArgument } from "../help.js";
import { type LiveTools, withLiveTools } from "../live.js";
import { closingOptions, goalOption, sourceOptions, withOptions, worldOptions } from "../option-groups.js";
import { json, plannerOptions, policyOption, type RunFlags, runOptions } from "../options.js";
import { type HtmlFlags, htmlOption, pageWriter, verdictPage } from "../page.js";
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
  return run.action((text: string, flags: Flags) => {
    choose(async (context) => {
      const kind = await goalOrFile(text, context.io);
      if (!kind.ok) return kind;
      const asked = kind.value === "goal" ? { goal: text } : { file: text };
      const engine = engineOf(flags, context);
      if (!engine.ok) return engine;
      const database = engine.value;
      return withLiveTools(flags, context, (live) => work(asked, flags, { ...context, live, database }));
    });
  });
}

interface Setting extends Context {
  readonly live: LiveTools;
  /** Where the run is queued; nothing where it is driven here. */
  readonly database: string | undefined;
}

type Asked = { readonly goal: string; readonly file?: undefined } | { readonly file: string };

async function work(asked: Asked, flags: Flags, setting: Setting): Promise<Outcome<ExitCode, Problem>> {
  const page = await pageWriter(flags, setting, [
    ...(asked.file === undefined ? [] : [asked.file]),
    ...(flags.journal === undefined ? [] : [flags.journal]),
  ]);
  if (!page.ok) return page;
  const verifyCommand = planLine("verify", asked.file ?? "FILE.plan.ts", flags, setting.io.env);
  const verdict = await verdictOn(asked, flags, setting);
  if (!verdict.ok) return verdict;
  if (verdict.value.outcome !== "passed") {
    const name = asked.file === undefined ? {} : { name: basename(asked.file) };
    const written = await page.value(() => verdictPage(verdict.value, { verifyCommand, ...name }, setting));
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
  return performed({ ...running, page: page.value, verifyCommand }, flags, context);
}

async function verdictOn(
  asked: Asked,
  flags: Flags,
  { live, ...context }: Setting,
): Promise<Outcome<Verdict, Problem>> {
  const tools = async () => success(live.tools);
  if (asked.file === undefined) return plannedWith(asked.goal, flags, { ...context, tools });
  const source = await readPlanFile(asked.file, context.io.cwd);
  if (!source.ok) return source;
  return judged({ goal: flags.goal ?? statedGoal(source.value), source: source.value }, flags, { ...context, tools });
}
