import {
  backWords,
  goesOn,
  type ListedRun,
  resultOf,
  type ShownCommands,
  type ShownRun,
  standsWords,
  waitsWords,
} from "../queued.js";
import { doubtsIn } from "../run-words.js";
import { counted } from "../words.js";
import { type Page, page, paragraph } from "./page.js";
import type { RenderOptions } from "./render.js";
import { list, renderCalls, renderRun } from "./run.js";

export interface ListOptions extends RenderOptions {
  /** The command with which a run is gone on with, for those whose journal is a file. */
  readonly resume?: (journal: string) => string;
  /** How many are shown at most: where it is so many, there may be more. */
  readonly most: number;
}

/** Runs, one a line, and below it its goal, what it said or waits for, and how it is gone on with. */
export function renderRuns(runs: readonly ListedRun[], { resume, most, ...options }: ListOptions): string {
  const sheet = page(options);
  const lines = runs.flatMap((run) => {
    const { state, journal, goal, said } = run;
    const onwards =
      resume !== undefined && journal !== undefined && goesOn(state) ? `Go on with: ${resume(journal)}` : "";
    return [
      ...paragraph(sheet, [
        { text: state, paint: paintOf(run, sheet) },
        journal ?? run.run,
        { text: when(run.changed), paint: sheet.dim },
      ]),
      ...[goal, said, waitsWords(run), backWords(run), onwards].flatMap((text) =>
        text === "" ? [] : paragraph(sheet, [text], { first: "    ", whole: text === onwards }),
      ),
    ];
  });
  const more = runs.length >= most ? ", and perhaps more: see --most" : "";
  return `${[...lines, ...(lines.length > 0 ? [""] : []), `${counted(runs.length, "run")}${more}.`].join("\n")}\n`;
}

/** One run: where it stands, what it did, and how it is gone on with. */
export function renderShownRun(shown: ShownRun, options: RenderOptions & ShownCommands): string {
  const sheet = page(options);
  const { run, standing } = shown;
  const result = resultOf(shown);
  const { resume, ...plain } = options;
  const where =
    run.journal === undefined ? [] : paragraph(sheet, [`Journal: ${run.journal}`], { first: "  ", whole: true });
  const back = backWords(run);
  const began = run.journal === undefined ? "Queued" : "Begun";
  const about = [
    ...(run.goal === "" ? [] : paragraph(sheet, [`Goal: ${run.goal}`], { first: "  " })),
    ...(run.run === "" ? [] : paragraph(sheet, [`Run: ${run.run}`], { first: "  " })),
    ...where,
    ...paragraph(sheet, [`${began} ${when(run.created)}, changed ${when(run.changed)}`], { first: "  " }),
    ...(back === "" ? [] : paragraph(sheet, [back], { first: "  " })),
    ...(run.worker === "" ? [] : paragraph(sheet, [`Worker: ${run.worker}`], { first: "  " })),
  ];
  if (result !== undefined)
    return `${renderRun(result, goesOn(run.state) ? { ...plain, resume } : plain)}\n${about.join("\n")}\n`;
  const word = { text: run.state.toUpperCase(), paint: paintOf(run, sheet) };
  const blocks = [
    paragraph(sheet, [word, standsWords(run)], { rest: 2 }),
    renderCalls(standing?.calls ?? [], sheet, { driven: run.state === "running" && run.left !== true }),
    list("Why you are asked", goesOn(run.state) ? doubtsIn(standing?.questions ?? []) : [], sheet),
    goesOn(run.state) ? onwards(run, resume, sheet) : [],
    about,
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function onwards({ state, standing }: ListedRun, resume: string, sheet: Page): string[] {
  const lost = standing?.calls.find(({ outcome }) => outcome === "unknown");
  const answer =
    state === "unknown" && lost !== undefined
      ? `. Without a terminal: --answer ${lost.call}=again, failed or happened:JSON.`
      : "";
  return [
    sheet.strong("Next"),
    ...paragraph(sheet, [`Go on with: ${resume}${answer}`], { first: "  - ", rest: 4, whole: true }),
  ];
}

function paintOf({ state }: ListedRun, sheet: Page): Page["good"] {
  if (state === "done") return sheet.good;
  return bad.includes(state) ? sheet.bad : sheet.careful;
}

const bad: readonly ListedRun["state"][] = ["failed", "refused", "unknown", "unreadable"];

function when(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ").slice(0, 19);
}
