/** The two ends of a way, a stretch of time or a letter. */
import { tokensOf } from "../grounding/tokens.js";

export type End = "from" | "to";

const ends: ReadonlyMap<string, End> = new Map([
  ...["from", "source", "src", "start", "origin", "sender", "departure", "since", "begin"].map(
    (word) => [word, "from"] as const,
  ),
  ...["to", "target", "dest", "destination", "end", "recipient", "receiver", "arrival", "until"].map(
    (word) => [word, "to"] as const,
  ),
]);

/** Which end a parameter or field is named after. */
export function endOf(name: string): End | undefined {
  const found = new Set(tokensOf(name).flatMap(({ key }) => ends.get(key) ?? []));
  const [end] = found;
  return found.size === 1 ? end : undefined;
}
