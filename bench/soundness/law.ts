import fc from "fast-check";
import type { Answer, Job, Run, Sandbox, ScriptedWorld } from "../../sandbox/index.js";
import { type Binding, type Catalogue, catalogue, declarations, type ToolSpec } from "../../toolspecs/index.js";
import { type CheckedPlan, type Compiler, createCompiler } from "../../verifier/compiler/compiler.js";
import { erase } from "../../verifier/erase.js";
import { evaluate } from "../../verifier/flow/amount.js";
import { type Claims, claimsOf } from "../../verifier/flow/flow.js";
import { arbitraryOf } from "../../verifier/index.js";
import { inPlanForm } from "../../verifier/phases.js";
import { instrumented, prelude, sizesExport } from "./measured.js";
import type { DrawnProgram } from "./program.js";
import { checkFlows, type Sharpness } from "./taint.js";
import { tools } from "./tools.js";

// The law: whatever a program does in any world, the analysis said so before.

/** More calls than any program needs to show that it makes too many. */
const CALLS = 120;
const IN_FLIGHT = 120;
const TIME_MS = 250;
/** One program is analysed while the runs of another are on. */
const LANES = 3;

export interface Contradiction {
  readonly source: string;
  readonly tool: string;
  readonly problem: string;
}

/** What became of a program. */
export type Ending =
  | { readonly kind: "form" | "types"; readonly why: string }
  | {
      readonly kind: "ran";
      readonly runs: number;
      readonly ended: number;
      readonly bounds: BoundKinds;
      readonly sharpness: Sharpness;
    }
  | { readonly kind: "unsound"; readonly found: Contradiction };

/** How many bounds of reached tools were numbers, formulas, or nothing. */
export interface BoundKinds {
  readonly constant: number;
  readonly symbolic: number;
  readonly unbounded: number;
}

/** Holds programs to the law. */
export class Court {
  readonly #compiler: Compiler = createCompiler();
  readonly #sandbox: Sandbox;
  readonly #worlds: number;
  readonly #names: Catalogue;

  /** `promised` is what the analysis is told of the tools; the worlds keep to what is true of them. */
  constructor(sandbox: Sandbox, worlds: number, promised: readonly ToolSpec[] = tools) {
    this.#sandbox = sandbox;
    this.#worlds = worlds;
    this.#names = catalogue(promised);
  }

