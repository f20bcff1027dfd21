import type { Command } from "commander";
import { type Outcome, success } from "../../toolspecs/index.js";
import type { Choose, Context, ExitCode } from "../context.js";
import { checkBuiltins } from "../doctor/builtins.js";
import { checkJudge } from "../doctor/judge.js";
import { checkPlace } from "../doctor/place.js";
import { checkPlanner } from "../doctor/planner.js";
import { checkPolicy } from "../doctor/policy.js";
import { findingsJson, isWell, renderFindings } from "../doctor/render.js";
import { checkServices } from "../doctor/services.js";
import { checkTools } from "../doctor/tools.js";
import { command } from "../help.js";
import { jsonText } from "../json-text.js";
import { closingOptions, sourceOptions, withOptions } from "../option-groups.js";
import {
  type PlannerFlags,
  type PolicyFlags,
  plannerOptions,
  policyOption,
  type RunFlags,
  runOptions,
  type ToolsFlags,
} from "../options.js";
import type { Problem } from "../problem.js";
import { progressLine } from "../progress.js";
import { renderOptions } from "../style.js";

interface Flags extends ToolsFlags, PolicyFlags, PlannerFlags, RunFlags {
  /** The settings file that was read. */
  readonly settings?: string;
  /** What is wrong with the settings file, of which nothing or a part was taken then. */
  readonly misread?: readonly Problem[];
}

export const doctorName = "doctor";

/** Tells what is configured and reachable; calls no tool. */
export function doctorCommand(choose: Choose): Command {
  const doctor = command({
    name: doctorName,
    summary: "tell what is configured and what can be reached; calls no tool",
    examples: ["holdshort doctor --tools examples/files/mcp.json"],
  });
  withOptions(doctor, [...sourceOptions(), policyOption(), ...plannerOptions(), ...runOptions(), ...closingOptions()]);
  return doctor.action((flags: Flags) => {
    choose((context) => run(flags, context));
  });
}

async function run(flags: Flags, context: Context): Promise<Outcome<ExitCode, Problem>> {
  const line = progressLine(context.io);
  line.show("looking around");
  const [place, judge, planner, { findings: sources, tools }] = await Promise.all([
    checkPlace(flags, context),
    checkJudge(context),
    checkPlanner(flags, context),
    checkTools(flags, context),
  ]);
  const policy = tools === undefined ? [] : await checkPolicy(flags, tools, context);
  const services = tools === undefined ? [] : await checkServices(tools, flags, context);
  context.io.signal.throwIfAborted();
  line.clear();
  const builtins = checkBuiltins(flags, context);
  const findings = [...place, ...judge, ...planner, ...sources, ...builtins, ...policy, ...services];
  const { stdout, env } = context.io;
  stdout.write(flags.json ? jsonText(findingsJson(findings)) : renderFindings(findings, renderOptions(stdout, env)));
  return success(isWell(findings) ? 0 : 2);
}
