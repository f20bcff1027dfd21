import type { Context } from "../context.js";
import type { Finding } from "./finding.js";

const plan = { goal: "", source: "export default async function plan() { return 1; }\n" };

/** The compiler and the sandbox, by judging a plan that must pass. */
export async function checkJudge({ parts }: Context): Promise<readonly Finding[]> {
  const { createVerifier } = await parts.verifier();
  const started = performance.now();
  const verifier = createVerifier();
  try {
    const { outcome } = await verifier.verify(plan, []);
    const ms = Math.round(performance.now() - started);
    if (outcome === "passed") return [{ state: "ok", about: "judge", message: `a plan was judged in ${ms} ms` }];
    const message = "A plan that does nothing was refused. Install holdshort again; if that does not help, report it.";
    return [{ state: "wrong", about: "judge", message }];
  } finally {
    await verifier.close();
  }
}
