import type ts from "typescript";
import {
  checkFlows,
  checkReach,
  idleArguments,
  idleSelectors,
  type Policy,
  type ProgramBreach,
} from "../../policy/index.js";
import type { ToolSpec } from "../../toolspecs/index.js";
import type { Flow } from "../flow/flow.js";
import { type Issue, issueAt } from "../issues/index.js";
import { siteOf } from "../syntax.js";
import { flowFacts } from "./flows.js";

/** What a policy has against a program that no run is needed to see. */
export function policyIssues(
  policy: Policy,
  { file, flow, tools }: { readonly file: ts.SourceFile; readonly flow: Flow; readonly tools: readonly ToolSpec[] },
): readonly Issue[] {
  const specs = flow.reached.map(({ spec }) => spec);
  const reach = flow.reached.flatMap((binding) => {
    const call = flow.sites.get(binding);
    const { min, max } = flow.bounds.get(binding) ?? { min: 0, max: Number.POSITIVE_INFINITY };
    const most = Number.isFinite(max) ? max : null;
    return call === undefined ? [] : [{ tool: binding.spec, min, max: most, ...siteOf(call) }];
  });
  const breaches = [...checkReach(policy, reach), ...checkFlows(policy, flowFacts(flow.data), specs)];
  return [...breaches.map((breach) => issueOf(file, breach)), ...findIdle(policy, file, tools)];
}

/** One policy may serve many sets of tools; but a name that was mistyped protects nothing, and somebody should see it. */
function findIdle(policy: Policy, file: ts.SourceFile, tools: readonly ToolSpec[]): readonly Issue[] {
  const idle = idleSelectors(policy, tools);
  const aboutTools = `What the policy says of ${idle.join(", ")} is about no tool that is here, so it protects nothing in this plan. Check the names, and the name of the server in --tools.`;
  const aboutArguments = idleArguments(policy, tools, takes).map(
    ({ selector, argument }) =>
      `The policy speaks of ${JSON.stringify(argument)} of ${selector}, and no such tool has an argument of that name, so it protects nothing in this plan. Check the name.`,
  );
  const messages = new Set([...(idle.length > 0 ? [aboutTools] : []), ...aboutArguments]);
  return [...messages].map((message) => issueAt("policy_idle", { file, start: 0 }, message));
}

/** A schema without properties, or with more than one way to be, tells nothing. */
function takes({ input }: ToolSpec): readonly string[] | undefined {
  const tells = input.properties !== undefined && input.anyOf === undefined && input.oneOf === undefined;
  return tells && input.allOf === undefined && input.$ref === undefined
    ? Object.keys(input.properties ?? {})
    : undefined;
}

function issueOf(file: ts.SourceFile, { code, message, severity, line, column }: ProgramBreach): Issue {
  const start = file.getPositionOfLineAndCharacter(line - 1, column - 1);
  return issueAt(code, { file, start }, message, severity);
}
