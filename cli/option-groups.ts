import { type Command, Option } from "commander";
import {
  builtinsOption,
  configOptions,
  jsonOption,
  mcpTimeoutOption,
  plannerOptions,
  policyOption,
  seedOption,
  shapesOptions,
  toolsOption,
  worldsOption,
} from "./options.js";

// Flags that come together in many commands, in the order in which `--help` shows them.

/** Where the tools are, what else is known of them, and what plans may ask beside them. */
export function sourceOptions(): Option[] {
  return [toolsOption(), ...knowledgeOptions()];
}

/** The same less the tools, for commands that show another flag right behind those. */
export function knowledgeOptions(): Option[] {
  return [...shapesOptions(), builtinsOption()];
}

export function goalOption(whose = "the plan"): Option {
  return new Option("--goal <text>", `what ${whose} is for (default: its comment // Goal: …)`);
}

export function worldOptions(): Option[] {
  return [worldsOption(), seedOption()];
}

/** By what a plan is made and judged. */
export function planningOptions(): Option[] {
  return [policyOption(), ...plannerOptions(), ...worldOptions()];
}

/** What a command ends with that starts from settings: how long servers have, which settings, and how the outcome is printed. */
export function closingOptions(...shown: readonly Option[]): Option[] {
  return [mcpTimeoutOption(), ...configOptions(), ...shown, jsonOption()];
}

export function withOptions(command: Command, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option);
  return command;
}
