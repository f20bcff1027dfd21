import type { Usage } from "../verifier/index.js";

/** What models cost. Requests, retries included; tokens in and out. */
export type ModelUsage = Pick<Usage, "llmCalls" | "inputTokens" | "outputTokens" | "estimated">;

export function addedUsage(a: ModelUsage | undefined, b: ModelUsage): ModelUsage {
  return {
    llmCalls: (a?.llmCalls ?? 0) + b.llmCalls,
    inputTokens: (a?.inputTokens ?? 0) + b.inputTokens,
    outputTokens: (a?.outputTokens ?? 0) + b.outputTokens,
    ...((a?.estimated || b.estimated) && { estimated: true }),
  };
}
