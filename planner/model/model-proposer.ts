import type { Missing } from "../../verifier/index.js";
import type { Proposal, Proposer } from "../proposer.js";
import { addUsage, noUsage } from "../usage.js";
import { ask, type Message } from "./ask.js";
import { type ModelOptions, type ModelSettings, modelSettings } from "./options.js";
import { conversation } from "./prompt.js";
import { type Again, type Step, understand } from "./understand.js";

/** Questions per program: an answer without one is asked for again here, and does not count as one of the loop's repairs. */
const mostQuestions = 3;

/** Asks a language model behind an OpenAI-compatible API. Throws `HoldshortError` for options that cannot be meant. */
export function modelProposer(options: ModelOptions): Proposer {
  const settings = modelSettings(options);
  return {
    name: `model:${settings.model}`,
    propose: (task, rejected, signal) => propose(settings, conversation(task, rejected), signal),
  };
}

async function propose(
  settings: ModelSettings,
  question: readonly Message[],
  signal: AbortSignal | undefined,
): Promise<Proposal> {
  let usage = noUsage;
  let messages = question;
  let step: Step;
  let asked = 0;
  do {
    const completion = await ask(settings, messages, signal);
    asked++;
    usage = addUsage(usage, completion.usage);
    step = understand(completion, settings);
    if (step.kind === "again") messages = withHint(question, step.hint);
  } while (step.kind === "again" && asked < mostQuestions);
  if (step.kind === "program") return { kind: "program", source: step.source, usage };
  return { kind: "abstain", missing: [step.kind === "again" ? gaveUp(step, settings) : step.missing], usage };
}

/** The hint goes into the last message: many chat templates refuse two messages of one role in a row. */
function withHint(question: readonly Message[], hint: string | undefined): readonly Message[] {
  const last = question.at(-1);
  if (hint === undefined || last === undefined) return question;
  return [...question.slice(0, -1), { ...last, content: `${last.content}\n\n${hint}` }];
}

function gaveUp({ because }: Again, { model }: ModelSettings): Missing {
  const message = `The model "${model}" gave no program in ${mostQuestions} answers. The last one ${because}. Try another model, or the search planner.`;
  return { kind: "planner", message };
}
