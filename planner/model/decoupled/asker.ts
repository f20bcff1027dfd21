import type { Usage } from "../../../verifier/index.js";
import { addUsage, noUsage } from "../../usage.js";
import type { Chat, Line, Question, Work } from "../chat.js";
import { type Completion, refusesForm } from "../completion.js";

export interface AskTerms {
  readonly work: Work | undefined;
  mayAskAfter(spent: Usage): boolean;
}

/** Asks on, and keeps count of what it costs. */
export class Asker {
  usage: Usage = noUsage;

  constructor(
    private readonly line: Line,
    private readonly terms: AskTerms,
  ) {}

  /** A server that takes no form refuses the question for it; then it is asked in words alone. */
  async ask(chat: Chat, question: Question): Promise<Completion> {
    const completion = await chat.ask({ ...question, work: this.terms.work }, this.line);
    this.usage = addUsage(this.usage, completion.usage);
    if (question.form === undefined || !refusesForm(completion) || !this.mayAsk()) return completion;
    return this.ask(chat, { ...question, form: undefined });
  }

  /** How many of so many questions may be asked at the same time; the first is allowed already. */
  atOnce(wanted: number): number {
    let allowed = 1;
    while (allowed < wanted && (this.line.mayCall?.(1) ?? true)) allowed++;
    return allowed;
  }

  mayAsk(): boolean {
    return this.terms.mayAskAfter(this.usage);
  }
}
