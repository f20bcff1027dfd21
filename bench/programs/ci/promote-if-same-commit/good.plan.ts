export default async function plan() {
  const run = await ci.get_run({ run_id: "run-770001" });
  if (run.status === "failed") return { staging: null, production: null };
  const staging = await ci.deploy({ run_id: run.run_id, environment: "staging" });
  if (run.status !== "passed" || run.commit !== "1f3a9bc") return { staging: staging.deployment_id, production: null };
  const production = await ci.deploy({ run_id: run.run_id, environment: "production" });
  return { staging: staging.deployment_id, production: production.deployment_id };
}
