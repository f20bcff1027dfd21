import type { Features } from "./features.js";
import { type Weight, weights } from "./weights.js";

/** The features that count, weighed and summed. */
export function scoreOf(features: Features): number {
  let sum = 0;
  for (const name of Object.keys(features)) if (isWeight(name)) sum += weights[name] * (features[name] ?? 0);
  return sum;
}

function isWeight(name: string): name is Weight {
  return Object.hasOwn(weights, name);
}
