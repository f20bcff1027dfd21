import type { Question } from "../../executor/index.js";
import { isObject, sentence } from "../../toolspecs/index.js";
import { clippedInside } from "../clipped.js";
import { originWords } from "../origins.js";
import { wantedWords } from "../wanted.js";
import { effectWords } from "../words.js";
import { effectPaint, type Page, page, paragraph } from "./page.js";
import type { RenderOptions } from "./render.js";

const charactersShown = 2_000;

/** A question for a terminal, with what may be answered. Ends where the answer is written. */
export function renderQuestion(question: Question, options: RenderOptions & { readonly pending: number }): string {
  const sheet = page(options);
  const { about, tool, call, reason, args } = question;
  const others = options.pending > 1 ? `, ${options.pending - 1} more pending` : "";
  const what = {
    approval: "May this call be made?",
    stale: "May this call be made, although what it rests on has changed?",
    unknown: "What became of this call?",
    value: "The plan asks you",
  }[about];
  const name = [
    { text: `${tool.server}.${tool.name}`, paint: sheet.strong },
    "-",
    { text: effectWords(tool.effect, tool.effectSupposed), paint: effectPaint(sheet, tool.effect) },
    ...(tool.undo === undefined ? [] : [`- unless ${tool.undo.tool} takes it back (holdshort undo)`]),
  ];
  const named = isObject(args) ? Object.entries(args) : [];
  const lines = [
    "",
    ...paragraph(sheet, [
      { text: what, paint: sheet.strong },
      { text: `(call ${call}${others})`, paint: sheet.dim },
    ]),
    ...(about === "value" ? [] : paragraph(sheet, name, { first: "  ", rest: 4 })),
    ...(tool.description === "" || about === "value"
      ? []
      : paragraph(sheet, [firstLine(tool.description)], { first: "    ", rest: 4 })),
    ...named.flatMap(([key, value]) =>
      argument(sheet, {
        key,
        value,
        from: originWords(question.provenance, { tool: tool.name, server: tool.server }, key),
      }),
    ),
    ...(named.some(([, value]) => (JSON.stringify(value) ?? "").length > charactersShown)
      ? paragraph(sheet, [hiddenWords], { first: "    ", rest: 4 })
      : []),
    ...(reason === undefined
      ? []
      : paragraph(
          sheet,
          [
            about === "unknown"
              ? `It was begun, and nobody saw its end: ${sentence(reason)} Look there first.`
              : sentence(reason),
          ],
          { first: "  " },
        )),
    ...(about === "value" ? answers(tool, options.pending > 1) : choices(about, options.pending > 1)).flatMap((line) =>
      paragraph(sheet, [line], { first: "  ", rest: 6 }),
    ),
  ];
  return `${lines.join("\n")}\n  > `;
}

const hiddenWords =
  "Not all of it is shown. To read it, leave the question (l) and look into the run: holdshort runs show JOURNAL --json.";

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

function argument(sheet: Page, { key, value, from }: { key: string; value: unknown; from: string }): string[] {
  const text = JSON.stringify(value) ?? "";
  const shown = clippedInside(text, charactersShown);
  const origin = from === "" ? "(written in the plan)" : `(${from})`;
  return paragraph(sheet, [{ text: `${key}:`, paint: sheet.dim }, shown, { text: origin, paint: sheet.dim }], {
    first: "    ",
    rest: 6,
  });
}

/** Words of our own begin with a slash, as any other may be the answer. */
function answers({ output }: Question["tool"], several: boolean): readonly string[] {
  return [
    `Answer with ${wantedWords(output.schema)}`,
    `/no REASON = give none; ${several ? "/next = next question; " : ""}/later; /stop = stop here`,
  ];
}

/** A line for each decision, so that none is read over. */
function choices(about: Question["about"], several: boolean): readonly string[] {
  const own =
    about !== "unknown"
      ? ["y = yes, once", "t = yes, for this tool in this run", "n REASON = no"]
      : ["h JSON = it happened and returned this", "f = it failed", "a = make it again"];
  return [...own, `${several ? "x = next question; " : ""}l = later; s = stop here`];
}
