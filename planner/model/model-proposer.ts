import type { Catalogue } from "../../toolspecs/index.js";
import type { Missing, Rejected } from "../../verifier/index.js";
import type { Proposal, Proposer, Task } from "../proposer.js";
import { addUsage, noUsage } from "../usage.js";
import type { Chat, Question } from "./chat.js";
import { chatOf } from "./chat-of.js";
import { refusesForm } from "./completion.js";
import { decoupledProposer } from "./decoupled/proposer.js";
import type { Grammar } from "./grammar/grammar.js";
import { planGrammar, withoutWayOut } from "./grammar/plan-grammar.js";
import { type ModelOptions, type ModelSettings, modelSettings } from "./options.js";
import { doubt } from "./prompt/doubt.js";
import { type Conversing, conversing, withLast } from "./prompt/prompt.js";
import { type Shows, showing } from "./prompt/shown.js";
import { remembered } from "./remembered.js";
import { seedFor, temperatureFor } from "./sampling.js";
import { type Again, type Step, understand } from "./understand.js";
import { lineOf, workOf } from "./work.js";

/** Questions per program: an answer without one is asked for again here, and does not count as one of the loop's repairs. */
const mostQuestions = 3;

/** Asks a language model behind an OpenAI-compatible API. Throws `HoldshortError` for options that cannot be meant. */
export function modelProposer(options: ModelOptions): Proposer {
  const settings = modelSettings(options);
  const { decoupled } = settings;
  if (decoupled === undefined) return proposerWith(chatOf(settings), settings);
  const chats = new Map<string, Chat>();
  const chat = (model = settings.model) => {
    const known = chats.get(model) ?? chatOf({ ...settings, model });
    chats.set(model, known);
    return known;
  };
  return decoupledProposer({ chat, settings, decoupled });
}

export type ProposerSettings = Pick<ModelSettings, "apiKey" | "temperature" | "grammar" | "signaturesOnly">;

/** The same with any model, such as a recorded one. */
export function proposerWith(chat: Chat, settings: ProposerSettings): Proposer {
  const shows = showing(settings);
  const grammarOf = remembered(planGrammar);
  const means = { chat, shows, conversation: conversing(), grammarOf, refused: new WeakSet<Grammar>(), settings };
  return {
    name: chat.name,
    varies: true,
    propose: (task, rejected, signal) => new Asking(means, { task, rejected, signal }).toProposal(),
  };
}

interface Means {
  readonly chat: Chat;
  readonly shows: Shows;
  readonly conversation: Conversing;
  grammarOf(shown: Catalogue): Grammar;
  /** Grammars that a server turned down: it takes none as large, or took none any more. */
  readonly refused: WeakSet<Grammar>;
  readonly settings: ProposerSettings;
}

interface Asked {
  readonly task: Task;
  readonly rejected: readonly Rejected[];
  readonly signal: AbortSignal | undefined;
}

/** One program asked for: as many questions as it takes, up to a few. */
class Asking {
  private usage = noUsage;
  private questions = 0;
  /** A grammar was asked for, and the last answer was held to none. */
  private isFree = false;

  constructor(
    private readonly means: Means,
    private readonly asked: Asked,
  ) {}

  async toProposal(): Promise<Proposal> {
    const shown = this.means.shows.tools(this.asked.task, 0);
    const step = await this.settled(await this.answered(shown), shown);
    if (step.kind === "program") {
      const notes = this.isFree ? { notes: [notHeld] } : {};
      return { kind: "program", source: step.source, usage: this.usage, ...notes };
    }
    const missing = step.kind === "again" ? gaveUp(step, this.means.chat, this.questions) : step.missing;
    return { kind: "abstain", missing: [missing], usage: this.usage };
  }

  /** What comes of an answer that says the model cannot; of any other, the answer itself. */
  private async settled(first: Step, shown: Task["catalogue"]): Promise<Step> {
    const doubted = await this.doubted(first, shown);
    if (doubted !== undefined) return doubted;
    const more = isToolMissing(first) ? this.wider(shown) : undefined;
    if (more === undefined) return first;
    const sought = await this.answered(more);
    return (await this.doubted(sought, more)) ?? sought;
  }

