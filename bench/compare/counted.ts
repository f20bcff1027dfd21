import type { Chat, Line, Question } from "../../planner/model/chat.js";
import { addUsage, noUsage } from "../../planner/usage.js";
import type { Usage } from "../../verifier/index.js";
import type { Answers } from "./answers.js";

/** What was asked of a model, whoever asked and whether or not they waited for the answer. */
export interface Counted extends Chat {
  /** Since the last time this was asked, with what was called off once that has ended; `saved` are the seconds that it would have taken more, had the other ways not gone before. */
  spent(): Promise<{ readonly usage: Usage; readonly saved: number }>;
}

/**
 * A model that is asked the same only once: the first question of several ways is one question, and counts as often as it is asked. Where the
 * same question was read before in another way, so that it lies in the model's cache, the time of reading it counts again, too.
 */
export function counted(chat: Chat, answers: Answers): Counted {
  const readings = new Map<string, number>();
  let own = new Set<string>();
  let usage: Usage = noUsage;
  let saved = 0;
  const open = new Set<Promise<unknown>>();
  const timed = async (question: Question, line: Line) => {
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1000;
    let first: number | undefined;
    const answer = await chat.ask(question, {
      ...line,
      onText: (...told) => {
        first ??= seconds();
        line.onText?.(...told);
      },
    });
    const known = { answer, seconds: seconds() };
    const text = JSON.stringify(question.messages);
    const before = own.has(text) ? 0 : (readings.get(text) ?? 0);
    own.add(text);
    const cached = Math.max(0, before - (first ?? known.seconds));
    saved += cached;
    readings.set(text, Math.max(before, first ?? 0));
    answers.set(question, { answer, seconds: known.seconds + cached });
    return answer;
  };
  return {
    name: chat.name,
    async ask(question, line) {
      const known = answers.get(question);
      if (known !== undefined) saved += known.seconds;
      const asking = known === undefined ? timed(question, line) : Promise.resolve(known.answer);
      open.add(asking);
      const answer = await asking.finally(() => open.delete(asking));
      usage = addUsage(usage, answer.usage);
      return answer;
    },
    async spent() {
      while (open.size > 0) await Promise.allSettled(open);
      const now = { usage, saved };
      usage = noUsage;
      saved = 0;
      own = new Set();
      return now;
    },
  };
}
