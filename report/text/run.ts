import type { CallReport, RunResult } from "../../executor/index.js";
import { counted } from "../words.js";
import { type Page, page, paragraph } from "./page.js";
import type { RenderOptions } from "./render.js";

interface Commands {
  /** To go on with the run, where that can be. */
  readonly resume?: string;
  /** To take back what was done, where the run stopped half way. */
  readonly undo?: string;
}

/** A run for a terminal, the answer first. */
export function renderRun(result: RunResult, options: RenderOptions & Commands): string {
  const sheet = page(options);
  const blocks = [
    heading(result, sheet),
    renderCalls(result.calls, sheet),
    doubts(result, sheet),
    value(result, sheet),
    next(result, sheet, options),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function heading(result: RunResult, sheet: Page): string[] {
  const title = (paint: Page["good"], word: string, text: string) =>
    paragraph(sheet, [{ text: word, paint }, text], { rest: 2 });
  switch (result.outcome) {
    case "done":
      return title(sheet.good, "DONE", doneWords(result));
    case "waiting": {
      const { length } = result.questions;
      return title(
        sheet.careful,
        "WAITING",
        `${length === 1 ? "A question is" : `${length} questions are`} for a person to answer; nothing runs until then.`,
      );
    }
    case "failed":
      return title(sheet.bad, "FAILED", result.problem.message);
    case "refused":
      return result.problems.flatMap(({ message }) => title(sheet.bad, "REFUSED", message));
  }
}

function doneWords({ calls, endedAt }: RunResult): string {
  const made = counted(calls.length, "tool call");
  if (endedAt === undefined) return `The plan ran to its end, with ${made}.`;
  const day = new Date(endedAt).toISOString();
  return `This run came to its end on ${day}, with ${made}. Nothing was called now. For a new run, name another journal.`;
}

const words: { readonly [K in CallReport["outcome"]]: string } = {
  ok: "done",
  failed: "failed",
  denied: "denied by a person",
  waiting: "waits for approval",
  unknown: "begun, outcome unknown",
  not_made: "not made",
};

const callsShown = 60;

export function renderCalls(calls: RunResult["calls"], sheet: Page): string[] {
  if (calls.length === 0) return [];
  const hidden = calls.length - callsShown;
  return [
    sheet.strong("Calls"),
    ...calls.slice(0, callsShown).flatMap(({ call, server, tool, args, outcome }) =>
      paragraph(sheet, [`${server}.${tool}`, clipped(JSON.stringify(args)), `- ${words[outcome]}`], {
        first: `  ${String(call).padStart(2)}  `,
        rest: 8,
      }),
    ),
    ...(hidden > 0 ? [`  and ${counted(hidden, "more call")}; the journal has them all`] : []),
  ];
}

/** Why a person has to decide: what nobody saw the end of, and what is no longer so. */
function doubts(result: RunResult, sheet: Page): string[] {
  if (result.outcome !== "waiting") return [];
  const open = result.questions.filter(({ reason }) => reason !== undefined);
  if (open.length === 0) return [];
  return [
    sheet.strong("Why you are asked"),
    ...open.flatMap(({ about, call, tool, reason = "" }) => {
      const look = about === "unknown" ? ". Look there what became of it." : ".";
      return paragraph(sheet, [`call ${call}, ${tool.server}.${tool.name}: ${reason}${look}`], {
        first: "  - ",
        rest: 4,
      });
    }),
  ];
}

function clipped(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}

function value(result: RunResult, sheet: Page): string[] {
  if (result.outcome !== "done" || result.shown === null) return [];
  return [sheet.strong("Result"), ...paragraph(sheet, [JSON.stringify(result.shown)], { first: "  " })];
}

function next(result: RunResult, sheet: Page, { resume, undo }: Commands): string[] {
  const back = undo === undefined ? [] : [`To see how what was done is taken back: ${undo}`];
  const blocks = [shapeSeen(result, sheet), nextSteps([...onwards(result, resume), ...back], sheet)];
  return blocks.flat();
}

function shapeSeen(result: RunResult, sheet: Page): string[] {
  if (result.outcome !== "failed" || result.problem.broken === undefined) return [];
  const { server, tool, observed } = result.problem.broken;
  const shape = JSON.stringify({ tools: { [`${server}/${tool}`]: { output: observed, override: true } } });
  return [sheet.strong("What it looked like, as a file of shapes"), ...paragraph(sheet, [shape], { first: "  " })];
}

function onwards(result: RunResult, resume: string | undefined): string[] {
  if (resume === undefined || (result.outcome === "failed" && result.problem.broken !== undefined)) return [];
  const [first] = result.outcome === "waiting" ? result.questions : [];
  if (first === undefined) return [`Go on with: ${resume}`];
  const answers = first.about === "unknown" ? "again, failed or happened:JSON" : "yes or no";
  return [`Go on with: ${resume}. Without a terminal: --answer ${first.call}=${answers}.`];
}

function nextSteps(lines: readonly string[], sheet: Page): string[] {
  if (lines.length === 0) return [];
  return [sheet.strong("Next"), ...lines.flatMap((line) => paragraph(sheet, [line], { first: "  - ", rest: 4 }))];
}
