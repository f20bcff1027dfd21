import type { Catalogue, ToolSpec } from "../../toolspecs/index.js";
import { counted, effectWords } from "../words.js";
import { effectPaint, page, paragraph } from "./page.js";
import type { RenderOptions } from "./render.js";

/** Every tool with the name a plan writes, what a call can do, and what its server says of it. */
export function renderTools({ bindings }: Catalogue, options: RenderOptions): string {
  const sheet = page(options);
  const lines = bindings.flatMap(({ namespace, member, spec }) => [
    ...paragraph(
      sheet,
      [
        { text: `${namespace}.${member}`, paint: sheet.strong },
        "-",
        { text: effectWords(spec.effect, spec.effectSupposed), paint: effectPaint(sheet, spec.effect) },
        ...(spec.output.origin === "declared" ? [] : [{ text: `(${outputWords(spec)})`, paint: sheet.dim }]),
      ],
      { rest: 4 },
    ),
    ...(spec.requires === undefined || spec.requires.length === 0
      ? []
      : paragraph(sheet, [`needs before it: ${spec.requires.join(", ")}`], { first: "    " })),
    ...(spec.description.trim() === "" ? [] : paragraph(sheet, [firstLine(spec.description)], { first: "    " })),
  ]);
  return `${[...lines, "", `${counted(bindings.length, "tool")}.`].join("\n")}\n`;
}

function outputWords({ output: { origin, basis } }: ToolSpec): string {
  return origin === "unknown" ? "output not declared" : `output ${basis ?? origin}`;
}

function firstLine(description: string): string {
  return description.trim().split(/\r?\n/, 1)[0] ?? "";
}
