import { type Command, Option } from "commander";
import type { Json, Outcome } from "../../toolspecs/index.js";
import { success } from "../../toolspecs/index.js";
import type { Verdict } from "../../verifier/index.js";
import { type Choose, type Context, type ExitCode, exitCode } from "../context.js";
import { readPlanFile } from "../files.js";
import { command, planArgument } from "../help.js";
import { type LiveTools, withLiveTools } from "../live.js";
import {
  configOptions,
  json,
  jsonOption,
  mcpTimeoutOption,
  plannerOptions,
  policyOption,
  type RunFlags,
  runOptions,
  seedOption,
  shapesOptions,
  toolsOption,
  worldsOption,
} from "../options.js";
import { type PlanningFlags, plannedWith } from "../planning.js";
import { printVerdict } from "../print.js";
import type { Problem } from "../problem.js";
import { journalPath, noteOf, performed } from "../running.js";
import { judged } from "../verifying.js";

interface Flags extends PlanningFlags, RunFlags {
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
  const options = [
    toolsOption(),
    ...shapesOptions(),
    new Option("--goal <text>", "what the plan in the file is for"),
    policyOption(),
    new Option("--input <json>", "what the plan is given, where it takes an input").argParser(json),
    new Option("--journal <file>", "where to write down what happens (default: a new file in .holdshort)"),
    ...runOptions(),
    ...plannerOptions(),
    worldsOption(),
    seedOption(),
    mcpTimeoutOption(),
    ...configOptions(),
    jsonOption(),
  ];
  for (const option of options) run.addOption(option);
  return run.action((goal: string, flags: Flags) => {
    choose((context) => withLiveTools(flags, context, (live) => work(goal, flags, { ...context, live })));
  });
}

type Setting = Context & { readonly live: LiveTools };

async function work(goal: string, flags: Flags, setting: Setting): Promise<Outcome<ExitCode, Problem>> {
  const verdict = await verdictOn(goal, flags, setting);
  if (!verdict.ok) return verdict;
  if (verdict.value.outcome !== "passed") {
    printVerdict(setting.io, verdict.value, flags);
    return success(exitCode(verdict.value));
  }
  const { live, ...context } = setting;
  const note = noteOf(flags, flags, context.io.cwd);
  const journal = journalPath(flags.journal, context);
  return performed({ plan: verdict.value.verified, live, journal, note, input: flags.input }, flags, context);
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
  return judged({ goal: flags.goal ?? "", source: source.value }, flags, { ...context, tools });
}
