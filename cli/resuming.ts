import { failure, type Outcome } from "../toolspecs/index.js";
import { planLine } from "./called.js";
import type { Context, ExitCode } from "./context.js";
import type { ReadJournal } from "./journals.js";
import { judgedAgain } from "./judged-again.js";
import type { LiveTools } from "./live.js";
import type { PolicyFlags, RunFlags, ToolsFlags } from "./options.js";
import type { WritePage } from "./page.js";
import { policyOf } from "./policy.js";
import type { Problem } from "./problem.js";
import { performed } from "./running.js";

interface Resuming {
  readonly flags: ToolsFlags & RunFlags & PolicyFlags;
  readonly live: LiveTools;
  readonly context: Context;
  readonly page?: WritePage;
}

/** Goes on with the run of a journal, if its plan still passes with the tools as they are now. `file`: what the person calls the journal. */
export async function resumed(
  read: ReadJournal,
  file: string,
  resuming: Resuming,
): Promise<Outcome<ExitCode, Problem>> {
  const problem = await judgedAgain(read.plan, resuming.live, resuming.context);
  return problem === undefined ? goneOn(read, resuming) : failure({ ...problem, place: file });
}

/** The same, where the plan was judged again and passes. */
export async function goneOn(
  { plan, note, entries, journal }: ReadJournal,
  { flags, live, context, page }: Resuming,
): Promise<Outcome<ExitCode, Problem>> {
  const policy = await policyOf(flags, live.tools, context);
  if (!policy.ok) return policy;
  const running = { plan, live, journal, note, policy: policy.value, entries };
  const onPage =
    page === undefined ? {} : { page, verifyCommand: planLine("verify", "FILE.plan.ts", flags, context.io.env) };
  return performed({ ...running, ...onPage }, flags, context);
}
