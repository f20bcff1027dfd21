import fc from "fast-check";
import { execute, type ToolCall } from "../../executor/index.js";
import { defaultBudget, type Policy } from "../../policy/index.js";
import type { Sandbox } from "../../sandbox/index.js";
import { asJson, catalogue, hashOfValue, type Json, type ToolSpec } from "../../toolspecs/index.js";
import { type Compiler, createCompiler } from "../../verifier/compiler/compiler.js";
import { erase } from "../../verifier/erase.js";
import { arbitraryOf, type VerifiedPlan } from "../../verifier/index.js";
import { inPlanForm } from "../../verifier/phases.js";
import type { DrawnProgram } from "../soundness/program.js";
import { tools as office } from "../soundness/tools.js";

// The law: whatever a program does and whatever a policy says, no real run does more than its budgets allow. The programs were
// judged by nobody, so all that holds them is the executor.

/** The invented tools with a price each, and some of them final. */
const tools: readonly ToolSpec[] = office.map((tool, index) => ({
  ...tool,
  cost: index % 4,
  effect: index % 5 === 4 ? "irreversible" : tool.effect,
}));

const names = tools.map(({ server, name }) => `${server}/${name}`);
const selectors = fc.constantFrom("read", "write", "irreversible", "src/*", ...names);

const policies: fc.Arbitrary<Policy> = fc
  .record(
    {
      calls: fc.nat(8),
      callsInFlight: fc.integer({ min: 1, max: 4 }),
      cost: fc.nat(12),
      tools: fc.dictionary(selectors, fc.nat(3), { maxKeys: 3 }),
    },
    { requiredKeys: [] },
  )
  .map((budget) => ({ budget, approve: [] }));

export interface Trial {
  readonly program: DrawnProgram;
  readonly policy: Policy;
  /** Of what the tools return, and of how long they take. */
  readonly seed: number;
}

export function trials(programs: fc.Arbitrary<DrawnProgram>): fc.Arbitrary<Trial> {
  return fc.record({ program: programs, policy: policies, seed: fc.nat() });
}

export interface Tried {
  readonly outcome: string;
  /** The budget that stopped it, or what else did. */
  readonly code?: string;
  readonly calls: number;
  /** What was exceeded; empty as it should be. */
  readonly exceeded: readonly string[];
}

export class Trials {
  readonly #sandbox: Sandbox;
  readonly #compiler: Compiler = createCompiler();

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** Nothing where the program is not in the plan form. */
  async run({ program, policy, seed }: Trial): Promise<Tried | undefined> {
    const form = inPlanForm(this.#compiler, program.source);
    if (!("value" in form)) return undefined;
    const made: ToolSpec[] = [];
    let waiting = 0;
    let most = 0;
    const answers = outputs(seed);
    const call = async ({ tool }: ToolCall) => {
      made.push(tool);
      waiting += 1;
      most = Math.max(most, waiting);
      await new Promise((resolve) => setImmediate(resolve));
      waiting -= 1;
      if ((made.length + seed) % 7 === 0) return { kind: "failed", message: "out of order" } as const;
      return { kind: "value", value: answers(tool, made.length) } as const;
    };
    const plan = forged(program.source, erase(form.value).text, policy);
    const result = await execute(plan, { tools, call, sandbox: this.#sandbox, turnMs: 2_000 });
    const code = result.outcome === "failed" ? { code: result.problem.code } : {};
    return { outcome: result.outcome, ...code, calls: made.length, exceeded: exceeded(policy, made, most) };
  }
}

function exceeded({ budget = {} }: Policy, made: readonly ToolSpec[], most: number): readonly string[] {
  const { calls = defaultBudget.calls, callsInFlight = defaultBudget.callsInFlight, cost } = budget;
  const spent = made.reduce((sum, tool) => sum + (tool.cost ?? 0), 0);
  const counts = Object.entries(budget.tools ?? {}).map(([selector, limit]) => {
    const count = made.filter((tool) => means(selector, tool)).length;
    return count > limit ? `${selector} ${count} > ${limit}` : "";
  });
  return [
    made.length > calls ? `calls ${made.length} > ${calls}` : "",
    most > callsInFlight ? `in flight ${most} > ${callsInFlight}` : "",
    cost !== undefined && spent > cost ? `cost ${spent} > ${cost}` : "",
    ...counts,
  ].filter((text) => text !== "");
}

/** Written anew, so that a slip in the policy's own selectors would show. */
function means(selector: string, { server, name, effect }: ToolSpec): boolean {
  return selector === effect || selector === `${server}/${name}` || (selector === "src/*" && server === "src");
}

/** As `verify` would have sealed it, had it been asked. */
function forged(source: string, script: string, policy: Policy): VerifiedPlan {
  const bound = {
    goal: "",
    source,
    script,
    tools: catalogue(tools).bindings.map(({ namespace, member, spec }) => ({ namespace, member, spec })),
    budget: {
      ...defaultBudget,
      ...(policy.budget?.calls === undefined ? {} : { calls: policy.budget.calls }),
      ...inFlight(policy),
    },
    policy,
    evidence: { provenance: [] },
  };
  return asJson({ ...bound, hash: hashOfValue(bound) }) as unknown as VerifiedPlan;
}

function inFlight({ budget }: Policy): { readonly callsInFlight?: number } {
  return budget?.callsInFlight === undefined ? {} : { callsInFlight: budget.callsInFlight };
}

function outputs(seed: number): (tool: ToolSpec, nth: number) => Json {
  return (tool, nth) => {
    const values = arbitraryOf(tool.output.schema);
    if (!values.ok) throw new Error("The invented tools make sense.");
    const [value = null] = fc.sample(values.value, { seed: seed + nth, numRuns: 1 });
    return value;
  };
}
