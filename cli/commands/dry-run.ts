import type { Command } from "commander";
import { type Outcome, success } from "../../toolspecs/index.js";
import { type Choose, type Context, type ExitCode, exitCode } from "../context.js";
import { command, goalArgument } from "../help.js";
import { closingOptions, knowledgeOptions, planningOptions, withOptions } from "../option-groups.js";
import { toolsOption } from "../options.js";
import { type HtmlFlags, htmlOption, pageWriter, verdictPage, verifyLine } from "../page.js";
import { type PlanningFlags, planned } from "../planning.js";
import { printVerdict } from "../print.js";
import type { Problem } from "../problem.js";

type Flags = PlanningFlags & HtmlFlags;

/** Shows what a plan for a goal would do; runs no tool. */
export function dryRunCommand(choose: Choose): Command {
  const dryRun = command({
    name: "dry-run",
    summary: "show what a plan for a goal would do, without calling any tool",
    examples: [
      'holdshort dry-run "Refund invoice INV-2041 of the customer ada@example.com" --tools billing=examples/billing/tools.json',
    ],
  }).addArgument(goalArgument());
  withOptions(dryRun, [toolsOption(), htmlOption(), ...knowledgeOptions(), ...planningOptions(), ...closingOptions()]);
  return dryRun.action((goal: string, flags: Flags) => {
    choose((context) => run(goal, flags, context));
  });
}

async function run(goal: string, flags: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const page = await pageWriter(flags, context);
  if (!page.ok) return page;
  const verdict = await planned(goal, flags, context);
  if (!verdict.ok) return verdict;
  const command = verifyLine("FILE.plan.ts", { ...flags, goal });
  const written = await page.value(() => verdictPage(verdict.value, { verifyCommand: command }, context));
  if (!written.ok) return written;
  printVerdict(context.io, verdict.value, flags);
  return success(exitCode(verdict.value));
}
