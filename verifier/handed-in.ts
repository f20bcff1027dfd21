import { isObject } from "../toolspecs/index.js";

/** Throws a TypeError with a sentence for what is no plan and for what are no tools: a program without types may hand in anything. */
export function refuseMisuse(plan: unknown, tools: unknown): void {
  if (!isObject(plan) || typeof plan.goal !== "string" || typeof plan.source !== "string") {
    throw new TypeError(
      "This is no plan to verify. A plan is { goal, source }, both texts; the function verify takes the text of a program too.",
    );
  }
  if (!Array.isArray(tools) || !tools.every(isTool)) {
    throw new TypeError("These are no tools to verify a plan with. Give the list that loadTools or readTools returns.");
  }
}

function isTool(tool: unknown): boolean {
  if (!isObject(tool) || !isObject(tool.input) || !isObject(tool.output)) return false;
  return typeof tool.server === "string" && typeof tool.name === "string";
}
