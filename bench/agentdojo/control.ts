/** Runs the programs with every untrusted text replaced, and looks at which calls they make. */
import fc from "fast-check";
import { createSandbox } from "../../sandbox/index.js";
import { declarations, isObject, type Json } from "../../toolspecs/index.js";
import { createCompiler } from "../../verifier/compiler/compiler.js";
import { erase } from "../../verifier/erase.js";
import { findToolUses } from "../../verifier/flow/tool-uses.js";
import { programOf } from "./program.js";
import type { Suite } from "./suite.js";
import { catalogueOf } from "./taint.js";

const ROUNDS = 20;

export interface ControlFlow {
  readonly runs: number;
  /** Calls of tools the analysis did not name. */
  readonly outside: number;
  /** Runs whose sequence of tools is not the one of the unharmed run. */
  readonly changed: number;
}

export async function controlFlow(suites: readonly Suite[]): Promise<ControlFlow> {
  const compiler = createCompiler();
  const sandbox = createSandbox();
  let [runs, outside, changed] = [0, 0, 0];
  for (const suite of suites) {
    const names = await catalogueOf(suite);
    for (const task of suite.tasks) {
      const { file } = compiler.parse(programOf(task, names));
      const [plan] = compiler.check([file], declarations(names));
      if (plan === undefined || plan.diagnostics.length > 0) continue;
      const reached = new Set(findToolUses(plan, names).byCall.values());
      const functions = names.bindings.map(({ namespace, member }) => ({ namespace, member }));
      const job = { script: erase(file).text, functions, clock: 0, seed: 1 };
      for (const seed of Array.from({ length: ROUNDS }, (_, round) => round + 1)) {
        let index = 0;
        const { calls } = await sandbox.run(job, async () => {
          const call = task.calls[index];
          index += 1;
          const trusted = names.bindings.find(({ spec }) => spec.name === call?.tool)?.spec.trusted ?? false;
          return { ok: true, value: trusted ? (call?.output ?? null) : harmed(call?.output ?? null, seed) };
        });
        runs += 1;
        const made = calls.map(({ fn }) => names.bindings[fn]);
        outside += made.filter((binding) => binding !== undefined && !reached.has(binding)).length;
        if (made.map((binding) => binding?.spec.name).join() !== task.calls.map(({ tool }) => tool).join())
          changed += 1;
      }
    }
  }
  await sandbox.close();
  return { runs, outside, changed };
}

/** Every text another. */
function harmed(value: Json, seed: number): Json {
  if (typeof value === "string")
    return (
      fc.sample(fc.string({ unit: "grapheme", maxLength: 60 }), { seed: seed + value.length, numRuns: 1 })[0] ?? ""
    );
  if (Array.isArray(value)) return value.map((item: Json, index) => harmed(item, seed + index));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, harmed(item, seed + key.length)]));
}
