import { type Command, Option } from "commander";
import { type Outcome, statedGoal, success } from "../../toolspecs/index.js";
import { type Choose, type Context, type ExitCode, exitCode } from "../context.js";
import { checkTarget, namedFile, readPlanFile, writeTarget } from "../files.js";
import { command, fileArgument } from "../help.js";
import { closingOptions, goalOption, knowledgeOptions, withOptions, worldOptions } from "../option-groups.js";
import { filesIn, type PolicyFlags, policyOption, type ToolsFlags, toolsOption } from "../options.js";
import { printReport, printVerdict } from "../print.js";
import type { Problem } from "../problem.js";
import { toolsOf } from "../tools.js";
import { type JudgeFlags, judged } from "../verifying.js";

interface Flags extends ToolsFlags, PolicyFlags, JudgeFlags {
  readonly goal?: string;
  readonly output?: string;
}

/** Makes reads of a plan together that need nothing of each other, and judges the plan that this gives. */
export function widenCommand(choose: Choose): Command {
  const widen = command({
    name: "widen",
    summary: "make reads that need nothing of each other at the same time: a new plan, checked before it is written",
    examples: ["holdshort widen examples/files/combine-notes.plan.ts --tools examples/files/mcp.json"],
  }).addArgument(fileArgument());
  withOptions(widen, [
    toolsOption(),
    new Option("-o, --output <file>", "file to write, replaced if it exists (default: stdout)"),
    ...knowledgeOptions(),
    goalOption(),
    policyOption(),
    ...worldOptions(),
    ...closingOptions(),
  ]);
  return widen.action((file: string, flags: Flags) => {
    choose((context) => run(file, flags, context));
  });
}

async function run(file: string, flags: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const { cwd } = context.io;
  const output = namedFile(flags.output);
  const target = output === undefined ? undefined : await checkTarget(output, { cwd, inputs: filesIn(flags) });
  if (target?.ok === false) return target;
  const source = await readPlanFile(file, cwd);
  if (!source.ok) return source;
  const tools = await toolsOf(flags, context);
  if (!tools.ok) return tools;
  const { widen } = await context.parts.planner();
  // Nothing to make together is no failure: whoever pipes plans through gets this one, judged like any other.
  const wider = widen(source.value, tools.value) ?? { source: source.value };
  if (wider.source === source.value)
    context.io.stderr.write(
      "No two reads follow each other that need nothing of each other: the plan stays as it is.\n",
    );
  const plan = { goal: flags.goal ?? statedGoal(wider.source), source: wider.source };
  const verdict = await judged(plan, flags, { ...context, tools: async () => tools });
  if (!verdict.ok) return verdict;
  if (target?.ok && verdict.value.outcome === "passed") {
    const written = await writeTarget(target.value, wider.source);
    if (!written.ok) return written;
  }
  const { io } = context;
  if (flags.json) printVerdict(io, verdict.value, flags);
  else if (target === undefined && verdict.value.outcome === "passed") {
    printReport(io, io.stderr, verdict.value);
    io.stdout.write(wider.source);
  } else printReport(io, io.stdout, verdict.value);
  return success(exitCode(verdict.value));
}
