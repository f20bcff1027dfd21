import { resolve } from "node:path";
import type { Policy } from "../policy/index.js";
import { failure, type Outcome, success, type ToolSpec } from "../toolspecs/index.js";
import type { Context } from "./context.js";
import type { PolicyFlags } from "./options.js";
import type { Problem } from "./problem.js";

/** The policy of a command line, held against the tools it will rule; nothing if none was asked for. */
export async function policyOf(
  { policy: file }: PolicyFlags,
  tools: readonly ToolSpec[],
  { io, parts }: Context,
): Promise<Outcome<Policy | undefined, Problem>> {
  if (file === undefined) return success(undefined);
  const { readJsonFile } = await parts.toolspecs();
  const document = await readJsonFile(resolve(io.cwd, file), { source: file, path: [] });
  if (!document.ok) return document;
  const { parsePolicy, unknownTools } = await parts.policy();
  const policy = await parsePolicy(document.value, file);
  if (!policy.ok) return policy;
  const [first, ...others] = unknownTools(policy.value, tools, file);
  return first === undefined ? policy : failure(first, ...others);
}
