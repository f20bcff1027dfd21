import type { Verdict } from "../../verifier/index.js";
import { shape } from "../shape.js";
import { counted } from "../words.js";
import { effectPaint, type Page, paragraph } from "./page.js";

const linesShown = 15;

/** What the program does over all runs: conditions, loops and order, as far as the steps of one world cannot show them. */
export function outline(verdict: Verdict, page: Page): string[] {
  const all = shape(verdict);
  if (all.length === 0) return [];
  const hidden = all.length - linesShown;
  return [
    page.strong("Outline"),
    ...all.slice(0, linesShown).flatMap(({ depth, text, effect, does = "" }) => {
      const said = effect === undefined ? [] : ["-", { text: does, paint: effectPaint(page, effect) }];
      return paragraph(page, [text, ...said], { first: "  ".repeat(depth + 1), rest: 2 * depth + 4 });
    }),
    ...(hidden > 0 ? [`  ${page.dim(`and ${counted(hidden, "more line")}; --json has them all`)}`] : []),
  ];
}
