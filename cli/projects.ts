import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Project, Services } from "../lsp/index.js";
import { failure, isObject, type Outcome, success } from "../toolspecs/index.js";
import { choosePlanner } from "./choice.js";
import type { Context } from "./context.js";
import { withLiveTools } from "./live.js";
import { filesIn, type RunFlags } from "./options.js";
import { type PlanningFlags, proposerOf, spending } from "./planning.js";
import { policyOf } from "./policy.js";
import type { Problem } from "./problem.js";
import { noteOf } from "./running.js";
import { toolsOf } from "./tools.js";

type Flags = PlanningFlags & RunFlags;

/** Projects for a language server: what the commands would start from in the folder of a settings file. */
export function services(context: Context): Services {
  return {
    configFor: (plan) => findConfig(dirname(plan)),
    async open(config, signal) {
      const folder = dirname(config);
      const here: Context = { ...context, io: { ...context.io, cwd: folder, signal } };
      const flags = await flagsOf(config);
      if (!flags.ok) return flags;
      const tools = await toolsOf(flags.value, here);
      if (!tools.ok) return tools;
      const policy = await policyOf(flags.value, tools.value, here);
      if (!policy.ok) return policy;
      return success(projectOf(config, flags.value, { context: here, tools: tools.value, policy: policy.value }));
    },
  };
}

function projectOf(
  config: string,
  flags: Flags,
  { context, tools, policy }: Pick<Project, "tools" | "policy"> & { readonly context: Context },
): Project {
  const { cwd, env } = context.io;
  return {
    config,
    files: [config, ...filesIn(flags).map((file) => resolve(cwd, file))],
    tools,
    policy,
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

async function findConfig(folder: string): Promise<string | undefined> {
  const file = join(folder, "holdshort.json");
  const there = await readFile(file).then(
    () => true,
    () => false,
  );
  return there ? file : folder === dirname(folder) ? undefined : findConfig(dirname(folder));
}

async function flagsOf(config: string): Promise<Outcome<Flags, Problem>> {
  const settings: unknown = JSON.parse(await readFile(config, "utf8"));
  if (!isObject(settings) || !Array.isArray(settings.tools))
    return failure({ code: "bad_argument", place: config, message: "No tools." });
  const at = (file: string) => resolve(dirname(config), file);
  const tools = settings.tools.map((source: string) => {
    const [, name, rest] = /^([A-Za-z_][\w.-]*)=(.+)$/s.exec(source) ?? [];
    return name === undefined ? at(source) : `${name}=${at(rest ?? "")}`;
  });
  const { policy, ...others } = settings as { policy?: string } & Omit<Flags, "tools">;
  return success({
    ...others,
    tools,
    planner: (others as Flags).planner ?? "auto",
    approve: "ask",
    ...(policy && { policy: at(policy) }),
  });
}
