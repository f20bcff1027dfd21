import type { Breach } from "./breach.js";
import type { ToolFacts } from "./facts.js";
import type { Policy } from "./policy.js";
import { nameOf, selects, selectsAny } from "./selector.js";
import { toolWords } from "./words.js";

/** Why a tool may not be called at all, if so. */
export function denied({ tools: rule = {} }: Policy, tool: ToolFacts): Breach | undefined {
  const { allow, deny = [] } = rule;
  const refuse = (reason: string): Breach => {
    const message = `The policy does not allow ${nameOf(tool)}: ${reason}. Reach the goal without it.`;
    return { code: "policy_denied", message };
  };
  const by = deny.find((selector) => selects(selector, tool));
  if (by !== undefined) return refuse(by === nameOf(tool) ? "it is denied" : `it denies ${toolWords(by)}`);
  const otherwise = rule.default ?? (allow === undefined ? "allow" : "deny");
  if (otherwise === "allow" || selectsAny(allow ?? [], tool)) return undefined;
  return refuse("it denies what it does not list");
}

/** Where a policy does not say. */
const usualApproval = ["irreversible"];

/** Whether a person is to be asked before each call of a tool. Nobody is asked whether somebody may be asked. */
export function needsApproval({ approve = usualApproval }: Policy, tool: ToolFacts): boolean {
  return tool.builtin !== "ask" && selectsAny(approve, tool);
}
