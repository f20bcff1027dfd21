import { hashText } from "../../planner/search/learned/hash.js";

/** How many parts the tools are split into. */
export const folds = 5;

/** The part a tool belongs to. A row is tested in the part of its first tool and trains no part that holds one of its tools. */
export function foldOf(tool: string): number {
  return hashText(tool.toLowerCase()) % folds;
}
