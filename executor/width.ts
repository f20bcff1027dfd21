/**
 * How many calls are made at the same time (W&D, arXiv 2602.07359, section 4, for the tools of a run instead of an agent's turns).
 * `descending`: from many to few, evenly over so many calls. `auto`: looks for what the servers bear, as TCP does
 * (RFC 5681, 3.1): one more for each round of calls that went well, half as many when one is lost or refused.
 */
export type CallWidth =
  | number
  | { readonly kind: "constant"; readonly k: number }
  | { readonly kind: "descending"; readonly from: number; readonly to: number; readonly over: number }
  | { readonly kind: "auto" };

/** So many calls of one server in so many ms, at most. */
export interface CallRate {
  readonly calls: number;
  readonly perMs: number;
}

/** By the name of the server. */
export interface CallRates {
  readonly [server: string]: CallRate;
}

/** The width as the run goes on. */
export interface Sizing {
  size(): number;
  /** A call came to its end: whether its server could bear it. */
  learn(well: boolean): void;
}

/** `most`: what is never exceeded. */
export function sizingOf(width: CallWidth, most: number): Sizing {
  if (typeof width === "number") return constant(width);
  if (width.kind === "constant") return constant(width.k);
  if (width.kind === "descending") return descending(width);
  return automatic(most);
}

function constant(size: number): Sizing {
  return { size: () => Math.max(1, size), learn: () => {} };
}

function descending({ from, to, over }: Extract<CallWidth, { kind: "descending" }>): Sizing {
  let made = 0;
  return {
    size() {
      const share = Math.min(1, made / Math.max(1, over));
      return Math.max(1, Math.round(from + (to - from) * share));
    },
    learn() {
      made += 1;
    },
  };
}

const firstGuess = 4;

function automatic(most: number): Sizing {
  let size = Math.min(firstGuess, most);
  return {
    size: () => Math.max(1, Math.floor(size)),
    learn(well) {
      size = well ? Math.min(most, size + 1 / size) : Math.max(1, size / 2);
    },
  };
}
