import { page, paragraph } from "./page.js";
import type { RenderOptions } from "./render.js";

/** One thing that was looked at, and what was found. */
export interface Found {
  readonly state: "ok" | "note" | "wrong";
  /** What was looked at, by its name. */
  readonly about: string;
  /** Of several lines where a server's own words are among them. */
  readonly message: string;
}

/** Each finding with its state at the margin. */
export function renderFound(findings: readonly Found[], options: RenderOptions): string {
  const sheet = page(options);
  const paints = { ok: sheet.good, note: sheet.careful, wrong: sheet.bad };
  const margin = " ".repeat(7);
  const lines = findings.flatMap(({ state, about, message }) => {
    const [first = "", ...more] = message.split("\n");
    const [head = "", ...rest] = paragraph(sheet, [`${about}: ${first}`], { first: margin });
    const further = more.flatMap((line) =>
      paragraph(sheet, [line], { first: `${margin}${" ".repeat(line.length - line.trimStart().length)}` }),
    );
    return [`${paints[state](state.padEnd(5))}${head.slice(5)}`, ...rest, ...further];
  });
  return `${lines.join("\n")}\n`;
}
