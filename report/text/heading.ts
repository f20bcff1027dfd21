import type { Verdict } from "../../verifier/index.js";
import { shownGoal, summary } from "../sentences.js";
import { type Page, paragraph } from "./page.js";

/** The verdict, before everything else: one word, one sentence, the goal. */
export function heading(verdict: Verdict, page: Page): string[] {
  const look = { passed: page.good, rejected: page.bad, abstained: page.careful }[verdict.outcome];
  const word = { text: verdict.outcome.toUpperCase(), paint: (text: string) => page.strong(look(text)) };
  return [
    ...paragraph(page, [word, summary(verdict)], { rest: 2 }),
    ...(verdict.goal.trim() === "" ? [] : paragraph(page, [shownGoal(verdict.goal)], { first: "  Goal: ", rest: 4 })),
  ];
}
