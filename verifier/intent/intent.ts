import type { Policy } from "../../policy/index.js";
import type { Catalogue } from "../../toolspecs/index.js";
import type { CheckedPlan } from "../compiler/compiler.js";
import { wordsIn } from "../field-names.js";
import type { GroundingOf } from "../flow/provenance.js";
import type { DataFlow } from "../flow/values/index.js";
import { type Goal, readGoal } from "../grounding/index.js";
import type { Issue, Severity } from "../issues/index.js";
import type { GivenRun } from "../laws/given-run.js";
import { actingOf } from "./acting.js";
import { findAlwaysTrue } from "./always-true.js";
import { findNotAskedFor } from "./asked-for.js";
import { findInCases } from "./cases/index.js";
import { findMadeUpInRuns } from "./computed/index.js";
import { findConstantComparisons } from "./constant-comparisons.js";
import { findContrary } from "./contrary.js";
import { findCrossedDeeds } from "./crossed-deeds.js";
import { findCrossedEnds, findSameEnds } from "./crossed-ends.js";
import { findCrossedLabels } from "./crossed-labels.js";
import { findCrossedNames } from "./crossed-names.js";
import { findCrossedResults } from "./crossed-results.js";
import { findCrossedVariables } from "./crossed-variables.js";
import { findCurtailed } from "./curtailed.js";
import { findDeedsLeftOut } from "./deed-left-out.js";
import { findContradictions } from "./direction.js";
import { findWrongExtremes } from "./extremes.js";
import { withFolded } from "./folded.js";
import { findForbidden } from "./forbidden.js";
import { findImpossible } from "./impossible-comparison.js";
import { findMadeInVain } from "./left-alone.js";
import { findLeftOut } from "./left-out.js";
import { findLinesLeftOut } from "./line-left-out.js";
import { usedLiterals } from "./literals.js";
import { findMadeUp, type GroundedLiteral, groundLiterals } from "./made-up.js";
import { findMislabelled } from "./mislabelled.js";
import { findMisnamed } from "./misnamed.js";
import { findMissedLimits } from "./missed-limits.js";
import { namesOf } from "./names.js";
import { findNegations } from "./negation.js";
import { findNothingCalled } from "./nothing-called.js";
import { findOddSums } from "./odd-sums.js";
import { findOneOfBoth } from "./one-of-both.js";
import { findOneOfTwo } from "./one-of-two.js";
import { findOppositeDeeds } from "./opposite-deed.js";
import { findDisorder } from "./order/order.js";
import { findOtherChoices } from "./other-choice.js";
import { findOtherMembers } from "./other-member.js";
import { findOtherTools } from "./other-tool.js";
import { findOverwritten } from "./overwritten.js";
import { findPagesLeftOut } from "./paging.js";
import { findRelativeContradictions } from "./relative-limits.js";
import { findSameArms } from "./same-arms.js";
import { findSiblingChoices } from "./sibling-choice.js";
import { findSkippedLookUps } from "./skipped-look-up.js";
import { type Spared, sparingOf } from "./spared/spared.js";
import { findMadeUpResults } from "./told.js";
import { findTwins } from "./twins.js";
import { findUnasked } from "./unasked.js";
import { findUnaskedLists } from "./unasked-list.js";
import { findUnconditional } from "./unconditional.js";
import { findUnheeded } from "./unheeded.js";
import { findWider } from "./wider.js";

interface Said {
  readonly goal: string;
  /** The tools that the plan might call. */
  readonly names: Catalogue;
  /** What the policy says of values that the goal does not give; by default it depends on how wrong they look. */
  readonly ungrounded: Policy["ungrounded"];
}

export interface Intent {
  /** Where a literal that matters to a call comes from. */
  readonly groundingOf: GroundingOf;
  readonly issues: readonly Issue[];
  /** What the goal keeps changes from, to hold the runs against; undefined where it denies nothing. */
  readonly spared?: Spared;
}

