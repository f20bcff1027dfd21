import type { Goal } from "../grounding/index.js";

/** The goal with its addresses, identifiers and quotations blanked out: "example" in an address asks for no example. */
export function ownWords({ text, values }: Pick<Goal, "text" | "values">): string {
  return values
    .filter(({ kind }) => kind === "address" || kind === "identifier" || kind === "quoted")
    .reduce((words, { start, end }) => words.slice(0, start) + "_".repeat(end - start) + words.slice(end), text);
}
