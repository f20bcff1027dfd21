import { Option } from "commander";
import { type PageOptions, renderHtml } from "../report/index.js";
import { type Outcome, success } from "../toolspecs/index.js";
import type { Verdict, VerifiedPlan } from "../verifier/index.js";
import { calledAs } from "./called.js";
import type { Context } from "./context.js";
import { checkTarget, writeTarget } from "./files.js";
import { filesIn, type PolicyFlags, type ToolsFlags } from "./options.js";
import type { Problem } from "./problem.js";

export interface HtmlFlags {
  readonly html?: string;
}

export function htmlOption(): Option {
  return new Option("--html <file>", "write the report as one page to keep or send, replaced if it exists");
}

/** Writes the page that was asked for; does nothing where none was. */
export type WritePage = (make: () => Promise<string>) => Promise<Outcome<undefined, Problem>>;

/** Asks before the work whether the page can be written. `inputs`: files that the command reads beside those of its flags. */
export async function pageWriter(
  flags: HtmlFlags & ToolsFlags & PolicyFlags,
  { io }: Context,
  inputs: readonly string[] = [],
): Promise<Outcome<WritePage, Problem>> {
  if (flags.html === undefined) return success(async () => success(undefined));
  const target = await checkTarget(flags.html, { cwd: io.cwd, inputs: [...filesIn(flags), ...inputs] });
  if (!target.ok) return target;
  return success(async (make) => {
    const written = await writeTarget(target.value, await make());
    return written.ok ? success(undefined) : written;
  });
}

/** The program is compiled once more without each of its steps; of longer ones the page says what the data flow knows. */
const mostTried = 24;

/** Which steps of a plan that passed can be left out, for its page. */
export async function leftOutOf(
  { source, tools, evidence }: VerifiedPlan,
  { parts }: Context,
): Promise<Pick<PageOptions, "leftOut">> {
  if (evidence.provenance.length > mostTried) return {};
  const { eachWithoutStep } = await parts.verifier();
  const specs = tools.map(({ spec }) => spec);
  return { leftOut: eachWithoutStep(source, specs, mostTried) };
}

/** A verdict as a page, with what it is called and commands for what people do next with it. */
export async function verdictPage(
  verdict: Verdict,
  known: Pick<PageOptions, "verifyCommand" | "kept" | "name">,
  context: Context,
): Promise<string> {
  const leftOut = verdict.outcome === "passed" ? await leftOutOf(verdict.verified, context) : {};
  return renderHtml(verdict, { ...known, command: calledAs(context.io.env), ...leftOut });
}
