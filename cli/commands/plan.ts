import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { type NextCommands, visible } from "../../report/index.js";
import { failure, type Outcome, success, withGoal } from "../../toolspecs/index.js";
import type { Verdict } from "../../verifier/index.js";
import { planLine } from "../called.js";
import { type Choose, type Context, type ExitCode, exitCode } from "../context.js";
import { checkTarget, namedFile, writeTarget } from "../files.js";
import { isPlanName } from "../goal-or-file.js";
import { command, goalArgument } from "../help.js";
import type { Sink } from "../io.js";
import { knowledgeOptions, planningOptions, withOptions } from "../option-groups.js";
import { configOptions, filesIn, jsonOption, mcpTimeoutOption, toolsOption } from "../options.js";
import { type HtmlFlags, htmlOption, pageWriter, verdictPage } from "../page.js";
import { type PlanningFlags, planned } from "../planning.js";
import { printReport, printVerdict } from "../print.js";
import { type Problem, usage } from "../problem.js";
import { type QueryFlags, queryOptions, runQuery } from "./query.js";

interface Flags extends PlanningFlags, HtmlFlags, Pick<QueryFlags, "query" | "count" | "witnesses"> {
  readonly output?: string;
}

/** Writes a plan down, if it passed: into a file, or on stdout. */
export function planCommand(choose: Choose): Command {
  const plan = command({
    name: "plan",
    summary: "write a checked plan for a goal, into a file or on stdout; only a plan that passed is written",
    examples: ['holdshort plan "Cancel booking BK-7731" --tools clinic=examples/clinic/openapi.yaml -o cancel.plan.ts'],
  }).addArgument(goalArgument().argOptional());
  withOptions(plan, [
    toolsOption(),
    new Option("-o, --output <file>", "file to write, replaced if it exists (default: stdout)"),
    ...knowledgeOptions(),
    ...planningOptions(),
    mcpTimeoutOption(),
    ...queryOptions(),
    ...configOptions(),
    htmlOption(),
    jsonOption(),
  ]);
  return plan.action((goal: string | undefined, flags: Flags) => {
    choose((context) =>
      flags.query === undefined ? run(goal, flags, context) : query(goal, { ...flags, query: flags.query }, context),
    );
  });
}

function query(goal: string | undefined, flags: Flags & { readonly query: string }, context: Context) {
  if (goal === undefined && flags.output === undefined && flags.html === undefined)
    return runQuery(flags.query, flags, context);
  return Promise.resolve(
    failure(usage("--query lists programs of a type. It goes with neither a goal nor -o nor --html.")),
  );
}

async function run(goal: string | undefined, given: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const { output, ...others } = given;
  const file = namedFile(output);
  const flags: Flags = file === undefined ? others : { ...others, output: file };
  if (goal === undefined)
    return failure(usage("A goal is missing. Say in a sentence what is to be done, or give a --query."));
  const { cwd } = context.io;
  const isSame =
    flags.output !== undefined && flags.html !== undefined && resolve(cwd, flags.output) === resolve(cwd, flags.html);
  if (isSame)
    return failure(usage("-o and --html name the same file, and one would replace the other. Give each its own."));
  const target =
    flags.output === undefined ? undefined : await checkTarget(flags.output, { cwd, inputs: filesIn(flags) });
  if (target?.ok === false) return target;
  const page = await pageWriter(flags, context);
  if (!page.ok) return page;
  const verdict = await planned(goal, flags, context);
  if (!verdict.ok) return verdict;
  let replaced = false;
  if (target?.ok && verdict.value.outcome === "passed") {
    // Whoever verifies or runs the file later need not say again what it is for.
    const written = await writeTarget(target.value, withGoal(verdict.value.plan.source, verdict.value.goal));
    if (!written.ok) return written;
    replaced = written.value.replaced;
  }
  const kept = flags.output === undefined ? undefined : commandsFor(flags.output, flags, context);
  const verifyCommand = kept?.verify ?? planLine("verify", "FILE.plan.ts", { ...flags, goal }, context.io.env);
  const sheet = await page.value(() => verdictPage(verdict.value, { verifyCommand, ...(kept && { kept }) }, context));
  if (!sheet.ok) return sheet;
  print(verdict.value, { ...flags, replaced, ...(kept && { kept }) }, context);
  return success(exitCode(verdict.value));
}

/** The file says itself what its plan is for. */
function commandsFor(file: string, flags: Flags, { io }: Context): NonNullable<NextCommands["kept"]> {
  const { env } = io;
  const verify = planLine("verify", file, flags, env);
  return isPlanName(file) ? { verify, run: planLine("run", file, flags, env) } : { verify };
}

interface Written extends Pick<NextCommands, "kept"> {
  /** The file took the place of another one. */
  readonly replaced: boolean;
}

function print(verdict: Verdict, flags: Flags & Written, { io }: Context): void {
  if (flags.json) {
    printVerdict(io, verdict, flags);
  } else if (verdict.outcome !== "passed") {
    printReport(io, io.stderr, verdict);
  } else if (flags.output !== undefined) {
    printReport(io, io.stdout, verdict, flags.kept);
    io.stderr.write(`Written: ${visible(flags.output)}${flags.replaced ? ", in place of what stood there" : ""}\n`);
  } else {
    io.stdout.write(shown(verdict.plan.source, io.stdout));
    for (const { code, line, message } of verdict.issues) {
      io.stderr.write(`warning ${code} line ${line}: ${visible(message)}\n`);
    }
    io.stderr.write("Passed every check. To see what it would do, use dry-run with the same goal and tools.\n");
  }
}

/** A file gets the program to the letter, a terminal what it can safely show. */
function shown(source: string, { isTTY }: Sink): string {
  return isTTY === true ? `${source.split("\n").map(visible).join("\n")}\n` : source;
}
