import type { Verdict } from "../../verifier/index.js";
import { advice, type NextCommands } from "../sentences.js";
import { type Page, paragraph } from "./page.js";

/** What the reader can do now. */
export function next(verdict: Verdict, page: Page, commands: NextCommands): string[] {
  return [
    page.strong("Next"),
    ...advice(verdict, commands).flatMap(({ text, command }) =>
      paragraph(page, [text, ...(command === undefined ? [] : [{ text: command, whole: true as const }])], {
        first: "  - ",
        whole: true,
      }),
    ),
  ];
}
