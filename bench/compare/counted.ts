import type { Chat } from "../../planner/model/chat.js";
import { addUsage, noUsage } from "../../planner/usage.js";
import type { Usage } from "../../verifier/index.js";
import type { Answers } from "./answers.js";

/** What was asked of a model, whoever asked and whether or not they waited for the answer. */
export interface Counted extends Chat {
  /** Since the last time this was asked; `remembered` are the seconds that known answers would have taken. */
  spent(): { readonly usage: Usage; readonly remembered: number };
}

/** A model that is asked the same only once: the first question of several ways is one question. It counts as often as it is asked. */
export function counted(chat: Chat, answers: Answers): Counted {
  let usage: Usage = noUsage;
  let remembered = 0;
  return {
    name: chat.name,
    async ask(question, line) {
      const before = answers.get(question);
      const start = performance.now();
      const answer = before?.answer ?? (await chat.ask(question, line));
      if (before !== undefined) remembered += before.seconds;
      else answers.set(question, { answer, seconds: (performance.now() - start) / 1000 });
      usage = addUsage(usage, answer.usage);
      return answer;
    },
    spent() {
      const now = { usage, remembered };
      usage = noUsage;
      remembered = 0;
      return now;
    },
  };
}
