import type { Issue, PlanText } from "../../verifier/index.js";
import type { Step } from "../outline.js";
import { shellWord } from "../shell.js";
import { folded } from "../words.js";
import { copyable } from "./copyable.js";
import { html, type Markup, nothing } from "./markup.js";
import { sourceLines } from "./program.js";
import { worldTrace } from "./worlds.js";

interface Wrong {
  readonly issues: readonly Issue[];
  readonly plan: PlanText;
  readonly steps: readonly Step[];
}

/** What is wrong, with the line, the world that shows it, and how to meet it again. */
export function issueList({ issues, plan, steps }: Wrong): Markup {
  return html`<ul class="issues">${issues.map((issue) => issueItem(issue, plan, steps))}</ul>`;
}

function issueItem(issue: Issue, plan: PlanText, steps: readonly Step[]): Markup {
  return html`<li class="issue ${issue.severity}"><p class="what"><strong class="${issue.severity}">${issue.severity}</strong> <code>${issue.code}</code>
<a href="#line-${issue.line}">line ${issue.line}, column ${issue.column}</a></p>
${issue.message.split("\n").map((line) => html`<p>${line}</p>`)}
${excerpt(plan, issue)}
${issue.counterexample === undefined ? nothing : story(issue.counterexample, steps)}</li>`;
}

/** The line with its neighbours, and a caret under the place. */
function excerpt({ source }: PlanText, { line, column, severity }: Issue): Markup {
  const look = severity === "error" ? " wrong" : " doubtful";
  const lines = sourceLines(source);
  const text = lines[line - 1];
  if (text === undefined || text.trim() === "") return nothing;
  const around = (from: number, to: number) =>
    lines.slice(Math.max(0, from - 1), to).map((other, index) => {
      const number = Math.max(1, from) + index;
      return html`<span class="line${number === line ? look : ""}"><span class="number">${number}</span>${other.replaceAll("\t", "  ")}</span>`;
    });
  const before = text.slice(0, column - 1).replaceAll("\t", "  ");
  const caret = html`<span class="line caret" aria-hidden="true"><span class="number"></span>${before.replace(/[^\s]/gu, " ")}^</span>`;
  return html`<pre class="excerpt" tabindex="0" role="group" aria-label="Line ${line} of the program">${around(line - 2, line)}${caret}${around(line + 1, line + 5)}</pre>`;
}

/** The world itself, call by call; in words where it is too long for that, since those keep what matters. */
function story({ law, story, replay, world }: NonNullable<Issue["counterexample"]>, steps: readonly Step[]): Markup {
  const told =
    world === undefined || world.more !== undefined
      ? html`<ul class="events">${folded(story).map((event) => html`<li>${event}</li>`)}</ul>`
      : html`${worldTrace({ ...world, end: { ok: false, message: story.at(-1) ?? "" } }, steps)}`;
  return html`<div class="story"><h3>The smallest world found in which this happens <span class="dim">(${law})</span></h3>
${told}
<p>To meet it again:</p>${copyable(`--replay ${shellWord(replay)}`, "replay string")}</div>`;
}