/** Holds a program against the words of its goal, and against what it plainly means itself. */
export function compareWithGoal({ file, checker }: CheckedPlan, data: DataFlow, said: Said): Intent {
  const { goal, ungrounded } = said;
  // The clock of the worlds is not today's, so nothing is known of days that the goal counts from today.
  const read = readGoal(goal, { orders: ordersOf(data) });
  const doubtful = [
    ...findImpossible(file, checker, data),
    ...findAlwaysTrue({ file, checker, data }),
    ...findCrossedNames(data, read),
    ...findSameEnds(data),
    ...findCrossedVariables(data),
    ...findTwins(file),
    ...findConstantComparisons(file, namesOf(file, checker)),
    ...findSameArms(file, data),
    ...findMisnamed(file),
    ...findPagesLeftOut({ file, data, names: namesOf(file, checker) }),
    ...findNotAskedFor(file, data),
  ];
  if (goal.trim() === "") return { groundingOf: () => undefined, issues: doubtful };
  const used = usedLiterals(data);
  const literals = groundLiterals(used, read);
  const wholes = withFolded(used, read);
  const told = findMadeUpResults(data, read, new Set(used.map(({ node }) => node)));
  const madeUp = [...findMadeUp(wholes === used ? literals : groundLiterals(wholes, read), read), ...told].map(
    (issue) => ({
      ...issue,
      severity: levels[ungrounded ?? "judge"] ?? issue.severity,
    }),
  );
  const names = namesOf(file, checker);
  const acting = actingOf(file, data, names);
  return {
    groundingOf: sourcesOf(literals),
    ...sparedIn(literals, data, read),
    issues: [
      ...doubtful,
      ...(ungrounded === "allow" ? [] : madeUp),
      ...findLeftOut(file, { used, data }, read),
      ...findDeedsLeftOut({ file, data, names: said.names }, read),
      ...findNothingCalled({ file, data, names: said.names }, read),
      ...findUnheeded(file, data, read),
      ...findContradictions(literals, { data, acting }, read),
      ...findNegations({ file, data, names }, read),
      ...findOtherMembers({ file, data, names }, read),
      ...findMadeInVain({ file, data, names }, read),
      ...findContrary({ file, checker, data, names }, read),
      ...findCrossedDeeds(literals, data, read),
      ...findCrossedEnds(literals, data, read),
      ...findCrossedLabels(literals, data, read),
      ...(ungrounded === "allow" ? [] : findWider(literals, read)),
      ...findSkippedLookUps(literals, { data, names: said.names }, read.text),
      ...findOtherChoices(file, data, read),
      ...findMislabelled(file, data, read),
      ...findOneOfTwo(file, data, read),
      ...findOneOfBoth(data, read),
      ...findWrongExtremes({ file, checker }, read),
      ...findCrossedResults({ file, checker }, read),
      ...findOverwritten({ file, names }, read),
      ...findOddSums(file, names, read),
      ...findUnconditional(data, said.names, read),
      ...findSiblingChoices(file, data, read),
      ...findUnasked(data, read),
      ...findForbidden(literals, data, read),
      ...findOppositeDeeds(data, read),
      ...findOtherTools(data, said.names, read),
      ...findUnaskedLists(data, read),
      ...findMissedLimits(file, literals, read),
      ...findLinesLeftOut(file, data, read),
      ...findRelativeContradictions({ file, data, names }, read),
      ...findCurtailed({ file, checker, data, names }, read),
    ],
  };
}

function sparedIn(literals: readonly GroundedLiteral[], data: DataFlow, goal: Goal): Pick<Intent, "spared"> {
  const sparing = sparingOf(literals, data.calls, goal);
  return sparing === undefined ? {} : { spared: { sparing, data, goal } };
}

/** What the runs passed to the tools, held against the words of the goal. */
export function comparePassed(
  runs: readonly GivenRun[],
  data: DataFlow,
  { goal, ungrounded }: Pick<Said, "goal" | "ungrounded">,
): readonly Issue[] {
  if (goal.trim() === "") return [];
  const read = readGoal(goal, { orders: ordersOf(data) });
  const disorder = [...findDisorder(runs, data, read), ...findInCases(runs, data, read)];
  if (ungrounded === "allow") return disorder;
  const madeUp = findMadeUpInRuns(runs, data, read).map((issue) => ({
    ...issue,
    severity: levels[ungrounded ?? "judge"] ?? issue.severity,
  }));
  return [...madeUp, ...disorder];
}

/** The first words of the names of what changes something: "stop" of `stop_order`. */
function ordersOf({ calls }: DataFlow): ReadonlySet<string> {
  const changes = calls.filter(({ binding }) => binding.spec.effect !== "read");
  return new Set(changes.flatMap(({ binding }) => wordsIn(binding.spec.name)[0] ?? []));
}

const levels: { readonly [policy: string]: Severity | undefined } = { refuse: "error", warn: "warning" };

function sourcesOf(literals: readonly GroundedLiteral[]): GroundingOf {
  const known = new Map(literals.map(({ node, grounding }) => [node, grounding]));
  return (node) => {
    const found = known.get(node);
    if (found === undefined) return undefined;
    return found.by === "goal" ? { by: "goal", start: found.start, end: found.end } : { by: found.by };
  };
}
