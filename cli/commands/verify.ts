import { type Command, Option } from "commander";
import { renderHtml } from "../../report/index.js";
import { failure, type Outcome, success } from "../../toolspecs/index.js";
import { type Choose, type Context, type ExitCode, exitCode } from "../context.js";
import { readPlanFile } from "../files.js";
import { command, fileArgument } from "../help.js";
import {
  configOptions,
  jsonOption,
  mcpTimeoutOption,
  type PolicyFlags,
  policyOption,
  seedOption,
  shapesOptions,
  type ToolsFlags,
  toolsOption,
  worldsOption,
} from "../options.js";
import { type HtmlFlags, htmlOption, pageWriter, verifyLine } from "../page.js";
import { printVerdict } from "../print.js";
import { type Problem, usage } from "../problem.js";
import { toolsOf } from "../tools.js";
import { type JudgeFlags, judged } from "../verifying.js";

interface Flags extends ToolsFlags, PolicyFlags, JudgeFlags, HtmlFlags {
  readonly goal?: string;
}

/** Judges a plan that somebody else wrote. */
export function verifyCommand(choose: Choose): Command {
  const verify = command({
    name: "verify",
    summary: "check a plan that is already written",
    examples: ["holdshort verify examples/billing/remind-overdue.plan.ts --tools billing=examples/billing/tools.json"],
  }).addArgument(fileArgument());
  const goal = new Option("--goal <text>", "what the plan is for");
  const replay = new Option("--replay <string>", "meet the failure of an earlier report again");
  const options = [
    toolsOption(),
    ...shapesOptions(),
    goal,
    policyOption(),
    worldsOption(),
    seedOption(),
    replay,
    mcpTimeoutOption(),
    ...configOptions(),
    htmlOption(),
    jsonOption(),
  ];
  for (const option of options) verify.addOption(option);
  return verify.action((file: string, flags: Flags) => {
    choose((context) => run(file, flags, context));
  });
}

async function run(file: string, flags: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  if (flags.goal?.trim() === "")
    return failure(usage("The goal is empty. Say what the plan is for, or leave --goal out."));
  const page = await pageWriter(flags, context, [file]);
  if (!page.ok) return page;
  const source = await readPlanFile(file, context.io.cwd);
  if (!source.ok) return source;
  const plan = { goal: flags.goal ?? "", source: source.value };
  const verdict = await judged(plan, flags, { ...context, tools: () => toolsOf(flags, context) });
  if (!verdict.ok) return verdict;
  const command = { verifyCommand: verifyLine(file, flags) };
  const written = await page.value(() => renderHtml(verdict.value, command));
  if (!written.ok) return written;
  printVerdict(context.io, verdict.value, flags);
  return success(exitCode(verdict.value));
}
