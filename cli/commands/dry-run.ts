import { type Command, Option } from "commander";
import { renderHtml } from "../../report/index.js";
import { type Outcome, success } from "../../toolspecs/index.js";
import { type Choose, type Context, type ExitCode, exitCode } from "../context.js";
import { checkTarget, writeTarget } from "../files.js";
import { command, goalArgument } from "../help.js";
import {
  configOptions,
  filesIn,
  jsonOption,
  mcpTimeoutOption,
  plannerOptions,
  policyOption,
  seedOption,
  shapesOptions,
  toolsOption,
  worldsOption,
} from "../options.js";
import { type PlanningFlags, planned } from "../planning.js";
import { printVerdict } from "../print.js";
import type { Problem } from "../problem.js";

interface Flags extends PlanningFlags {
  readonly html?: string;
}

/** Shows what a plan for a goal would do; runs no tool. */
export function dryRunCommand(choose: Choose): Command {
  const dryRun = command({
    name: "dry-run",
    summary: "show what a plan for a goal would do, without calling any tool",
    examples: [
      'holdshort dry-run "Refund invoice INV-2041 of the customer ada@example.com" --tools billing=examples/billing/tools.json',
    ],
  })
    .addArgument(goalArgument())
    .addOption(toolsOption())
    .addOption(new Option("--html <file>", "write the report as one page to keep or send, replaced if it exists"));
  for (const option of [
    ...shapesOptions(),
    policyOption(),
    ...plannerOptions(),
    worldsOption(),
    seedOption(),
    mcpTimeoutOption(),
    ...configOptions(),
    jsonOption(),
  ])
    dryRun.addOption(option);
  return dryRun.action((goal: string, flags: Flags) => {
    choose((context) => run(goal, flags, context));
  });
}

async function run(goal: string, flags: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const page =
    flags.html === undefined
      ? undefined
      : await checkTarget(flags.html, { cwd: context.io.cwd, inputs: filesIn(flags) });
  if (page?.ok === false) return page;
  const verdict = await planned(goal, flags, context);
  if (!verdict.ok) return verdict;
  if (page?.ok) {
    const written = await writeTarget(page.value, renderHtml(verdict.value));
    if (!written.ok) return written;
  }
  printVerdict(context.io, verdict.value, flags);
  return success(exitCode(verdict.value));
}
