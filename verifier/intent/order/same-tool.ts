import { type Json, writtenName } from "../../../toolspecs/index.js";
import type { Goal } from "../../grounding/index.js";
import { type Issue, issueAt } from "../../issues/index.js";
import { namesDeed } from "../deeds.js";
import { placeOf } from "../names.js";
import type { Deed } from "./made.js";
import { orderedParts } from "./said.js";

/** Two calls of one tool the other way round than the goal says: "deploy it to staging and then to production". */
export function turnedInTool(made: readonly (readonly Deed[])[], goal: Goal): readonly Issue[] {
  return orderedParts(goal).flatMap(({ lead, tail, words }) => {
    const isBefore = (one: string, other: string) =>
      one !== other && standsIn(lead, one) && !standsIn(tail, one) && standsIn(tail, other) && !standsIn(lead, other);
    for (const deeds of made) {
      const changes = deeds.filter(({ call }) => call.binding.spec.effect !== "read");
      for (const [index, deed] of changes.entries()) {
        const { spec } = deed.call.binding;
        // Another deed behind the joint is what comes later.
        if (!namesDeed(spec.name, lead) || changes.some(({ call }) => call.binding !== deed.call.binding)) continue;
        const late = changes
          .slice(index + 1)
          .find((later) => later.call.binding === deed.call.binding && differs(later.args, deed.args, isBefore));
        if (late === undefined) continue;
        const message = `The goal says ${JSON.stringify(words)}, and the plan makes these calls of ${writtenName(deed.call.binding)} the other way round. Put them in the order of the goal.`;
        return [issueAt("out_of_order", placeOf(deed.call.call), message)];
      }
    }
    return [];
  });
}

/** Whether what is given later in one parameter belongs before what was given earlier, and no other says the contrary. */
function differs(
  later: Json | undefined,
  earlier: Json | undefined,
  isBefore: (one: string, other: string) => boolean,
) {
  const [one, other] = [textsOf(later), textsOf(earlier)];
  const both = [...one].flatMap(([name, value]) => {
    const beside = other.get(name);
    return beside === undefined ? [] : [[value, beside] as const];
  });
  return both.some(([a, b]) => isBefore(a, b)) && !both.some(([a, b]) => isBefore(b, a));
}

function textsOf(args: Json | undefined): ReadonlyMap<string, string> {
  if (typeof args !== "object" || args === null || Array.isArray(args)) return new Map();
  return new Map(
    Object.entries(args).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : [])),
  );
}

function standsIn(text: string, value: string): boolean {
  if (value.trim() === "") return false;
  const said = value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${said}(?![\\p{L}\\p{N}])`, "iu").test(text);
}
