import { type CallFlow, type DataFlow, how, type Leaf, type LiteralOrigin } from "../flow/values/index.js";
import type { Goal, Span } from "../grounding/index.js";
import { type Issue, issueAt } from "../issues/index.js";
import { type End, endOf } from "./ends.js";
import type { GroundedLiteral } from "./made-up.js";
import { placeOf } from "./names.js";

/** A literal at one end, with the end that the goal gives it. */
interface Placed {
  readonly parameter: string;
  readonly value: LiteralOrigin["value"];
  readonly node: LiteralOrigin["node"];
  readonly is: End;
  readonly said: End;
}

/** Calls that go from a place to the same place. */
export function findSameEnds({ calls }: DataFlow): readonly Issue[] {
  return calls.flatMap((call) => {
    const ends = call.leaves.flatMap((leaf) => endBy(leaf) ?? []);
    const [from, to] = [ends.find(({ is }) => is === "from"), ends.find(({ is }) => is === "to")];
    if (from === undefined || to === undefined || from.value !== to.value || typeof from.value !== "string") return [];
    const message = `\`${from.parameter}\` and \`${to.parameter}\` are both ${JSON.stringify(to.value)}. Pass where it comes from and where it goes to.`;
    return [issueAt("crossed_names", placeOf(call.call), message)];
  });
}

function endBy({ path, origins }: Leaf): Omit<Placed, "said"> | undefined {
  const given = [...origins].filter(([, bits]) => bits !== how.implicit);
  const origin = given.length === 1 ? given[0]?.[0] : undefined;
  const is = endOf(path);
  return origin?.kind === "literal" && is !== undefined
    ? { parameter: path, value: origin.value, node: origin.node, is }
    : undefined;
}

/** Calls that go from where the goal says "to", and to where it says "from". */
export function findCrossedEnds(literals: readonly GroundedLiteral[], data: DataFlow, goal: Goal): readonly Issue[] {
  if (thereAndBack.test(goal.text)) return [];
  const saidOf = new Map(literals.map((literal) => [literal.node, endSaid(literal, goal)]));
  const placed = data.calls.map((call) => ({
    call,
    ends: call.leaves.flatMap((leaf) => placedBy(leaf, saidOf) ?? []),
  }));
  return placed.flatMap(({ call, ends }) => {
    // Whoever goes there and back with one tool calls it both ways.
    const isBothWays = placed.some(
      (other) => other.call.binding === call.binding && other.ends.some(({ is, said }) => is === said),
    );
    if (isBothWays) return [];
    const [from, to] = [ends.find(({ is }) => is === "from"), ends.find(({ is }) => is === "to")];
    return from === undefined || to === undefined ? [] : [issueFor(call, from, to)];
  });
}

function issueFor({ call }: CallFlow, from: Placed, to: Placed): Issue {
  const message = `The goal says "from" of ${JSON.stringify(to.value)} and "to" of ${JSON.stringify(from.value)}; the call has them the other way round in \`${from.parameter}\` and \`${to.parameter}\`. Swap them.`;
  return issueAt("crossed_names", placeOf(call), message, "error");
}

const thereAndBack =
  /(?<!\p{L})(?:back|return|returns|returning|both ways|round trip|vice versa|reverse|reversed|again)(?!\p{L})/iu;

function placedBy(leaf: Leaf, saidOf: ReadonlyMap<LiteralOrigin["node"], End | undefined>): Placed | undefined {
  const end = endBy(leaf);
  const said = end && saidOf.get(end.node);
  return end === undefined || said === undefined ? undefined : { ...end, said };
}

/** "from 28195 to 80331": the word before a value that stands once in the goal. */
function endSaid({ grounding }: GroundedLiteral, { text }: Goal): End | undefined {
  if (grounding.by !== "goal" || grounding.parts !== undefined || !standsOnce(text, grounding)) return undefined;
  const before = text.slice(Math.max(0, grounding.start - 60), grounding.start);
  const word = /(?<!\p{L})(from|to|into)\s+(?:(?!(?:from|to|into|and|or)\s)\p{L}+\s+){0,3}["'“‘]?$/iu
    .exec(before)?.[1]
    ?.toLowerCase();
  return word === undefined ? undefined : word === "from" ? "from" : "to";
}

function standsOnce(text: string, { start, end }: Span): boolean {
  return text.split(text.slice(start, end)).length === 2;
}
