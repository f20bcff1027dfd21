import { isObject, type Json } from "../../toolspecs/index.js";
import type { Verdict } from "../../verifier/index.js";
import { originWords } from "../origins.js";
import { outline, type Reach, type Step } from "../outline.js";
import { boundsWords, counted, effectWords, possibleWords } from "../words.js";
import { effectPaint, type Page, paragraph, type Span } from "./page.js";

const stepsShown = 40;
const charactersShown = 600;

/** The calls of one world in order, each with its arguments, its effect and how often it can happen in any run. */
export function steps(verdict: Verdict, page: Page): string[] {
  if (verdict.plan === null) return [];
  const { steps, possible } = outline(verdict);
  if (steps.length === 0 && possible.length === 0) {
    const ran = verdict.evidence.worlds > 0;
    return ran ? [page.strong("Steps"), ...paragraph(page, ["No tool is called."], { first: "  " })] : [];
  }
  const hidden = steps.slice(stepsShown).reduce((sum, step) => sum + step.calls.length, 0);
  return [
    ...paragraph(
      page,
      [
        { text: "Steps", paint: page.strong },
        { text: source(verdict), paint: page.dim },
      ],
      { rest: 2 },
    ),
    ...inputLines(page, verdict),
    ...steps.slice(0, stepsShown).flatMap((step, index) => stepLines(page, { verdict, step, number: index + 1 })),
    ...(hidden === 0 ? [] : paragraph(page, [`and ${counted(hidden, "more call")}; --json lists them all`], indent)),
    ...reachable(page, possible, steps.length === 0),
  ];
}

function inputLines(page: Page, { evidence: { input }, trace }: Verdict): string[] {
  if (input === undefined || trace.length === 0) return [];
  return paragraph(page, [{ text: "given:", paint: page.dim }, clipped(JSON.stringify(input.sample))], {
    first: "  ",
    rest: 4,
  });
}

const indent = { first: "  ", rest: 4 };

function source(verdict: Verdict): string {
  return verdict.trace.length === 0 ? "" : "(in one sample world; what tools return is made up)";
}

interface Numbered {
  readonly verdict: Verdict;
  readonly step: Step;
  readonly number: number;
}

function stepLines(page: Page, { verdict, step, number }: Numbered): string[] {
  const [first, ...more] = step.calls;
  const here = step.calls.length === 1 ? [] : [{ text: `(${step.calls.length} calls here)`, paint: page.dim }];
  return [
    ...paragraph(page, [...reachSpans(page, step), ...here], { first: `  ${String(number).padStart(2)}. `, rest: 6 }),
    ...argumentLines(page, first, (name) => originWords(verdict.evidence.provenance, step, name)),
    ...(more.length === 0
      ? []
      : paragraph(page, [{ text: `and ${counted(more.length, "more call")} of it`, paint: page.dim }], {
          first: " ".repeat(8),
        })),
  ];
}

function reachSpans(page: Page, reach: Reach): Span[] {
  return [
    { text: `${reach.server}.${reach.tool}`, paint: page.strong },
    "-",
    { text: `${effectWords(reach.effect)},`, paint: effectPaint(page, reach.effect) },
    boundsWords(reach.bounds),
  ];
}

function argumentLines(page: Page, args: Json, origin: (name: string) => string): string[] {
  const named = isObject(args) ? Object.entries(args) : [["argument", args] as const];
  return named.flatMap(([name, value]) =>
    paragraph(
      page,
      [{ text: `${name}:`, paint: page.dim }, clipped(JSON.stringify(value)), ...fromWords(page, origin(name))],
      { first: " ".repeat(8), rest: 10 },
    ),
  );
}

function fromWords(page: Page, words: string): Span[] {
  return words === "" ? [] : [{ text: `(${words})`, paint: page.dim }];
}

function clipped(text: string): string {
  if (text.length <= charactersShown) return text;
  return `${text.slice(0, charactersShown)}... (${text.length - charactersShown} more characters; --json has them)`;
}

function reachable(page: Page, possible: readonly Reach[], alone: boolean): string[] {
  if (possible.length === 0) return [];
  return [
    ...paragraph(page, [possibleWords(alone)], { first: "  ", rest: 4 }),
    ...possible.flatMap((reach) => paragraph(page, reachSpans(page, reach), { first: "   -  ", rest: 6 })),
  ];
}
