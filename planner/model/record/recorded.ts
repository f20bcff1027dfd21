import type { Chat, Message, Question } from "../chat.js";
import { redact } from "../redact.js";
import type { Exchange, Recorder } from "./exchange.js";

interface Keeping {
  readonly record: Recorder;
  readonly apiKey: string | undefined;
}

/** The same model, with every exchange kept. A recorder that fails is a recorder that fails: the answer counts all the same. */
export function recorded(chat: Chat, { record, apiKey }: Keeping): Chat {
  return {
    name: chat.name,
    async ask(question, line) {
      const start = performance.now();
      const answer = await chat.ask(question, line);
      const ms = Math.round(performance.now() - start);
      const exchange = { model: chat.name, question: kept(question), answer, ms };
      await Promise.resolve(record(withoutKey(exchange, apiKey))).catch(() => {});
      return answer;
    },
  };
}

function kept({ messages, temperature, seed, form }: Question): Exchange["question"] {
  return {
    messages,
    ...(temperature !== undefined && { temperature }),
    ...(seed !== undefined && { seed }),
    ...(form !== undefined && { form: form.kind }),
  };
}

/** A key that a person pasted into a goal, or a server into an answer, is looked for in every text. */
function withoutKey(exchange: Exchange, apiKey: string | undefined): Exchange {
  const clean = (text: string) => redact(text, apiKey);
  const messages = exchange.question.messages.map((one): Message => ({ ...one, content: clean(one.content) }));
  const { answer } = exchange;
  const said =
    answer.kind === "text"
      ? { ...answer, text: clean(answer.text) }
      : answer.kind === "failed"
        ? { ...answer, message: clean(answer.message) }
        : answer;
  return { ...exchange, question: { ...exchange.question, messages }, answer: said };
}
