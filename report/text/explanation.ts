import type { Json } from "../../toolspecs/index.js";
import type { ExplainedArgument, ExplainedCall, Explanation, Verdict } from "../../verifier/index.js";
import { type Page, paragraph, type Span } from "./page.js";

const charactersShown = 80;

/** Which words of the goal led to each tool and argument, and what else was weighed. */
export function explanation({ explanation }: Verdict, page: Page): string[] {
  if (explanation === undefined) return [];
  return [
    ...paragraph(page, [
      { text: "Why", paint: page.strong },
      { text: `(the planner claims ${percent(explanation.confidence)})`, paint: page.dim },
    ]),
    ...explanation.calls.flatMap((call) => callLines(page, call)),
    ...unplacedLines(page, explanation),
  ];
}

function callLines(page: Page, call: ExplainedCall): string[] {
  const { tool, server, words, answers, runnersUp } = call;
  const because = words.length === 0 ? [answers ? "by no word of its own" : "for what it returns"] : quotedAll(words);
  return [
    ...paragraph(page, [{ text: `${server}.${tool}`, paint: page.strong }, ...dim(page, "from"), because.join(", ")], {
      first: "  ",
      rest: 4,
    }),
    ...(runnersUp.length === 0
      ? []
      : paragraph(
          page,
          [
            ...dim(page, "rather than"),
            runnersUp.map((one) => `${one.server}.${one.tool} (${signed(one.score - call.score)})`).join(", "),
          ],
          { first: "    ", rest: 6 },
        )),
    ...call.arguments.flatMap((argument) => argumentLines(page, argument)),
  ];
}

function argumentLines(page: Page, { parameter, value, words, probability, runnersUp }: ExplainedArgument): string[] {
  const source = words === null ? "a value of the schema" : quoted(words);
  const rivals = runnersUp.map(
    (one) => `${one.value === null ? "none" : clipped(one.value)} (${percent(one.probability)})`,
  );
  return [
    ...paragraph(
      page,
      [...dim(page, `${parameter}:`), clipped(value), ...dim(page, "from"), `${source},`, percent(probability)],
      { first: "    ", rest: 6 },
    ),
    ...paragraph(page, [...dim(page, "rather than"), rivals.join(", ")], { first: "      ", rest: 8 }),
  ];
}

function unplacedLines(page: Page, { unplaced }: Explanation): string[] {
  if (unplaced.length === 0) return [];
  return paragraph(page, [...dim(page, "nothing is done about"), quotedAll(unplaced).join(", ")], {
    first: "  ",
    rest: 4,
  });
}

function dim(page: Page, text: string): Span[] {
  return [{ text, paint: page.dim }];
}

function quotedAll(words: readonly string[]): string[] {
  return words.map(quoted);
}

function quoted(text: string): string {
  return clipped(text.replaceAll(/\s+/gu, " "));
}

function clipped(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= charactersShown ? text : `${text.slice(0, charactersShown)}...`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** How far a tool lies behind, as the logarithm of the odds. */
function signed(difference: number): string {
  return `${difference > 0 ? "+" : ""}${difference.toFixed(1)}`;
}
