import { asJson, canonicalJson } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import type { Context } from "./context.js";
import type { LiveTools } from "./live.js";
import type { Problem } from "./problem.js";
import { withVerifier } from "./verifying.js";

/** Who can write into a journal can write what looks like a judgement: so the plan is judged again. */
export async function judgedAgain(
  plan: VerifiedPlan,
  live: LiveTools,
  context: Context,
): Promise<Omit<Problem, "place"> | undefined> {
  const { goal, source, policy, evidence } = plan;
  const judging = { seed: evidence.seed, policy };
  const verdict = await withVerifier(judging, context, (verifier) =>
    verifier.verify({ goal, source }, live.tools, { budget: plan.budget }),
  );
  if (!verdict.ok) return verdict.issues[0];
  if (verdict.value.outcome === "passed" && sameDeed(verdict.value.verified, plan)) return undefined;
  const message =
    "The plan in the journal does not pass with the tools as they are now, so it is not gone on with. Look at it with holdshort verify, and at what was done in the journal.";
  return { code: "not_judged", message };
}

/** All but the evidence, which another version of the judge may word otherwise. */
function sameDeed(one: VerifiedPlan, other: VerifiedPlan): boolean {
  const deed = ({ goal, source, script, tools, budget, policy }: VerifiedPlan) =>
    canonicalJson(asJson({ goal, source, script, tools, budget, policy }));
  return deed(one) === deed(other);
}
