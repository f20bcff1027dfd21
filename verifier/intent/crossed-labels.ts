import { schemasAt } from "../flow/schema-at.js";
import { type CallFlow, type DataFlow, how, type Leaf } from "../flow/values/index.js";
import type { Goal } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import type { GroundedLiteral } from "./made-up.js";
import { placeOf } from "./names.js";

/** A parameter that gets a literal, with the word that stands before it in the goal: `the branch "main"`. */
interface Labelled {
  readonly parameter: string;
  readonly value: string;
  readonly label: string | undefined;
}

/**
 * Calls that give a parameter what the goal calls by the name of another, which gets something else.
 */
export function findCrossedLabels(
  literals: readonly GroundedLiteral[],
  { calls }: DataFlow,
  { text }: Goal,
): readonly Issue[] {
  const labels = new Map(literals.map((literal) => [literal.node, labelOf(literal, text)]));
  return calls.flatMap((call) => {
    const given = call.leaves.flatMap((leaf) => labelledBy(leaf, labels) ?? []);
    const parameters = schemasAt(call.binding.spec.input, "").flatMap(({ properties }) =>
      Object.keys(properties ?? {}),
    );
    const named = parameters.map((one) => one.toLowerCase());
    const crossed = given.filter(
      ({ parameter, label }) => label !== undefined && label !== parameter && named.includes(label),
    );
    return crossed.flatMap((one) => {
      const other = given.find(({ parameter }) => parameter === one.label);
      // It has the name of its own parameter in front of it: then the goal means it.
      if (other === undefined || other.label === other.parameter) return [];
      // Both are crossed: one issue is enough.
      if (other.label === one.parameter && crossed.indexOf(other) < crossed.indexOf(one)) return [];
      return [issueFor(call, one, other)];
    });
  });
}

function issueFor({ call }: CallFlow, one: Labelled, other: Labelled): Issue {
  const message = `The goal calls ${JSON.stringify(one.value)} the ${one.label}; the call passes it as \`${one.parameter}\`, and ${JSON.stringify(other.value)} as \`${other.parameter}\`. Swap them.`;
  return issueAt("crossed_names", placeOf(call), message);
}

function labelledBy({ path, origins }: Leaf, labels: ReadonlyMap<unknown, string | undefined>): Labelled | undefined {
  const given = [...origins].filter(([, bits]) => bits !== how.implicit);
  const origin = given.length === 1 ? given[0]?.[0] : undefined;
  if (origin?.kind !== "literal" || typeof origin.value !== "string") return undefined;
  return { parameter: path.toLowerCase(), value: origin.value, label: labels.get(origin.node) };
}

/** The word right before a value that is quoted and stands once in the goal. */
export function labelOf({ grounding }: GroundedLiteral, text: string): string | undefined {
  if (grounding.by !== "goal" || grounding.parts !== undefined) return undefined;
  const quoted = text.slice(grounding.start - 1, grounding.end + 1);
  if (!/^(?:"[^"]*"|“[^”]*”|'[^']*')$/.test(quoted) || text.split(quoted).length !== 2) return undefined;
  return /([\p{L}_]+) $/u.exec(text.slice(Math.max(0, grounding.start - 41), grounding.start - 1))?.[1]?.toLowerCase();
}
