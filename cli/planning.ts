import type { PlanRequest, Proposer } from "../planner/index.js";
import { failure, type Outcome, type ToolSpec, toolId } from "../toolspecs/index.js";
import type { Verdict } from "../verifier/index.js";
import { choosePlanner, type PlannerChoice } from "./choice.js";
import type { Context } from "./context.js";
import { goalAlone } from "./goal-or-file.js";
import type { PlannerFlags, PolicyFlags, ToolsFlags, WorldFlags } from "./options.js";
import { policyOf } from "./policy.js";
import { type Problem, usage } from "./problem.js";
import { progressLine } from "./progress.js";
import { toolsOf } from "./tools.js";
import { withVerifier } from "./verifying.js";

export type PlanningFlags = ToolsFlags & PolicyFlags & WorldFlags & PlannerFlags;

/** From goal and flags to a verdict: what dry-run and plan share. */
export async function planned(
  goal: string,
  flags: PlanningFlags,
  context: Context,
): Promise<Outcome<Verdict, Problem>> {
  const said = await goalAlone(goal, context.io);
  if (!said.ok) return said;
  return plannedWith(goal, flags, { ...context, tools: () => toolsOf(flags, context) });
}

/** The same, with tools that come from elsewhere. */
export async function plannedWith(
  goal: string,
  flags: PlanningFlags,
  { tools: read, ...context }: Context & { readonly tools: () => ReturnType<typeof toolsOf> },
): Promise<Outcome<Verdict, Problem>> {
  if (goal.trim() === "") return failure(usage("The goal is empty. Say in a sentence what is to be done."));
  const choice = choosePlanner(flags, context.io.env);
  if (!choice.ok) return choice;
  const line = progressLine(context.io);
  line.show("reading tools");
  try {
    const tools = await read();
    if (!tools.ok) return tools;
    const stray = strayAdapter(flags, tools.value);
    if (stray !== undefined) return failure(usage(stray));
    const policy = await policyOf(flags, tools.value, context);
    if (!policy.ok) return policy;
    line.show("loading");
    const { plan, ...proposers } = await context.parts.planner();
    const verdict = await withVerifier({ ...flags, policy: policy.value }, context, (verifier) =>
      plan({
        goal,
        tools: tools.value,
        proposer: proposerOf(choice.value, proposers),
        verifier,
        policy: policy.value,
        ...spending(flags),
        signal: context.io.signal,
        onProgress: line.event,
      }),
    );
    // What a stopped planner says is no verdict on the goal: nothing is shown or written.
    context.io.signal.throwIfAborted();
    return verdict;
  } finally {
    line.clear();
  }
}

/** An adapter for a tool that there is not would never be asked, and nobody would notice. */
function strayAdapter({ adapter = new Map() }: PlannerFlags, tools: readonly ToolSpec[]): string | undefined {
  const ids = tools.map(toolId);
  const stray = [...adapter.keys()].find((id) => !ids.includes(id));
  if (stray === undefined) return undefined;
  return `--adapter ${stray}: there is no such tool. Write server/name, for example ${ids[0] ?? "billing/find_customer"}.`;
}

/** How a model may be used, as `plan` takes it. */
export function spending({
  candidates,
  budget,
  prices,
}: PlannerFlags): Pick<PlanRequest, "width" | "budget" | "prices"> {
  const priced = prices && { inputPerMillion: prices.input, outputPerMillion: prices.output, perCall: prices.call };
  return { width: candidates, budget, prices: priced };
}

type Proposers = Pick<
  Awaited<ReturnType<Context["parts"]["planner"]>>,
  "searchProposer" | "modelProposer" | "handoverProposer"
>;

export function proposerOf(choice: PlannerChoice, proposers: Proposers): Proposer {
  const { searchProposer, modelProposer, handoverProposer } = proposers;
  switch (choice.kind) {
    case "search":
      return searchProposer(choice.options);
    case "model":
      return modelProposer(choice.options);
    case "handover":
      return handoverProposer({ search: choice.search, model: modelProposer(choice.model) });
  }
}
