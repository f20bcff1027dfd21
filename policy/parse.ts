import { readFileSync } from "node:fs";
import type { ErrorObject } from "ajv/dist/2020.js";
import { failure, type Outcome, type SourceIssue, success } from "../toolspecs/index.js";
import { stepsOf } from "./path.js";
import type { Policy } from "./policy.js";
import { schemaIssues } from "./schema-issues.js";

/**
 * A document as a policy, or all that is wrong with it. `source` names it in the places of the issues. The validator is loaded
 * when the first policy is read: whoever has none needs none.
 */
export async function parsePolicy(document: unknown, source = "policy"): Promise<Outcome<Policy, SourceIssue>> {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    validateSchema: false,
    meta: false,
    formats: { path: isPath },
  });
  const isPolicy = ajv.compile<Policy>(schema());
  if (!isPolicy(document)) {
    const errors: readonly ErrorObject[] = isPolicy.errors ?? [];
    return withIssues(schemaIssues(errors, source));
  }
  const problem = contradiction(document);
  if (problem === undefined) return success(document);
  return failure({ code: "invalid_policy", place: `${source} ${problem.path}`, message: problem.message });
}

function withIssues([first, ...others]: readonly SourceIssue[]): Outcome<Policy, SourceIssue> {
  if (first === undefined) throw new Error("A document that is no policy has something wrong with it.");
  return failure(first, ...others);
}

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
