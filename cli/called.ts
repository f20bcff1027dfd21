import { shellFile, shellWord } from "../report/index.js";
import { type Environment, variable } from "./io.js";
import type { PolicyFlags, ToolsFlags } from "./options.js";

/**
 * How whoever reads our output starts us again. What npx starts is often on nobody's PATH, so the bare name would not be
 * found; npm says by this variable that it was npx.
 */
export function calledAs(env: Environment): string {
  return variable(env, "npm_command") === "exec" ? "npx holdshort" : "holdshort";
}

export interface PlanLineFlags extends ToolsFlags, PolicyFlags {
  readonly goal?: string;
  readonly config?: string | boolean;
  /** The settings file that was read. No flag sets it. */
  readonly settings?: string;
}

/** The command that does something with a plan file as these flags say, to be copied. */
export function planLine(verb: "verify" | "run", file: string, flags: PlanLineFlags, env: Environment): string {
  const { shapes = [], observed = [], builtins = [], policy, goal } = flags;
  const words = [
    ...(goal === undefined ? [] : ["--goal", goal]),
    ...(policy === undefined ? [] : ["--policy", policy]),
    ...shapes.flatMap((shape) => ["--shapes", shape]),
    ...observed.flatMap((outputs) => ["--observed", outputs]),
    ...(builtins.length === 0 ? [] : ["--builtins", builtins.join(",")]),
    ...settingsWords(flags),
    ...toolsWords(flags),
  ];
  return [calledAs(env), verb, shellFile(file), ...words.map(shellWord)].join(" ");
}

function settingsWords({ config }: PlanLineFlags): readonly string[] {
  if (typeof config === "string") return ["--config", config];
  return config === false ? ["--no-config"] : [];
}

/** Tools that the settings named are found by them again, and their servers are started in the right folder. */
function toolsWords({ tools = [], base, settings }: PlanLineFlags): readonly string[] {
  return base !== undefined && settings !== undefined ? [] : ["--tools", ...tools];
}
