import { afterAll } from "vitest";
import { createVerifier } from "#dist/verifier/index.js";
import { world } from "./world.js";

const verifier = createVerifier({ worlds: 40 });
afterAll(() => verifier.close());

/** What is held against a plan: refused or not, and the issues of the kinds that a test is about. */
export async function held(goal: string, body: string, { before = "", ...options } = {}) {
  const source = `${before}export default async function plan() {\n${body}\n}\n`;
  const { outcome, issues } = await verifier.verify({ goal, source }, world, options);
  const others = new Set(["partial_effects", "branch_never_run", "unused_result"]);
  const told = issues
    .filter(({ code }) => !others.has(code))
    .map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
  return { outcome, told };
}

export const right = { outcome: "passed", told: [] };
