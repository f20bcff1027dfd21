import type { Verdict } from "../../verifier/index.js";
import type { NextCommands } from "../sentences.js";
import { evidence } from "./evidence.js";
import { explanation } from "./explanation.js";
import { heading } from "./heading.js";
import { issues } from "./issues.js";
import { missing } from "./missing.js";
import { next } from "./next.js";
import { type Page, page } from "./page.js";
import { program } from "./program.js";
import { outline } from "./shape.js";
import { steps } from "./steps.js";

export interface RenderOptions {
  /** Whether the text may carry terminal colours. */
  readonly colour: boolean;
  /** Columns to wrap to. Program lines and replay strings are never broken. */
  readonly width: number;
}

type Section = (verdict: Verdict, sheet: Page, commands: NextCommands) => string[];

const sections: readonly Section[] = [heading, missing, steps, outline, explanation, program, issues, evidence, next];

/** A verdict for a terminal, the answer first. Ends with a newline. */
export function renderVerdict(verdict: Verdict, options: RenderOptions & NextCommands): string {
  const sheet = page(options);
  const blocks = sections.map((section) => section(verdict, sheet, options)).filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
