import type { Counterexample, Issue, Verdict } from "../../verifier/index.js";
import { shellWord } from "../shell.js";
import { counted, folded } from "../words.js";
import { excerpt } from "./excerpt.js";
import { type Page, paragraph } from "./page.js";
import { visible } from "./visible.js";

/** The first that are wrong tell why the others are: what is no program at all has hundreds. */
const issuesShown = 20;

/** What is wrong and where, each with its counterexample if a world showed it. */
export function issues(verdict: Verdict, page: Page): string[] {
  if (verdict.issues.length === 0) return [];
  const source = verdict.plan?.source ?? "";
  const hidden = verdict.issues.length - issuesShown;
  return [
    page.strong("Issues"),
    ...verdict.issues.slice(0, issuesShown).flatMap((issue) => issueLines(page, source, issue)),
    ...(hidden > 0
      ? paragraph(page, [`and ${counted(hidden, "more issue")}; --json has them all`], { first: "  " })
      : []),
  ];
}

function issueLines(page: Page, source: string, issue: Issue): string[] {
  const look = issue.severity === "error" ? page.bad : page.careful;
  const place = { text: `line ${issue.line}, column ${issue.column}`, paint: page.dim };
  return [
    ...paragraph(page, [{ text: issue.severity, paint: look }, { text: issue.code, paint: page.strong }, place], {
      first: "  ",
      rest: 4,
    }),
    ...message(page, issue.message),
    ...excerpt(page, source, issue),
    ...(issue.counterexample === undefined ? [] : story(page, issue.counterexample)),
  ];
}

/** A message may have lines of its own. */
function message(page: Page, text: string): string[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .flatMap((line) => paragraph(page, [line], { first: "    " }));
}

function story(page: Page, { law, story, replay }: Counterexample): string[] {
  return [
    ...paragraph(page, ["The smallest world found in which this happens", { text: `(${law})`, paint: page.dim }], {
      first: "    ",
      rest: 6,
    }),
    ...folded(story).flatMap((event) => paragraph(page, [event], { first: "      - " })),
    // In one piece, however long: it is there to be copied.
    `    ${page.dim("Replay:")} --replay ${shellWord(visible(replay))}`,
  ];
}
