import type { Deeds } from "../../executor/index.js";
import { sentence, toolId } from "../../toolspecs/index.js";
import { counted } from "../words.js";
import { type Page, page, paragraph } from "./page.js";
import type { RenderOptions } from "./render.js";

const shown = 60;

const lookFirst = "Of one or more calls nobody knows whether they were taken back. Look there first.";

/** What of a run can be taken back, in the order in which that is done, and what stays. */
export function renderDeeds({ steps, kept, back }: Deeds, options: RenderOptions): string {
  const sheet = page(options);
  if (steps.length + kept.length + back.length === 0)
    return "The run changed nothing, so there is nothing to take back.\n";
  const open = steps.map(({ call, tool, by, args, tried }) => [
    `call ${call}, ${toolId(tool)}:`,
    `${toolId(by)} ${JSON.stringify(args)}`,
    ...(tried === undefined ? [] : [`- was tried by ${tried.by}, and failed: ${sentence(tried.message)}`]),
  ]);
  const stays = kept.map(({ call, tool, why }) => [`call ${call}, ${tool}:`, why]);
  const done = back.map(({ call, tool, by }) => [`call ${call}, ${tool}:`, `by ${by}`]);
  const lines = [
    ...(steps.length === 0 && back.length > 0
      ? paragraph(sheet, [kept.some(({ unknown }) => unknown === true) ? lookFirst : "Nothing is left to take back."])
      : []),
    ...block(sheet, "Can be taken back, the last first", open),
    ...block(sheet, "Stays", stays),
    ...block(sheet, "Was taken back", done),
  ];
  return `${lines.join("\n")}\n`;
}

function block(sheet: Page, title: string, lines: readonly (readonly string[])[]): string[] {
  if (lines.length === 0) return [];
  const hidden = lines.length - shown;
  return [
    sheet.strong(title),
    ...lines.slice(0, shown).flatMap((spans) => paragraph(sheet, spans, { first: "  - ", rest: 4 })),
    ...(hidden > 0 ? [`  and ${counted(hidden, "more call")}`] : []),
  ];
}
