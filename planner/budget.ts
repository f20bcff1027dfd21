import { HoldshortError } from "../toolspecs/index.js";
import type { Usage } from "../verifier/index.js";
import type { Left } from "./round.js";

/** What planning may cost. What is absent is not bounded. Held before each call of a model; a call under way is let end. */
export interface PlanningBudget {
  /** Requests to the model, retries included. */
  readonly calls?: number | undefined;
  /** In and out together; estimated where a server does not count. */
  readonly tokens?: number | undefined;
  /** From the start of planning; this one also ends what is under way. */
  readonly seconds?: number | undefined;
  /** By the prices; without any it bounds nothing. */
  readonly usd?: number | undefined;
}

/** In US dollars. Absent counts as nothing. */
export interface Prices {
  readonly inputPerMillion?: number | undefined;
  readonly outputPerMillion?: number | undefined;
  readonly perCall?: number | undefined;
}

/** The unified cost of BATS (arXiv 2511.17006, section 3.1): tokens by their prices, and calls by theirs. */
export function usdOf({ llmCalls, inputTokens, outputTokens }: Usage, prices: Prices): number {
  const { inputPerMillion = 0, outputPerMillion = 0, perCall = 0 } = prices;
  return (inputTokens * inputPerMillion + outputTokens * outputPerMillion) / 1e6 + llmCalls * perCall;
}

/** How much of a budget is left, after so much was used. */
export class Meter {
  constructor(
    private readonly budget: PlanningBudget,
    private readonly prices: Prices,
    private readonly elapsedSeconds: () => number,
  ) {}

  left(used: Usage): readonly Left[] {
    const { calls, tokens, seconds, usd } = this.budget;
    return [
      ...left("calls", used.llmCalls, calls),
      ...left("tokens", used.inputTokens + used.outputTokens, tokens),
      ...left("seconds", this.elapsedSeconds(), seconds),
      ...left("usd", usdOf(used, this.prices), usd),
    ];
  }

  /** The first thing of which nothing is left. */
  spent(used: Usage): Left | undefined {
    return this.left(used).find(({ used, of }) => used >= of);
  }

  /** Whether a repair that costs what the last one did no longer fits into what is left. */
  cannotAfford(last: Usage, used: Usage): boolean {
    return this.left(used).some(({ what, used, of }) => of - used < costOf(what, last, this.prices));
  }
}

function left(what: Left["what"], used: number, of: number | undefined): readonly Left[] {
  return of === undefined ? [] : [{ what, used, of }];
}

function costOf(what: Left["what"], usage: Usage, prices: Prices): number {
  switch (what) {
    case "calls":
      return usage.llmCalls;
    case "tokens":
      return usage.inputTokens + usage.outputTokens;
    case "usd":
      return usdOf(usage, prices);
    case "seconds":
      return 0;
  }
}

/** Throws `HoldshortError` for a budget that cannot be meant. */
export function refuseBadBudget(budget: PlanningBudget, prices: Prices): void {
  for (const [place, value] of [...Object.entries(budget), ...Object.entries(prices)]) {
    if (typeof value === "number" && value >= 0) continue;
    if (value === undefined) continue;
    const message = `${value} is no amount for ${place}. Give a number from 0 up.`;
    throw new HoldshortError([{ code: "bad_argument", place, message }]);
  }
}
