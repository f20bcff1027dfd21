import { asJson, canonicalJson } from "../toolspecs/index.js";
import type { Judgement, VerifiedPlan } from "./verdict.js";

/**
 * Who can write into a journal can write what looks like a judgement: so its plan is judged again, with the tools of now. Why it is not gone on with, by
 * that judgement; nothing where it passed and is the same deed.
 */
export function notAgain(judgement: Judgement, plan: VerifiedPlan): string | undefined {
  if (judgement.outcome !== "passed") {
    const [first] = judgement.issues.filter(({ severity }) => severity === "error");
    const why = first === undefined ? "" : ` (line ${first.line}: ${first.message.replace(/\.$/, "")})`;
    return `The plan in the journal does not pass any more${why}. ${advice}`;
  }
  const [one, other] = [deedOf(judgement.verified), deedOf(plan)];
  const parts = Object.keys(one).filter((part) => one[part] !== other[part]);
  if (parts.length === 0) return undefined;
  return `The journal was changed, or written by another version of holdshort: what it holds as the ${parts.join(" and the ")} of the plan is not what the judge makes of its source. ${advice}`;
}

const advice =
  "So the run is not gone on with. Look at the plan with holdshort verify, and at what was done with holdshort runs show.";

/**
 * All but the evidence, which another version of the judge may word otherwise, and what is told of tools beside what they do: how a call is taken
 * back may come later.
 */
function deedOf({ goal, source, script, tools, budget, policy }: VerifiedPlan): { readonly [part: string]: string } {
  const judged = tools.map(({ spec: { undo: _, examples: __, ...spec }, ...names }) => ({ ...names, spec }));
  const parts = Object.entries({ goal, source, script, tools: judged, budget, policy });
  return Object.fromEntries(parts.map(([part, value]) => [part, canonicalJson(asJson(value))]));
}
