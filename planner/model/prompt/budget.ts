import { type Regime, regimeOf } from "../../regime.js";
import type { Left } from "../../round.js";

/**
 * What is left, and how to behave with it: the tracker and the regimes of BATS (arXiv 2511.17006, section 3). Prompts alone do not keep
 * a budget, so the loop enforces it; being told makes the model spend what it has well.
 */
export function budgetBlock(left: readonly Left[]): string {
  const lines = left.map(({ what, used, of }) => `${names[what]}: used ${shown(used)}, remaining ${shown(of - used)}`);
  return ["<budget>", ...lines, regimes[regimeOf(left)], "</budget>"].join("\n");
}

const names = { calls: "Answers", tokens: "Tokens", seconds: "Seconds", usd: "US dollars" };

const regimes: Readonly<Record<Regime, string>> = {
  high: "There is room: write the whole program, with every case handled.",
  medium: "Write the plainest program that handles every case.",
  low: "Little is left: write the shortest program that is right.",
  critical: "This may be your last answer: the shortest program that is right, or CANNOT.",
};

function shown(value: number): string {
  const rounded = Math.max(0, Number(value.toPrecision(3)));
  return String(value >= 1000 ? Math.round(value) : rounded);
}
