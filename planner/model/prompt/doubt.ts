// A small model says too soon that it cannot. What it then writes is judged like anything else, so it costs little to doubt it.
import { type Catalogue, declarations, writtenName } from "../../../toolspecs/index.js";
import { only } from "./bare.js";
import { fenced } from "./fenced.js";
import { toolNamed } from "./named.js";
import { whereToRead } from "./readable.js";
import { toldInGoal } from "./told.js";

/** What to tell a model that says it misses a value which the goal says, or else a tool returns; nothing where neither does. */
export function doubt(reason: string, goal: string, tools: Catalogue): string | undefined {
  const told = toldInGoal(reason, goal, tools);
  if (told !== undefined) return missingValue(reason, `${told}. So it is not missing: use it.`);
  const where = whereToRead(reason, tools);
  if (where === undefined) return undefined;
  const instead = "So that is no reason for a CANNOT line: call it first, and use or filter what it returns.";
  return missingValue(reason, `${where}. ${instead}`);
}

function missingValue(reason: string, but: string): string {
  return `You answered that a value is missing: ${reason} But ${but} ${whole}`;
}

const whole = "Write the whole program in one ```ts block.";

/** What to tell a model that says it finds no tool, and names one that it was shown; nothing where it names none. */
export function doubtTool(reason: string, tools: Catalogue): string | undefined {
  const tool = toolNamed(reason, tools);
  if (tool === undefined) return undefined;
  const declared = fenced(declarations(only(tools, (binding) => (binding === tool ? binding : undefined))));
  return `You answered that no tool does this: ${reason} But there is ${writtenName(tool)}:\n${declared}\nCall it, as often as the goal needs. ${whole}`;
}
