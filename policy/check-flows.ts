import type { ProgramBreach } from "./breach.js";
import type { FlowFact, OutputOrigin, ToolFacts } from "./facts.js";
import { isWithin, overlap } from "./path.js";
import type { FlowRule, Policy } from "./policy.js";
import { nameOf, selects } from "./selector.js";
import { pathWords } from "./words.js";

/**
 * What a policy has against the flows of a program, in the manner of CaMeL (Debenedetti et al., "Defeating Prompt Injections
 * by Design", 2025): values carry where they came from, and strict mode also counts what merely decides about a call. `tools`:
 * those the program can reach.
 */
export function checkFlows(
  policy: Policy,
  flows: readonly FlowFact[],
  tools: readonly ToolFacts[],
): readonly ProgramBreach[] {
  const found = flows.flatMap((flow) => {
    const { from } = flow;
    const to = find(tools, flow.to);
    if (to === undefined) return [];
    return forbidden(policy, { flow, from, to, tools });
  });
  return [...new Map(found.map((breach) => [JSON.stringify(breach), breach])).values()];
}

interface Flow {
  readonly flow: FlowFact;
  readonly from: OutputOrigin;
  readonly to: ToolFacts;
  readonly tools: readonly ToolFacts[];
}

function forbidden({ flows: rules = {} }: Policy, found: Flow): readonly ProgramBreach[] {
  const { flow, from, to } = found;
  if (flow.implicit && rules.mode !== "strict") return [];
  if (isEndorsed(from, rules.endorse ?? [])) return [];
  const rule = rules.deny?.find((one) => mayMatch(one, found));
  if (rule === undefined || rules.allow?.some((one) => surelyMatches(one, found))) return [];
  const origin = `${from.path === "" ? "The output" : pathWords(from.path)} of ${from.server}/${from.tool}`;
  const whose = from.trusted ? "" : ", which somebody else may have written,";
  const target = flow.implicit
    ? `decides whether ${nameOf(to)} is called`
    : `reaches ${flow.to.argument === "" ? "the arguments" : pathWords(flow.to.argument)} of ${nameOf(to)}`;
  const message = `${origin}${whose} ${target}. The policy forbids it (from ${rule.from} to ${rule.to}). Take the value from the goal or from a tool that is trusted with it.`;
  return [{ code: "forbidden_flow", severity: "error", message, line: flow.line, column: flow.column }];
}

function isEndorsed({ bounded }: OutputOrigin, endorse: readonly string[]): boolean {
  return bounded !== undefined && endorse.includes(bounded);
}

/** A rule that forbids meets a flow as soon as they have something in common. */
function mayMatch(rule: FlowRule, found: Flow): boolean {
  const { output = "$", argument = "$" } = rule;
  return (
    fromMatches(rule, found) &&
    toMatches(rule, found, overlap) &&
    overlap(found.from.path, output) &&
    overlap(found.flow.to.argument, argument)
  );
}

/** A rule that allows has to cover all of it. */
function surelyMatches(rule: FlowRule, found: Flow): boolean {
  const { output = "$", argument = "$" } = rule;
  return (
    fromMatches(rule, found) &&
    toMatches(rule, found, isWithin) &&
    isWithin(found.from.path, output) &&
    isWithin(found.flow.to.argument, argument)
  );
}

function fromMatches({ from: selector }: FlowRule, { from, tools }: Flow): boolean {
  if (selector === "untrusted") return !from.trusted;
  const tool = find(tools, from);
  return tool !== undefined && selects(selector, tool);
}

function toMatches({ to: selector }: FlowRule, { flow, to }: Flow, covers: typeof overlap): boolean {
  if (selector !== "sinks") return selects(selector, to);
  if (to.sinks === undefined) return to.effect !== "read";
  return to.sinks.some((sink) => covers(flow.to.argument, sink));
}

function find(tools: readonly ToolFacts[], named: { readonly server: string; readonly tool: string }) {
  return tools.find(({ server, name }) => server === named.server && name === named.tool);
}
