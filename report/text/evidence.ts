import type { Verdict } from "../../verifier/index.js";
import { caveats } from "../sentences.js";
import { effortWords, evidenceWords, orderWords, policyWords } from "../words.js";
import { type Page, paragraph, type Span } from "./page.js";

/** What the verdict rests on, what that leaves open, and what it took. */
export function evidence(verdict: Verdict, page: Page): string[] {
  const policy = policyWords(verdict.evidence);
  const order = orderWords(verdict.evidence);
  return [
    ...(verdict.plan === null ? [] : labelled(page, "Evidence", evidenceWords(verdict.evidence))),
    ...caveats(verdict).flatMap((caveat) =>
      paragraph(page, [{ text: caveat, paint: page.careful }], { first: "  ", rest: 2 }),
    ),
    ...(order === undefined ? [] : labelled(page, "Order", order)),
    ...(policy === undefined ? [] : labelled(page, "Policy", policy)),
    ...labelled(page, "Planner", { text: effortWords(verdict), paint: page.dim }),
  ];
}

function labelled(page: Page, label: string, span: Span): string[] {
  return paragraph(page, [{ text: `${label}:`, paint: page.strong }, span], { rest: 2 });
}
