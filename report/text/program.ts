import type { Verdict } from "../../verifier/index.js";
import type { Page } from "./page.js";
import { visible } from "./visible.js";

/** The program, when a planner wrote it: a plan that was handed in is already before its reader. Never wrapped, to be copied. */
export function program(verdict: Verdict, page: Page): string[] {
  if (verdict.plan === null || verdict.planner === "given") return [];
  const lines = verdict.plan.source.trimEnd().split(/\r\n|[\n\r]/);
  return [
    page.strong("Program"),
    ...lines.map((line, index) => {
      const text = visible(line.replaceAll("\t", "  "));
      return `${page.dim(`${String(index + 1).padStart(6)} |`)}${text === "" ? "" : ` ${text}`}`;
    }),
  ];
}
