import type { EndpointUsage, Usage } from "../verifier/index.js";

export const noUsage: Usage = { llmCalls: 0, inputTokens: 0, outputTokens: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  const endpoints = [...(a.endpoints ?? []), ...(b.endpoints ?? [])];
  return {
    ...addTokens(a, b),
    ...(a.estimated || b.estimated ? { estimated: true } : {}),
    ...(endpoints.length > 0 && { endpoints: merged(endpoints) }),
  };
}

function addTokens(a: Usage | EndpointUsage, b: Usage | EndpointUsage) {
  return {
    llmCalls: a.llmCalls + b.llmCalls,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
  };
}

/** One entry a server, in the order in which they come up. */
function merged(shares: readonly EndpointUsage[]): readonly EndpointUsage[] {
  const byUrl = new Map<string, EndpointUsage>();
  for (const share of shares) {
    const before = byUrl.get(share.url);
    byUrl.set(share.url, before === undefined ? share : addShares(before, share));
  }
  return [...byUrl.values()];
}

function addShares(a: EndpointUsage, b: EndpointUsage): EndpointUsage {
  const failures = (a.failures ?? 0) + (b.failures ?? 0);
  const keepMs = b.keepMs ?? a.keepMs;
  return {
    url: a.url,
    ...addTokens(a, b),
    ...(failures > 0 && { failures }),
    ...(keepMs !== undefined && { keepMs }),
  };
}
