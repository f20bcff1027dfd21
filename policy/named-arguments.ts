import type { ToolFacts } from "./facts.js";
import { stepsOf } from "./path.js";
import type { CallPattern, Conditions, Path, Policy, Rule, Selector } from "./policy.js";
import { selects } from "./selector.js";

/** An argument that a policy speaks of, by its name, and the tools of which it does. */
export interface NamedArgument {
  readonly selector: Selector;
  readonly argument: string;
}

/**
 * Arguments that a policy speaks of and that none of the tools meant has: a rule about them never holds of anything. `takes` says
 * which arguments a tool has; undefined for tools that do not tell.
 */
export function idleArguments<Tool extends ToolFacts>(
  policy: Policy,
  tools: readonly Tool[],
  takes: (tool: Tool) => readonly string[] | undefined,
): readonly NamedArgument[] {
  return argumentsIn(policy).filter(({ selector, argument }) => {
    const meant = tools.filter((tool) => selects(selector, tool));
    return meant.length > 0 && meant.every((tool) => takes(tool)?.includes(argument) === false);
  });
}

function argumentsIn({ flows = {}, rules = [] }: Policy): readonly NamedArgument[] {
  const ofFlows = [...(flows.deny ?? []), ...(flows.allow ?? [])].flatMap(({ to, argument }) =>
    to === "sinks" || argument === undefined ? [] : named(to, [argument]),
  );
  return [...ofFlows, ...rules.flatMap(inRule)];
}

function inRule(rule: Rule): readonly NamedArgument[] {
  if ("never" in rule) return inCall(rule.never);
  if ("every" in rule) return [...inCall(rule.every), ...inConditions(rule.every.tool, rule.has)];
  if ("before" in rule) return inPair(rule.before, rule.must, rule.same);
  if ("after" in rule) return inPair(rule.after, rule.must, rule.same);
  return [...inCall(rule.of), ...named(rule.of.tool, "per" in rule ? rule.per : [])];
}

function inPair(one: CallPattern, other: CallPattern, same: readonly Path[] = []): readonly NamedArgument[] {
  return [one, other].flatMap((call) => [...inCall(call), ...named(call.tool, same)]);
}

function inCall({ tool, where }: CallPattern): readonly NamedArgument[] {
  return inConditions(tool, where);
}

function inConditions(tool: Selector, conditions: Conditions = {}): readonly NamedArgument[] {
  return named(tool, Object.keys(conditions));
}

function named(selector: Selector, paths: readonly Path[] = []): readonly NamedArgument[] {
  return paths.flatMap((path) => {
    const [argument] = stepsOf(path) ?? [];
    return argument === undefined || argument === "[]" ? [] : [{ selector, argument }];
  });
}
