import { dirname, resolve } from "node:path";
import { Command } from "commander";
import { findConfig } from "../config/index.js";
import type { Project, Services } from "../lsp/index.js";
import { type Outcome, success } from "../toolspecs/index.js";
import { choosePlanner } from "./choice.js";
import { configure } from "./configured.js";
import type { Context } from "./context.js";
import type { Environment } from "./io.js";
import { withNoted } from "./journals.js";
import { withLiveTools } from "./live.js";
import { sourceOptions, withOptions } from "./option-groups.js";
import {
  configOptions,
  filesIn,
  mcpTimeoutOption,
  plannerOptions,
  policyOption,
  type RunFlags,
  runOptions,
  worldsOption,
} from "./options.js";
import { type PlanningFlags, proposerOf, spending } from "./planning.js";
import { policyOf } from "./policy.js";
import type { Problem } from "./problem.js";
import { noteOf } from "./running.js";
import { readSources } from "./tools.js";

type Flags = PlanningFlags & RunFlags;

/** Projects for a language server: what the commands would start from in the folder of a settings file. */
export function services(context: Context): Services {
  return {
    configFor: (plan) => findConfig(dirname(plan)),
    async open(config, signal) {
      const flags = await flagsOf(config, context.io.env);
      return flags.ok ? opened(config, flags.value, { ...context, io: { ...context.io, signal } }) : flags;
    },
    async reopen({ journal, note, config }, signal) {
      const settings = await settingsBeside(config, context.io.env);
      if (!settings.ok) return settings;
      const flags = withNoted(note, {}, journal);
      if (!flags.ok) return flags;
      const both = { ...settings.value, ...flags.value };
      return opened(config ?? journal, both, { ...context, io: { ...context.io, signal } });
    },
  };
}

/** Without settings, those that nobody changed. */
function settingsBeside(config: string | undefined, env: Environment): Promise<Outcome<Flags, Problem>> {
  return config === undefined ? Promise.resolve(success(reader().opts<Flags>())) : flagsOf(config, env);
}

async function opened(config: string, flags: Flags, { io, parts }: Context): Promise<Outcome<Project, Problem>> {
  const context: Context = { parts, io: { ...io, cwd: dirname(config) } };
  const read = await readSources(flags, context);
  if (!read.ok) return read;
  const { tools, notes } = read.value;
  const policy = await policyOf(flags, tools, context);
  if (!policy.ok) return policy;
  return success(projectOf(config, flags, { context, tools, slips: notes, policy: policy.value }));
}

function projectOf(
  config: string,
  flags: Flags,
  { context, tools, slips, policy }: Pick<Project, "tools" | "slips" | "policy"> & { readonly context: Context },
): Project {
  const { cwd, env } = context.io;
  return {
    config,
    files: [config, ...filesIn(flags).map((file) => resolve(cwd, file))],
    tools,
    slips,
    policy,
    worlds: flags.worlds,
    note: noteOf(flags, flags, cwd),
    async planner() {
      const choice = choosePlanner(flags, env);
      if (!choice.ok) return choice;
      const proposers = await context.parts.planner();
      return success({ proposer: proposerOf(choice.value, proposers), ...spending(flags) });
    },
    live: (use, signal) =>
      withLiveTools(flags, { ...context, io: { ...context.io, signal } }, async (live) => success(await use(live))),
  };
}

/** The settings as the flags they stand for, with the environment before them as everywhere. */
async function flagsOf(config: string, env: Environment): Promise<Outcome<Flags, Problem>> {
  const command = reader();
  command.setOptionValue("config", config);
  const read = await configure(command, { cwd: dirname(config), env });
  return read.ok ? success(command.opts<Flags>()) : read;
}

function reader(): Command {
  return withOptions(new Command(), [
    ...sourceOptions(),
    policyOption(),
    ...plannerOptions(),
    ...runOptions(),
    worldsOption(),
    mcpTimeoutOption(),
    ...configOptions(),
  ]);
}
