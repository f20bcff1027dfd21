import type ts from "typescript";
import type { Catalogue } from "../../toolspecs/index.js";
import { wordsIn } from "../field-names.js";
import { type DataFlow, isExplicit, type Leaf, type LiteralOrigin, noDataFlow } from "../flow/values/index.js";
import { type Goal, ground } from "../grounding/index.js";
import { isNumber, lookOf, mayBeAddressOrIdentifier } from "../grounding/looks.js";
import { tokensOf } from "../grounding/tokens.js";
import { type Issue, issueAt } from "../issues/index.js";
import { placeOf } from "./names.js";
import { onlyAsks } from "./unasked.js";

interface Program {
  readonly file: ts.SourceFile;
  readonly data: DataFlow;
  readonly names: Catalogue;
}

/**
 * Plans that call no tool where there are some. An error where the plan returns what neither the goal nor a tool gives: "17 % of 4200" as `714`, or
 * `{ done: true }` of what nobody did; so it is where the plan only looks, and returns nothing of what it has seen.
 */
export function findNothingCalled({ file, data, names }: Program, goal: Goal): readonly Issue[] {
  const { calls, result } = data;
  if (data === noDataFlow || names.bindings.length === 0) return [];
  if (calls.some(({ binding }) => binding.spec.effect !== "read" || binding.spec.builtin !== undefined)) return [];
  // What the plan is given, or the clock tells, is none of its own.
  const isOwn = result.every(({ origins }) => [...origins.keys()].every(({ kind }) => kind === "literal"));
  const madeUp = isOwn ? result.flatMap((leaf) => madeUpIn(leaf, goal) ?? [])[0] : undefined;
  if (madeUp !== undefined) {
    const does = calls.length === 0 ? "calls no tool" : "uses nothing of what it reads";
    const message = `The plan ${does} and returns ${JSON.stringify(madeUp.value)}, which the goal does not give. Return what a tool tells or has done; if none does, there is no plan for this goal.`;
    return [issueAt("nothing_called", placeOf(madeUp.node), message, "error")];
  }
  if (calls.length > 0) return [];
  const message =
    "The plan calls no tool, so nothing is done or looked up. If no tool does what the goal says, there is no plan for it.";
  return [issueAt("nothing_called", { file, start: 0 }, message)];
}

function madeUpIn({ path, origins }: Leaf, goal: Goal): LiteralOrigin | undefined {
  const literals = [...origins].flatMap(([origin, bits]) =>
    origin.kind === "literal" && isExplicit(bits) ? [origin] : [],
  );
  const made = literals.filter(({ value }) => isMadeUp(value, path, goal));
  // Whoever computes from what the goal says may bring along a factor.
  const isComputed = literals.some(({ value }) => {
    const grounding = /\d/.test(String(value)) ? ground(value, { goal }) : undefined;
    return grounding?.by === "goal" && grounding.how !== "parts";
  });
  return isComputed ? undefined : made[0];
}

const counting = /(?<!\p{L})(?:how (?:many|much)|number of|count|total|sum|average)(?!\p{L})/iu;
/** A field that says of itself that nothing came of it. */
const failing =
  /^(?:fail|error|impossible|missing|unable|unsupported|unknown|not?$|cannot|skip|abort|refus|empty|none)/u;
const inability =
  /^(?:unknown|none|n\/a|nothing|not?(?= |$)|cannot|can['’]t|unable|impossible|unsupported|sorry|missing)/iu;

function isMadeUp(value: LiteralOrigin["value"], path: string, goal: Goal): boolean {
  if (value === null || value === false) return false;
  if (value === true) return path !== "" && !wordsIn(path).some((word) => failing.test(word));
  const grounding = ground(value, { goal });
  if (grounding.by === "goal" && (typeof value === "number" || grounding.how !== "parts")) return false;
  if (typeof value === "number") return grounding.by !== "convention" || counting.test(goal.text);
  // Told already, as a value that is made up.
  if (mayBeAddressOrIdentifier(value) || inability.test(value.trim())) return false;
  if (isNumber(value.trim())) return true;
  const counts = tokensOf(value).some(({ kind, key }) => kind === "number" && !goal.numbers.has(Number(key)));
  return counts || (grounding.by !== "goal" && lookOf(value) === "name" && onlyAsks(goal.text));
}
