import type { CallReport, RunResult } from "../../executor/index.js";
import type { ToolEffect } from "../../verifier/index.js";
import { clippedInside } from "../clipped.js";
import { isGrave } from "../folds.js";
import { doubts, outcomeWords, type RunCommands, runAdvice, runState, runSummary, shapeSeen } from "../run-words.js";
import { counted, modelCallWords } from "../words.js";
import { type Page, page, paragraph } from "./page.js";
import type { RenderOptions } from "./render.js";

/** A run for a terminal, the answer first. */
export function renderRun(result: RunResult, options: RenderOptions & RunCommands & Pick<Looks, "effects">): string {
  const sheet = page(options);
  const shape = shapeSeen(result);
  const blocks = [
    heading(result, sheet),
    renderCalls(result.calls, sheet, options),
    list("Why you are asked", doubts(result), sheet),
    value(result, sheet),
    readingCost(result, sheet),
    [
      ...(shape === undefined
        ? []
        : [sheet.strong("What it looked like, as a file of shapes"), ...paragraph(sheet, [shape], { first: "  " })]),
      ...list("Next", runAdvice(result, options), sheet),
    ],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function heading(result: RunResult, sheet: Page): string[] {
  const state = runState(result);
  const { good, careful, bad } = sheet;
  const paint = { done: good, waiting: careful, interrupted: careful, failed: bad, refused: bad }[state];
  const word = { text: state.toUpperCase(), paint };
  return runSummary(result).flatMap((sentence) => paragraph(sheet, [word, sentence], { rest: 2 }));
}

const callsShown = 60;

interface Looks {
  /** What the tools of the plan do, where that is known. */
  readonly effects?: readonly ToolEffect[];
  /** Somebody is at it, so a call without an end is under way. */
  readonly driven?: boolean;
}

/** Of a long run the first calls, and of the others those that cannot be undone, where that is known, or did not end well. */
export function renderCalls(calls: RunResult["calls"], sheet: Page, { effects, driven = false }: Looks = {}): string[] {
  if (calls.length === 0) return [];
  const isHarmless = ({ tool, server, outcome }: CallReport) => {
    const known = effects?.find((one) => one.tool === tool && one.server === server);
    return outcome === "ok" && (effects === undefined || (known !== undefined && !isGrave(known)));
  };
  const shown = calls.filter((call, index) => index < callsShown || !isHarmless(call));
  const hidden = calls.length - shown.length;
  return [
    sheet.strong("Calls"),
    ...shown.flatMap(({ call, server, tool, args, outcome }) =>
      paragraph(
        sheet,
        [
          `${server}.${tool}`,
          clippedInside(JSON.stringify(args), argumentsShown),
          `- ${driven && outcome === "unknown" ? "under way" : outcomeWords({ outcome, server, tool })}`,
        ],
        {
          first: `  ${String(call).padStart(2)}  `,
          rest: 8,
        },
      ),
    ),
    ...(hidden > 0
      ? [
          `  and ${counted(hidden, "call")} between them, done${effects === undefined ? "" : " and not irreversible"}; the journal has them all`,
        ]
      : []),
  ];
}

function readingCost({ usage }: RunResult, sheet: Page): string[] {
  return usage === undefined ? [] : paragraph(sheet, [`Reading texts took ${modelCallWords(usage)}.`]);
}

const argumentsShown = 300;

function value(result: RunResult, sheet: Page): string[] {
  if (result.outcome !== "done" || result.shown === null) return [];
  return [sheet.strong("Result"), ...paragraph(sheet, [JSON.stringify(result.shown)], { first: "  " })];
}

export function list(title: string, lines: readonly string[], sheet: Page): string[] {
  if (lines.length === 0) return [];
  return [
    sheet.strong(title),
    ...lines.flatMap((line) => paragraph(sheet, [line], { first: "  - ", rest: 4, whole: true })),
  ];
}
