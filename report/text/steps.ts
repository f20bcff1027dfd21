import { isObject, type Json } from "../../toolspecs/index.js";
import type { Verdict } from "../../verifier/index.js";
import { folds, foldWords } from "../folds.js";
import { originWords } from "../origins.js";
import { outline, type Step } from "../outline.js";
import { counted, deedWords, notCalled, sampleWords, stepBoundsWords } from "../words.js";
import { effectPaint, type Page, paragraph, type Span } from "./page.js";

const charactersShown = 600;

/** Each call that the program writes, with its effect, how often it can happen in any run, and its arguments in one world. */
export function steps(verdict: Verdict, page: Page): string[] {
  if (verdict.plan === null) return [];
  const steps = outline(verdict);
  if (steps.length === 0) {
    const ran = verdict.evidence.worlds > 0;
    return ran ? [page.strong("Steps"), ...paragraph(page, ["No tool is called."], { first: "  " })] : [];
  }
  return [
    ...paragraph(
      page,
      [
        { text: "Steps", paint: page.strong },
        { text: `(${sampleWords(verdict)})`, paint: page.dim },
      ],
      { rest: 2 },
    ),
    ...inputLines(page, verdict),
    ...folds(steps).flatMap(({ shown, steps }) =>
      shown
        ? steps.flatMap((step) => stepLines(page, verdict, step))
        : paragraph(page, [`${foldWords(steps)}; --json lists them all`], indent),
    ),
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

function stepLines(page: Page, { trace, evidence }: Verdict, step: Step): string[] {
  const [first, ...more] = step.calls;
  const count = step.calls.length === 0 ? notCalled : `${step.calls.length} calls here`;
  const here = step.calls.length === 1 || trace.length === 0 ? [] : [{ text: `(${count})`, paint: page.dim }];
  return [
    ...paragraph(page, [...reachSpans(page, step), ...here], {
      first: `  ${String(step.number).padStart(2)}. `,
      rest: 6,
    }),
    ...(first === undefined ? [] : argumentLines(page, first, (name) => originWords(evidence.provenance, step, name))),
    ...(more.length === 0
      ? []
      : paragraph(page, [{ text: `and ${counted(more.length, "more call")} of it`, paint: page.dim }], {
          first: " ".repeat(8),
        })),
  ];
}

function reachSpans(page: Page, step: Step): Span[] {
  return [
    { text: step.name, paint: page.strong },
    "-",
    { text: `${deedWords(step)},`, paint: effectPaint(page, step.effect) },
    stepBoundsWords(step),
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
