import { type DataFlow, isExplicit, type LiteralOrigin } from "../flow/values/index.js";
import { type Goal, ground, mayBeAddressOrIdentifier } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { placeOf } from "./names.js";

/**
 * Addresses and identifiers in the result that the plan made up: what it returns is read as what tools said. How it words its result is its own
 * affair. `known` are literals that are judged by where else they go.
 */
export function findMadeUpResults({ result }: DataFlow, goal: Goal, known: ReadonlySet<unknown>): readonly Issue[] {
  const literals = new Set<LiteralOrigin>();
  for (const { origins } of result) {
    for (const [origin, bits] of origins) if (origin.kind === "literal" && isExplicit(bits)) literals.add(origin);
  }
  return [...literals].flatMap(({ node, value }) => {
    if (typeof value !== "string" || known.has(node) || !mayBeAddressOrIdentifier(value)) return [];
    if (ground(value, { goal }).by !== "nothing") return [];
    const message = `The plan returns ${JSON.stringify(value)}, which neither the goal nor a tool gives. Return what tools returned.`;
    return [issueAt("made_up_value", placeOf(node), message)];
  });
}