  /** More tools than `shown`, if there are any: the one that is missed may only not have been shown. */
  private wider(shown: Task["catalogue"]): Task["catalogue"] | undefined {
    const wider = this.means.shows.tools(this.asked.task, 1);
    return wider.bindings.length > shown.bindings.length && this.mayAsk() ? wider : undefined;
  }

  /** Asks once more where a value is missed that the goal says or a tool may tell. Whoever misses a tool is believed: see bench/RESULTS.md. */
  private async doubted(step: Step, shown: Task["catalogue"]): Promise<Step | undefined> {
    if (step.kind !== "abstain" || step.reason === undefined || isToolMissing(step) || !this.mayAsk()) return undefined;
    const why = doubt(step.reason, this.asked.task.goal, shown);
    return why === undefined ? undefined : this.answered(shown, why);
  }

  /** With a doubt, the model has no other way out than a program, where a grammar holds it. */
  private async answered(shown: Task["catalogue"], why?: string): Promise<Step> {
    const { task, rejected } = this.asked;
    const messages = withLast(this.means.conversation(task, rejected, shown), why === undefined ? [] : [why]);
    const form = this.means.settings.grammar ? this.form(shown, why !== undefined) : undefined;
    let step = await this.answer({ messages, form });
    while (step.kind === "again" && this.questions < mostQuestions && this.mayAsk()) {
      step = await this.answer({ messages: withLast(messages, step.hint === undefined ? [] : [step.hint]), form });
    }
    return step;
  }

  private form(shown: Task["catalogue"], doubted: boolean): Question["form"] {
    const { grammarOf, refused } = this.means;
    const grammar = grammarOf(shown);
    if (refused.has(grammar)) return undefined;
    return { kind: "grammar", grammar: doubted ? withoutWayOut(grammar) : grammar };
  }

  private async answer(asked: Pick<Question, "messages" | "form">): Promise<Step> {
    const { chat, settings, refused } = this.means;
    const completion = await chat.ask(this.question(asked), lineOf(this.asked.task, this.asked.signal));
    this.questions++;
    this.usage = addUsage(this.usage, completion.usage);
    this.isFree = settings.grammar && (asked.form === undefined || completion.held === false);
    if (asked.form?.kind !== "grammar" || !refusesForm(completion) || !this.mayAsk()) {
      return understand(completion, settings.apiKey);
    }
    refused.add(asked.form.grammar);
    return this.answer({ ...asked, form: undefined });
  }

  private question(asked: Pick<Question, "messages" | "form">): Question {
    const { round } = this.asked.task;
    const again = this.asked.rejected.length > 0;
    const temperature = temperatureFor(this.means.settings.temperature, { round, again });
    return { ...asked, temperature, seed: seedFor({ round, again }), work: workOf(this.asked.task) };
  }

  private mayAsk(): boolean {
    return this.asked.task.round?.mayAsk?.(this.usage) ?? true;
  }
}

const notHeld =
  "The model was held to no grammar, because its server takes none or turned this one down. What it can do: holdshort doctor --grammar.";

function isToolMissing(step: Step): boolean {
  return step.kind === "abstain" && step.missing.kind === "tool";
}

function gaveUp({ because, code }: Again, { name }: Chat, questions: number): Missing {
  const model = name.replace(/^model:/, "");
  const answers = questions === 1 ? "its answer" : `${questions} answers`;
  const message = `The model "${model}" gave no program in ${answers}. The last one ${because}. ${advice[code]}`;
  return { kind: "planner", code, message };
}

const another = "Try another model, or the search planner.";
const advice: Readonly<Record<Again["code"], string>> = {
  model_cut: "Look at the server's log and at what stands before the server, or try again.",
  model_truncated: "Let the server give longer answers, or try another model, or the search planner.",
  model_empty: another,
  model_no_program: another,
};
