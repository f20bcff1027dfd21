import { type Binding, toolId } from "../../../toolspecs/index.js";
import type { Rejected } from "../../../verifier/index.js";
import { withoutBuiltins } from "../../own-tools.js";
import type { Proposal, Proposer, Task } from "../../proposer.js";
import type { Chat } from "../chat.js";
import type { Completion } from "../completion.js";
import type { ModelSettings } from "../options.js";
import { showing } from "../prompt/shown.js";
import { temperatureFor } from "../sampling.js";
import { understand } from "../understand.js";
import { lineOf, workOf } from "../work.js";
import { Asker } from "./asker.js";
import { callIn, callProgram } from "./call-program.js";
import { chooseTool, nameOf } from "./choice.js";
import { fillIn } from "./fill.js";
import type { DecoupledSettings } from "./options.js";

export interface Means {
  /** The model of that name, by default the one that was set. */
  chat(model?: string): Chat;
  readonly settings: Pick<ModelSettings, "apiKey" | "temperature" | "signaturesOnly">;
  readonly decoupled: DecoupledSettings;
}

/**
 * Chooses a tool, then fills in its arguments (DualTune, arXiv 2510.00229): each question is short, and an answer can hardly be
 * ill-formed. For goals of one call and models that write no programs.
 */
export function decoupledProposer(means: Means): Proposer {
  const shows = showing(means.settings);
  return {
    name: means.chat().name,
    varies: true,
    async propose(task, rejected, signal) {
      const asker = new Asker(lineOf(task, signal), {
        work: workOf(task),
        mayAskAfter: (spent) => task.round?.mayAsk?.(spent) ?? true,
      });
      // A catalogue of thousands is cut to what shares words with the goal; the levels deal with dozens.
      const catalogue = withoutBuiltins(shows.tools(task, 2));
      const end = await proposal({ task: { ...task, catalogue }, rejected, asker, means });
      return { ...end, usage: asker.usage };
    },
  };
}

interface Asked {
  readonly task: Task;
  readonly rejected: readonly Rejected[];
  readonly asker: Asker;
  readonly means: Means;
}

type End = Proposal extends infer P ? (P extends Proposal ? Omit<P, "usage"> : never) : never;

async function proposal(asked: Asked): Promise<End> {
  const { task, rejected, asker, means } = asked;
  const { goal, catalogue, round } = task;
  const temperature = temperatureFor(means.settings.temperature, { round, again: rejected.length > 0 });
  const tool = mendedTool(asked) ?? (await chosen(asked, temperature));
  if ("kind" in tool) return tool;
  const chat = means.chat(means.decoupled.adapters.get(toolId(tool.spec)));
  const mended = rejected.at(-1);
  const again = mended !== undefined && callIn(mended.plan.source) === nameOf(tool) ? mended : undefined;
  if (asker.usage.llmCalls > 0 && !asker.mayAsk()) return spent;
  const args = await fillIn(tool, { goal, catalogue, chat, asker, temperature, mended: again });
  return isCompletion(args) ? unread(args, asked) : { kind: "program", source: callProgram(tool, args) };
}

/** While a call is being mended, its tool stays. */
function mendedTool({ task: { catalogue, round }, rejected }: Asked): Binding | undefined {
  const mends = round?.mends ?? rejected.length;
  const call = mends === 0 ? undefined : callIn(rejected.at(-1)?.plan.source ?? "");
  return catalogue.bindings.find((binding) => nameOf(binding) === call);
}

/** Started anew, what failed before is not chosen again. */
async function chosen(asked: Asked, temperature: number | undefined): Promise<Binding | End> {
  const { task, rejected, asker, means } = asked;
  const failed = new Set(rejected.map(({ plan }) => callIn(plan.source)));
  const open = task.catalogue.bindings.filter((binding) => !failed.has(nameOf(binding)));
  if (open.length === 0) return noTool;
  const choosing = { goal: task.goal, chat: means.chat(), asker, settings: means.decoupled, temperature };
  const choice = await chooseTool(open, choosing);
  if (choice.kind === "unread") return unread(choice.completion, asked);
  if (choice.kind === "spent") return spent;
  return choice.kind === "none" ? noTool : choice.tool;
}

const noTool: End = {
  kind: "abstain",
  missing: [{ kind: "tool", message: "The model finds no tool for this." }],
};

const spent: End = {
  kind: "abstain",
  missing: [
    {
      kind: "planner",
      code: "budget_spent",
      message: "The budget was used up when a tool was chosen, before its arguments were filled in. Allow more.",
    },
  ],
};

function unread(completion: Completion, { means }: Asked): End {
  const step = understand(completion, means.settings.apiKey);
  if (step.kind === "abstain") return { kind: "abstain", missing: [step.missing] };
  const because =
    step.kind === "again" ? step.because.replace("held no program", "could not be read") : "could not be read";
  const message = `The model's answer ${because}. Try another model, or the search planner.`;
  return { kind: "abstain", missing: [{ kind: "planner", code: "model_no_program", message }] };
}

function isCompletion(value: object): value is Completion {
  return "usage" in value && "kind" in value && typeof value.usage === "object";
}
