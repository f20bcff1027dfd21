import type ts from "typescript";
import { needsApproval, type Policy, type Site } from "../../policy/index.js";
import { hashOfValue } from "../../toolspecs/index.js";
import type { Flow } from "../flow/flow.js";
import { siteOf } from "../syntax.js";

/** The policy a plan was held to. */
export interface PolicyEvidence {
  readonly name?: string;
  /** `sha256:` over the policy in canonical JSON. */
  readonly hash: string;
  /** Calls in the program that a person will be asked about, in the order of the source. */
  readonly approvals: readonly Approval[];
}

export interface Approval extends Site {
  readonly tool: string;
  readonly server: string;
}

/** `flow` and `file` are absent where the judgement did not get that far. */
export function policyEvidence(policy: Policy, file?: ts.SourceFile, flow?: Flow): PolicyEvidence {
  const asked = [...(flow?.uses ?? [])].filter(([, { spec }]) => needsApproval(policy, spec));
  return {
    ...(policy.name === undefined ? {} : { name: policy.name }),
    hash: hashOfValue(policy),
    approvals: asked.flatMap(([call, { spec }]) =>
      file === undefined ? [] : [{ tool: spec.name, server: spec.server, ...siteOf(call) }],
    ),
  };
}
