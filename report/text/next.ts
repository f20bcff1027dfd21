import type { Verdict } from "../../verifier/index.js";
import { advice } from "../sentences.js";
import { type Page, paragraph } from "./page.js";

/** What the reader can do now. */
export function next(verdict: Verdict, page: Page): string[] {
  return [
    page.strong("Next"),
    ...advice(verdict).flatMap((sentence) => paragraph(page, [sentence], { first: "  - ", whole: true })),
  ];
}
