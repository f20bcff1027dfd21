import type { Usage } from "../../verifier/index.js";
import type { Question } from "./chat.js";

/** Of English and TypeScript, as the tokenizers of current models cut them. */
const charactersPerToken = 3.5;

export function tokensIn(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

interface Exchanged {
  readonly question: Question;
  /** Characters of the answer, as far as it came. */
  readonly answered: number;
}

/** Puts estimates where a server counted nothing (or was not heard to the end), so that a budget of tokens holds there, too. */
export function estimated(counted: Usage, { question, answered }: Exchanged): Usage {
  if (counted.llmCalls === 0 || counted.inputTokens > 0) return counted;
  const asked = question.messages.reduce((sum, { content }) => sum + tokensIn(content), 0);
  const inputTokens = asked;
  const outputTokens = counted.outputTokens || Math.ceil(answered / charactersPerToken);
  return { ...counted, inputTokens, outputTokens, estimated: true };
}
