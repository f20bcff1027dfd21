import type { Usage } from "../verifier/index.js";

export const noUsage: Usage = { llmCalls: 0, inputTokens: 0, outputTokens: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    llmCalls: a.llmCalls + b.llmCalls,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    ...(a.estimated || b.estimated ? { estimated: true } : {}),
  };
}