  /** Programs are checked together, which is most of the cost. */
  async judge(drawn: readonly DrawnProgram[], seed: number): Promise<readonly Ending[]> {
    const forms = drawn.map(({ source }) => inPlanForm(this.#compiler, source));
    const files = forms.flatMap((form) => ("value" in form ? [form.value] : []));
    const checked = [...this.#compiler.check(files, declarations(this.#names))];
    const endings: Ending[] = [];
    const left = forms.entries();
    const lane = async (): Promise<void> => {
      for (const [index, form] of left) {
        const plan = "value" in form ? checked.shift() : undefined;
        const refusal = "issues" in form ? form.issues[0]?.message : undefined;
        endings[index] =
          plan === undefined ? { kind: "form", why: refusal ?? "" } : await this.#run(plan, seed + index);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return endings;
  }

  async #run(plan: CheckedPlan, seed: number): Promise<Ending> {
    const [wrong] = plan.diagnostics;
    if (wrong !== undefined) return { kind: "types", why: `TS${wrong.code}: ${JSON.stringify(wrong.messageText)}` };
    const flow = claimsOf(plan, this.#names);
    const { source, keys } = instrumented(plan.file, flow.measured);
    const { file } = this.#compiler.parse(source);
    const job = {
      script: prelude(keys.length) + erase(file).text,
      functions: this.#names.bindings.map(({ namespace, member }) => ({ namespace, member })),
      clock: 0,
      seed: 1,
      probe: sizesExport,
      limits: { calls: CALLS, callsInFlight: IN_FLIGHT, timeMs: TIME_MS },
    } satisfies Job;
    let ended = 0;
    const worlds = this.#worldsFor(seed);
    for (const run of await this.#runsOf(job, worlds)) {
      const found = contradiction(this.#names, { run, flow, keys });
      if (found !== undefined) return { kind: "unsound", found: { ...found, source: plan.file.text } };
      if (run.end.ok) ended += 1;
    }
    const stage = { sandbox: this.#sandbox, compiler: this.#compiler, names: this.#names, limits: job.limits };
    const flows = await checkFlows(stage, plan, { flow, seeds: [seed * 2, seed * 2 + 1] });
    if (flows.problem !== undefined) {
      return { kind: "unsound", found: { tool: "data flow", problem: flows.problem, source: plan.file.text } };
    }
    return { kind: "ran", runs: worlds.length, ended, bounds: kindsOf(flow), sharpness: flows.sharpness };
  }

  /** One run a world: after a run that ends badly, which ends a batch, the others are run in the next. */
  async #runsOf(job: Job, worlds: readonly ScriptedWorld[]): Promise<readonly Run[]> {
    const runs: Run[] = [];
    while (runs.length < worlds.length) runs.push(...(await this.#sandbox.runWorlds(job, worlds.slice(runs.length))));
    return runs;
  }

  /** Every other world has tools that fail now and then: what is caught must not upset the count either. */
  #worldsFor(seed: number): readonly ScriptedWorld[] {
    const answers = catalogue(tools).bindings.map(({ spec }) => {
      const values = arbitraryOf(spec.output.schema);
      if (!values.ok) throw new Error("The invented tools make sense.");
      return fc.array(values.value, { minLength: 1, maxLength: 3 });
    });
    const drawn = fc.sample(fc.tuple(...answers), { seed, numRuns: this.#worlds });
    return drawn.map((world, index) => ({
      answers: world.map((values, tool) =>
        values.map((value, at): Answer => {
          const fails = index % 2 === 1 && (at + tool + index + seed) % 4 === 0;
          return fails ? { ok: false, message: "out of order" } : { ok: true, value };
        }),
      ),
    }));
  }
}

function contradiction({ bindings }: Catalogue, scene: Scene): Omit<Contradiction, "source"> | undefined {
  const { run } = scene;
  for (const [fn, binding] of bindings.entries()) {
    const made = run.calls.filter((call) => call.fn === fn).length;
    const problem = problemWith(made, binding, scene);
    if (problem !== undefined) return { tool: `${binding.namespace}.${binding.member}`, problem };
  }
  if (!run.end.ok && run.end.fault.code === "engine") return { tool: "", problem: run.end.fault.message };
  return undefined;
}

interface Scene {
  readonly run: Run;
  readonly flow: Claims;
  readonly keys: readonly string[];
}

function problemWith(made: number, binding: Binding, { run, flow, keys }: Scene): string | undefined {
  if (made > 0 && !flow.reached.includes(binding)) return "called, though said to be out of reach";
  const bound = flow.bounds.get(binding);
  if (bound === undefined) return made > 0 ? `called ${made} times, though said never to be` : undefined;
  if (made > bound.max) return `called ${made} times, at most ${bound.max} were said`;
  if (run.end.ok && made < bound.min) return `called ${made} times, at least ${bound.min} were said`;
  // Where a run was broken off, nobody read the lengths.
  if (run.probe.length !== keys.length) return undefined;
  const most = evaluate(bound.most, (key) => run.probe[keys.indexOf(key)] ?? 0);
  const sizes = keys.map((key, index) => `${flow.measured.get(key)?.size.text} = ${run.probe[index]}`);
  return made > most
    ? `called ${made} times, at most ${bound.bound} = ${most} were said (${sizes.join(", ")})`
    : undefined;
}

function kindsOf({ bounds }: Claims): BoundKinds {
  const all = [...bounds.values()];
  const constant = all.filter(({ max }) => Number.isFinite(max)).length;
  const unbounded = all.filter(({ bound }) => bound === "unbounded").length;
  return { constant, unbounded, symbolic: all.length - constant - unbounded };
}
