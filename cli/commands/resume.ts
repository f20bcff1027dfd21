import { Argument, type Command } from "commander";
import { failure, type Outcome } from "../../toolspecs/index.js";
import { planLine } from "../called.js";
import type { Choose, Context, ExitCode } from "../context.js";
import { type EngineFlags, engineOf, engineOptions, resumedInQueue } from "../engine.js";
import { beforeTools, command } from "../help.js";
import { readJournal, withNoted } from "../journals.js";
import { judgedAgain } from "../judged-again.js";
import { withLiveTools } from "../live.js";
import { sourceOptions, withOptions } from "../option-groups.js";
import {
  answerOption,
  jsonOption,
  mcpTimeoutOption,
  modelOptions,
  type PolicyFlags,
  policyOption,
  type RunFlags,
  runOptions,
  type ToolsFlags,
} from "../options.js";
import { type HtmlFlags, htmlOption, pageWriter } from "../page.js";
import { policyOf } from "../policy.js";
import { type Problem, usage } from "../problem.js";
import { answersIn, performed } from "../running.js";

type Flags = ToolsFlags & RunFlags & PolicyFlags & EngineFlags & HtmlFlags;

/** Goes on with a run from its journal. */
export function resumeCommand(choose: Choose): Command {
  const resume = command({
    name: "resume",
    summary: "go on with a run that waits, was interrupted or was broken off, from its journal",
    examples: ["holdshort resume .holdshort/20260101T090000-1a2b3c.jsonl --answer 3=yes"],
  }).addArgument(new Argument("<journal>", `the journal of the run, or with --engine dbos its id. ${beforeTools}`));
  withOptions(resume, [
    ...sourceOptions(),
    policyOption(),
    answerOption(),
    ...engineOptions(),
    ...runOptions(),
    ...modelOptions(),
    mcpTimeoutOption(),
    htmlOption(),
    jsonOption(),
  ]);
  return resume.action((journal: string, flags: Flags) => {
    choose((context) => run(journal, flags, context));
  });
}

async function run(file: string, given: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const engine = engineOf(given, context);
  if (!engine.ok) return engine;
  if (engine.value !== undefined) return resumedInQueue(file, given, { ...context, database: engine.value });
  const head = await readJournal(file, context);
  if ("code" in head) return failure(head);
  const answers = answersIn(given.answer);
  if (!answers.ok) return answers;
  const wrong = (await context.parts.executor()).wrongIn(answers.value, head);
  if (wrong !== undefined) return failure(usage(wrong));
  const { journal } = head;
  const completed = withNoted(head.note, given, file);
  if (!completed.ok) return completed;
  const flags = completed.value;
  const page = await pageWriter(flags, context, [file]);
  if (!page.ok) return page;
  return withLiveTools(flags, context, async (live) => {
    const problem = await judgedAgain(head.plan, live, context);
    if (problem !== undefined) return failure({ ...problem, place: file });
    const policy = await policyOf(flags, live.tools, context);
    if (!policy.ok) return policy;
    const running = { plan: head.plan, live, journal, note: head.note, policy: policy.value, entries: head.entries };
    const verifyCommand = planLine("verify", "FILE.plan.ts", flags, context.io.env);
    return performed({ ...running, page: page.value, verifyCommand }, flags, context);
  });
}
