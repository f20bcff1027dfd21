import { nearest, type SourceIssue } from "../toolspecs/index.js";
import type { ToolFacts } from "./facts.js";
import type { Conditions, MadePattern, Policy, Selector } from "./policy.js";
import { isEffect, nameOf, selects, splits } from "./selector.js";

/**
 * Names in a policy that mean none of the tools, and look as if they should: a rule about nothing would protect nobody.
 * Patterns may mean nothing, and so may names of servers that are not there: one policy may serve many sets of tools.
 */
export function unknownTools(policy: Policy, tools: readonly ToolFacts[], source = "policy"): readonly SourceIssue[] {
  return selectorsOf(policy).flatMap(({ selector, path }) => {
    const near = slip(selector, tools);
    if (near === undefined) return [];
    const advice = near === "" ? "Check the name, or take it out." : `Did you mean ${JSON.stringify(near)}?`;
    const message = `There is no tool ${JSON.stringify(selector)}. ${advice}`;
    return [{ code: "invalid_policy", place: `${source} ${path}`, message }];
  });
}

/** Selectors of a policy that mean none of the tools: what they say, they say of nothing here. */
export function idleSelectors(policy: Policy, tools: readonly ToolFacts[]): readonly Selector[] {
  const all = new Set(selectorsOf(policy).map(({ selector }) => selector));
  return [...all].filter((selector) => !isEffect(selector) && !tools.some((tool) => selects(selector, tool)));
}

/** The tool that was probably meant, or an empty text where none is near; `undefined` for a selector that may stand. */
function slip(selector: Selector, tools: readonly ToolFacts[]): string | undefined {
  if (isEffect(selector) || tools.some((tool) => selects(selector, tool))) return undefined;
  const servers = [...new Set(tools.map(({ server }) => server))];
  const [first] = splits(selector);
  if (first === undefined) {
    return selector.includes("*")
      ? undefined
      : (nearest(
          selector,
          tools.map(({ name }) => name),
        ) ?? "");
  }
  const [server, name] = first;
  const meant = servers.includes(server) ? server : nearest(server, servers);
  if (meant === undefined) return undefined;
  if (meant !== server) return `${meant}/${name}`;
  return name.includes("*") ? undefined : (nearest(selector, tools.map(nameOf)) ?? "");
}

interface Placed {
  readonly selector: Selector;
  readonly path: string;
}

function selectorsOf({ tools = {}, budget = {}, approve = [], flows = {}, rules = [] }: Policy): readonly Placed[] {
  return [
    ...inList(tools.allow, "tools.allow"),
    ...inList(tools.deny, "tools.deny"),
    ...Object.keys(budget.tools ?? {}).map((selector) => ({
      selector,
      path: `budget.tools[${JSON.stringify(selector)}]`,
    })),
    ...inList(approve, "approve"),
    ...[...(flows.deny ?? []).entries()].flatMap(([index, flow]) => inFlow(flow, `flows.deny[${index}]`)),
    ...[...(flows.allow ?? []).entries()].flatMap(([index, flow]) => inFlow(flow, `flows.allow[${index}]`)),
    ...rules.flatMap((rule, index) => inRule(rule, `rules[${index}]`)),
  ];
}

function inList(selectors: readonly Selector[] = [], path: string): readonly Placed[] {
  return selectors.map((selector, index) => ({ selector, path: `${path}[${index}]` }));
}

function inFlow({ from, to }: { readonly from: Selector; readonly to: Selector }, path: string): readonly Placed[] {
  return [
    ...(from === "untrusted" ? [] : [{ selector: from, path: `${path}.from` }]),
    ...(to === "sinks" ? [] : [{ selector: to, path: `${path}.to` }]),
  ];
}

type Parts = { readonly [Key in "never" | "every" | "before" | "after" | "must" | "of"]?: MadePattern } & {
  readonly has?: Conditions;
};

function inRule(rule: Parts, path: string): readonly Placed[] {
  const { never, every, before, after, must, of, has } = rule;
  const calls = Object.entries({ never, every, before, after, must, of });
  return [
    ...calls.flatMap(([key, call]) => (call === undefined ? [] : inCall(call, `${path}.${key}`))),
    ...inConditions(has, `${path}.has`),
  ];
}

function inCall({ tool, where, returned }: MadePattern, path: string): readonly Placed[] {
  return [
    { selector: tool, path: `${path}.tool` },
    ...inConditions(where, `${path}.where`),
    ...inConditions(returned, `${path}.returned`),
  ];
}

function inConditions(conditions: Conditions = {}, path: string): readonly Placed[] {
  return Object.entries(conditions).flatMap(([key, { from, not }]) => [
    ...(from === undefined ? [] : inCall(from, `${path}[${JSON.stringify(key)}].from`)),
    ...(from?.with === undefined ? [] : inConditions(from.with, `${path}[${JSON.stringify(key)}].from.with`)),
    ...(not === undefined ? [] : inConditions({ [key]: not }, path)),
  ]);
}
