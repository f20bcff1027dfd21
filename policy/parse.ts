import { readFileSync } from "node:fs";
import { checkedDocument, failure, type Outcome, type SourceIssue } from "../toolspecs/index.js";
import { stepsOf } from "./path.js";
import type { Policy } from "./policy.js";

/** A document as a policy, or all that is wrong with it. `source` names it in the places of the issues. */
export async function parsePolicy(document: unknown, source = "policy"): Promise<Outcome<Policy, SourceIssue>> {
  const kind = { schema: schema(), code: "invalid_policy", formats: { path: isPath }, words } as const;
  const policy = await checkedDocument<Policy>(document, source, kind);
  if (!policy.ok) return policy;
  const problem = contradiction(policy.value);
  if (problem === undefined) return policy;
  return failure({ code: "invalid_policy", place: `${source} ${problem.path}`, message: problem.message });
}

const words = {
  noneOf: "A rule says one of never, every, before, after, atMost, atLeast. Add one.",
  noObject: (value: string) => `Say what of it: { is: ${value} } or { tool: … }.`,
};

function isPath(text: string): boolean {
  return stepsOf(text) !== undefined;
}

function schema(): object {
  return JSON.parse(readFileSync(new URL("./policy.schema.json", import.meta.url), "utf8"));
}

/** What each part allows and the whole does not mean. */
function contradiction({ tools }: Policy): { readonly path: string; readonly message: string } | undefined {
  if (tools?.default !== "allow" || tools.allow === undefined) return undefined;
  const message =
    "A list of allowed tools means nothing where everything is allowed. Leave out default, or make it deny, or leave out allow.";
  return { path: "tools.allow", message };
}
