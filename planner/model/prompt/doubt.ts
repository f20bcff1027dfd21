// A small model says too soon that it cannot. What it then writes is judged like anything else, so it costs little to doubt it.
import type { Catalogue } from "../../../toolspecs/index.js";
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
