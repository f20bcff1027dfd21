import type { Chat, Question } from "../chat.js";
import { failed } from "../server/failure.js";
import type { Exchange } from "./exchange.js";

/**
 * A model that says again what was recorded: to each question the next answer that was given to a conversation about the same
 * goal. What is compared is the goal alone, so that a change to the prompt does not void the recordings.
 */
export function replayed(name: string, exchanges: readonly Exchange[]): Chat {
  const left = [...exchanges];
  return {
    name,
    ask: async (question) => {
      const goal = goalOf(question);
      const next = left.findIndex((exchange) => goalOf(exchange.question) === goal);
      const [exchange] = next < 0 ? [] : left.splice(next, 1);
      return exchange?.answer ?? { ...failed("model_broken", nothingLeft), usage: noUsage };
    },
  };
}

const noUsage = { llmCalls: 0, inputTokens: 0, outputTokens: 0 };
const nothingLeft = "There is no recorded answer left for this goal. Record it again.";

/** The first message of the user, to the end of the goal. */
function goalOf({ messages }: Pick<Question, "messages">): string {
  const first = messages.find(({ role }) => role === "user")?.content ?? "";
  return first.split("\n\n")[0] ?? "";
}
