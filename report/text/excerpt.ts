import type { Issue } from "../../verifier/index.js";
import type { Page } from "./page.js";
import { columns, units, visible } from "./visible.js";

/** The source line of an issue with a caret under its column; a line too long for the page is shown around the caret. */
export function excerpt(page: Page, source: string, { line, column }: Pick<Issue, "line" | "column">): string[] {
  const text = source.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1];
  if (text === undefined || text.trim() === "") return [];
  const gutter = `${String(line).padStart(6)} | `;
  const margin = `${" ".repeat(6)} | `;
  const shown = around(unit(text.slice(0, column - 1)), unit(text.slice(column - 1)), page.width - gutter.length);
  return [
    page.dim(gutter) + shown.before + shown.after,
    page.dim(margin) + " ".repeat(columns(shown.before)) + page.bad("^"),
  ];
}

/** Tabs count as two spaces, everything else invisible is spelled out. */
function unit(text: string): string {
  return visible(text.replaceAll("\t", "  "));
}

function around(before: string, after: string, room: number): { before: string; after: string } {
  if (columns(before) + columns(after) <= room) return { before, after };
  const left = columns(before) <= room / 2 ? before : `...${tail(before, Math.floor(room / 2) - 3)}`;
  return { before: left, after: head(after, room - columns(left)) };
}

function head(text: string, room: number): string {
  if (columns(text) <= room) return text;
  let kept = "";
  for (const unit of units(text)) {
    if (columns(kept) + columns(unit) > room - 3) break;
    kept += unit;
  }
  return `${kept}...`;
}

function tail(text: string, room: number): string {
  const kept = [...units(text)];
  while (columns(kept.join("")) > room) kept.shift();
  return kept.join("");
}
