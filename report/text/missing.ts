import type { Missing, Verdict } from "../../verifier/index.js";
import { missingPlace } from "../words.js";
import { type Page, paragraph } from "./page.js";

/** What kept the planner from offering a plan, a line each. */
export function missing(verdict: Verdict, page: Page): string[] {
  if (verdict.outcome !== "abstained") return [];
  return [page.strong("Missing"), ...verdict.missing.flatMap((item) => missingLines(page, item))];
}

function missingLines(page: Page, item: Missing): string[] {
  const place = { text: missingPlace(item), paint: page.dim };
  return paragraph(page, [{ text: `${item.kind}:`, paint: page.careful }, item.message, place], { first: "  - " });
}
