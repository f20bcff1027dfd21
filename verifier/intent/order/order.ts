import { writtenName } from "../../../toolspecs/index.js";
import type { DataFlow } from "../../flow/values/index.js";
import type { Goal } from "../../grounding/index.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { placeOf } from "../names.js";
import { finals, isOfFinal } from "./finals.js";
import { type Deed, madeIn, type Run } from "./made.js";
import { followUpsIn, sequencesIn } from "./said.js";
import { turnedInTool } from "./same-tool.js";

/**
 * Calls in another order than the goal says, by what the runs did: B before A where it says "A, then B"; B without a change where it says "B if any
 * were changed"; and changes after the call that was to make them public.
 */
export function findDisorder(runs: readonly Run[], data: DataFlow, goal: Goal): readonly Issue[] {
  // Where a tool fails, a plan may do otherwise.
  const usual = runs.filter(({ end, calls }) => end.ok && calls.every(({ answer }) => answer?.ok === true));
  const made = usual.map((run) => madeIn(run, data));
  return [
    ...turnedRound(made, data, goal),
    ...turnedInTool(made, goal),
    ...unfollowed(made, data, goal),
    ...tooLate(made),
  ];
}

function turnedRound(made: readonly (readonly Deed[])[], data: DataFlow, goal: Goal): readonly Issue[] {
  return sequencesIn(goal, data).flatMap(({ first, next, words }) => {
    const wrong = made.flatMap((deeds) => {
      const [one, other] = [first, next].map((tool) => deeds.find(({ call }) => call.binding === tool));
      return one !== undefined && other !== undefined && deeds.indexOf(other) < deeds.indexOf(one) ? [other] : [];
    });
    const [deed] = wrong;
    if (deed === undefined) return [];
    const message = `The goal says ${JSON.stringify(words)}, and the plan calls ${writtenName(next)} before ${writtenName(first)}. Put the calls in the order of the goal.`;
    return [issueAt("out_of_order", placeOf(deed.call.call), message)];
  });
}

/** "publish the zone if any were deleted": published where none was, or not published where some were. */
function unfollowed(made: readonly (readonly Deed[])[], data: DataFlow, goal: Goal): readonly Issue[] {
  return followUpsIn(goal, data).flatMap(({ follow, of, words }) => {
    const said = `The goal says ${JSON.stringify(words)}`;
    for (const deeds of made) {
      const at = deeds.findIndex(({ call }) => call.binding === follow);
      const first = deeds.findIndex(({ call }) => of.includes(call.binding));
      if (at !== -1 && (first === -1 || at < first)) {
        const why = first === -1 ? "also where nothing was" : "before anything is";
        return [
          issueFor(
            deeds[at],
            `${said}, and the plan calls ${writtenName(follow)} ${why}. Call it after that, and only then.`,
          ),
        ];
      }
      if (first !== -1 && at === -1) {
        return [
          issueFor(
            deeds[first],
            `${said}, and there are runs in which that is so and ${writtenName(follow)} is not called. Call it whenever something was.`,
          ),
        ];
      }
    }
    return [];
  });
}

function issueFor(deed: Deed | undefined, message: string): Issue {
  if (deed === undefined) throw new Error("There is a call to speak of.");
  return issueAt("out_of_order", placeOf(deed.call.call), message);
}

/** What is changed after the last call that makes changes public, or puts an end to the thing, comes too late. */
function tooLate(made: readonly (readonly Deed[])[]): readonly Issue[] {
  const found = new Map<unknown, Issue>();
  for (const deeds of made) {
    for (const [index, deed] of deeds.entries()) {
      const final = finals(deed);
      if (final === undefined || found.has(deed.call)) continue;
      const rest = deeds.slice(index + 1);
      const late = rest.find((other) => isOfFinal(other, deed));
      if (late === undefined || rest.some(({ call }) => call.binding === deed.call.binding)) continue;
      const [one, other] = [writtenName(deed.call.binding), writtenName(late.call.binding)];
      const message = `${one} ${final.does}, and ${other} changes the same after that. Call ${other} first.`;
      found.set(deed.call, issueAt("out_of_order", placeOf(late.call.call), message, final.severity));
    }
  }
  return [...found.values()];
}
