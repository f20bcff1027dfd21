import type { QueuedRun } from "../../executor/index.js";
import { resultOf, type ShownCommands, type ShownRun } from "../queued.js";
import { counted } from "../words.js";
import { type Page, page, paragraph } from "./page.js";
import type { RenderOptions } from "./render.js";
import { renderCalls, renderRun } from "./run.js";

/** The runs of a database, one a line and its goal below. */
export function renderRuns(runs: readonly QueuedRun[], options: RenderOptions): string {
  const sheet = page(options);
  const lines = runs.flatMap((run) => [
    ...paragraph(sheet, [
      { text: run.state, paint: paintOf(run, sheet) },
      run.run,
      { text: when(run.changed), paint: sheet.dim },
    ]),
    ...(run.goal === "" ? [] : paragraph(sheet, [run.goal], { first: "    " })),
    ...(run.said === "" ? [] : paragraph(sheet, [run.said], { first: "    " })),
  ]);
  return `${[...lines, ...(lines.length > 0 ? [""] : []), `${counted(runs.length, "run")}.`].join("\n")}\n`;
}

/** One run: where it stands, what it did, and how it is gone on with. */
export function renderShownRun(shown: ShownRun, options: RenderOptions & ShownCommands): string {
  const sheet = page(options);
  const { run, standing } = shown;
  const result = resultOf(shown);
  const { resume, ...plain } = options;
  const goesOn = run.state === "waiting" || run.state === "refused";
  const about = [
    ...(run.goal === "" ? [] : paragraph(sheet, [`Goal: ${run.goal}`], { first: "  " })),
    ...paragraph(sheet, [`Run: ${run.run}`], { first: "  " }),
    ...paragraph(sheet, [`Queued ${when(run.created)}, changed ${when(run.changed)}`], { first: "  " }),
    ...(run.worker === "" ? [] : paragraph(sheet, [`Worker: ${run.worker}`], { first: "  " })),
  ].join("\n");
  if (result !== undefined) return `${renderRun(result, goesOn ? { ...plain, resume } : plain)}\n${about}\n`;
  const [title] = paragraph(sheet, [
    { text: run.state.toUpperCase(), paint: paintOf(run, sheet) },
    words[run.state] ?? "",
  ]);
  const calls = renderCalls(standing?.calls ?? [], sheet);
  return `${[title, ...(calls.length > 0 ? ["", ...calls] : []), "", about].join("\n")}\n`;
}

const words: { readonly [state: string]: string } = {
  queued: "It waits for a worker.",
  running: "A worker drives it.",
};

function paintOf({ state }: QueuedRun, sheet: Page): Page["good"] {
  if (state === "done") return sheet.good;
  return state === "failed" || state === "refused" ? sheet.bad : sheet.careful;
}

function when(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ").slice(0, 19);
}
