import { basename } from "node:path";
import { type Command, Option } from "commander";
import { visible } from "../../report/index.js";
import { failure, type Outcome, statedGoal, success } from "../../toolspecs/index.js";
import type { Judgement } from "../../verifier/index.js";
import { planLine } from "../called.js";
import { type Choose, type Context, type ExitCode, exitCode } from "../context.js";
import { checkTarget, readPlanFile, writeTarget } from "../files.js";
import { command, fileArgument } from "../help.js";
import { closingOptions, goalOption, sourceOptions, withOptions, worldOptions } from "../option-groups.js";
import { filesIn, type PolicyFlags, policyOption, type ToolsFlags } from "../options.js";
import { type HtmlFlags, htmlOption, pageWriter, verdictPage } from "../page.js";
import { printVerdict } from "../print.js";
import { type Problem, usage } from "../problem.js";
import { toolsOf } from "../tools.js";
import { type JudgeFlags, judged } from "../verifying.js";
import { withoutOption, withoutSteps } from "../without.js";

interface Flags extends ToolsFlags, PolicyFlags, JudgeFlags, HtmlFlags {
  readonly goal?: string;
  readonly without?: readonly number[];
  readonly output?: string;
}

/** Judges a plan that somebody else wrote. */
export function verifyCommand(choose: Choose): Command {
  const verify = command({
    name: "verify",
    summary: "check a plan that is already written",
    examples: [
      "holdshort verify examples/billing/remind-overdue.plan.ts --tools billing=examples/billing/tools.json",
      "holdshort verify examples/billing/remind-overdue.plan.ts --tools billing=examples/billing/tools.json --without 3",
    ],
  }).addArgument(fileArgument());
  const replay = new Option("--replay <string>", "meet the failure of an earlier report again");
  withOptions(verify, [
    ...sourceOptions(),
    goalOption(),
    policyOption(),
    ...worldOptions(),
    replay,
    withoutOption(),
    new Option("-o, --output <file>", "where to write what is left with --without, if it passes"),
    ...closingOptions(htmlOption()),
  ]);
  return verify.action((file: string, flags: Flags) => {
    choose((context) => run(file, flags, context));
  });
}

async function run(file: string, flags: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  if (flags.goal?.trim() === "")
    return failure(usage("The goal is empty. Say what the plan is for, or leave --goal out."));
  if (flags.output !== undefined && flags.without === undefined)
    return failure(
      usage("-o is for what is left of a plan with --without. Name the steps to leave out, or leave -o out."),
    );
  const page = await pageWriter(flags, context, [file]);
  if (!page.ok) return page;
  const target = await targetOf(file, flags, context);
  if (!target.ok) return target;
  const source = await readPlanFile(file, context.io.cwd);
  if (!source.ok) return source;
  const tools = await toolsOf(flags, context);
  if (!tools.ok) return tools;
  const steps = flags.without ?? [];
  const left = await withoutSteps({ file, source: source.value, steps }, tools.value, context);
  if (!left.ok) return left;
  const plan = { goal: flags.goal ?? statedGoal(source.value), source: left.value };
  const verdict = await judged(plan, flags, { ...context, tools: async () => tools });
  if (!verdict.ok) return verdict;
  const verifyCommand = planLine("verify", flags.output ?? file, flags, context.io.env);
  const written = await page.value(() => verdictPage(verdict.value, { verifyCommand, name: basename(file) }, context));
  if (!written.ok) return written;
  const kept = await keep(verdict.value, target.value);
  if (!kept.ok) return kept;
  printVerdict(context.io, verdict.value, flags);
  if (flags.without !== undefined) context.io.stderr.write(leftWords(flags, verdict.value));
  return success(exitCode(verdict.value));
}

async function targetOf(file: string, flags: Flags, { io }: Context): Promise<Outcome<string | undefined, Problem>> {
  if (flags.output === undefined) return success(undefined);
  return checkTarget(flags.output, { cwd: io.cwd, inputs: [...filesIn(flags), file] });
}

async function keep({ outcome, plan }: Judgement, target: string | undefined): Promise<Outcome<unknown, Problem>> {
  return target === undefined || outcome !== "passed" ? success(undefined) : writeTarget(target, plan.source);
}

function leftWords({ without = [], output }: Flags, { outcome }: Judgement): string {
  const what = `Judged without ${without.length === 1 ? "step" : "steps"} ${without.join(", ")}. What the plan returns may still speak of what was left out.`;
  if (outcome !== "passed") return `${what} Nothing was written.\n`;
  return output === undefined ? `${what} Keep it with -o FILE.\n` : `${what}\nWritten: ${visible(output)}\n`;
}
