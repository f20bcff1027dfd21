import type { ToolSpec } from "../../toolspecs/index.js";
import type { Context } from "../context.js";
import type { PolicyFlags } from "../options.js";
import { policyOf } from "../policy.js";
import { type Finding, toldOf } from "./finding.js";

/** Whether the policy can be read and speaks of tools that there are. */
export async function checkPolicy(
  flags: PolicyFlags,
  tools: readonly ToolSpec[],
  context: Context,
): Promise<readonly Finding[]> {
  if (flags.policy === undefined) {
    return [{ state: "note", about: "policy", message: "none; a person is asked before what cannot be undone" }];
  }
  const about = `policy ${flags.policy}`;
  const policy = await policyOf(flags, tools, context);
  if (policy.ok) return [{ state: "ok", about, message: policy.value?.name ?? "can be read, and fits the tools" }];
  return policy.issues.map((issue) => ({ state: "wrong", about, message: toldOf(flags.policy ?? "", issue) }));
}
