import type { VerifiedPlan } from "../verifier/index.js";
import type { Context } from "./context.js";
import type { LiveTools } from "./live.js";
import type { Problem } from "./problem.js";
import { withVerifier } from "./verifying.js";

/** Judges the plan of a journal again, if its tools are still what they were; what keeps the run from being gone on with, if anything does. */
export async function judgedAgain(
  plan: VerifiedPlan,
  live: LiveTools,
  context: Context,
): Promise<Omit<Problem, "place"> | undefined> {
  const { whyNotResumed } = await context.parts.executor();
  const changed = whyNotResumed(plan, live.tools);
  if (changed !== undefined) return { code: "other_tools", message: changed };
  const { goal, source, policy, evidence } = plan;
  const { notAgain } = await context.parts.verifier();
  const judging = { seed: evidence.seed, policy };
  const verdict = await withVerifier(judging, context, (verifier) =>
    verifier.verify({ goal, source }, live.tools, { budget: plan.budget }),
  );
  if (!verdict.ok) return verdict.issues[0];
  const message = notAgain(verdict.value, plan);
  return message === undefined ? undefined : { code: "not_judged", message };
}
