import { asJson, canonicalJson } from "../toolspecs/index.js";
import type { Judgement, VerifiedPlan } from "./verdict.js";

/**
 * Who can write into a journal can write what looks like a judgement: so its plan is judged again, with the tools of now. Why it is not gone on with, by
 * that judgement; nothing where it passed and is the same deed.
 */
export function notAgain(judgement: Judgement, plan: VerifiedPlan): string | undefined {
  if (judgement.outcome === "passed" && sameDeed(judgement.verified, plan)) return undefined;
  return "The plan in the journal does not pass with the tools as they are now, so it is not gone on with. Look at it with holdshort verify, and at what was done in the journal.";
}

/** All but the evidence, which another version of the judge may word otherwise. */
function sameDeed(one: VerifiedPlan, other: VerifiedPlan): boolean {
  const deed = ({ goal, source, script, tools, budget, policy }: VerifiedPlan) =>
    canonicalJson(asJson({ goal, source, script, tools, budget, policy }));
  return deed(one) === deed(other);
}
