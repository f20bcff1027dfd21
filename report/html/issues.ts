import type { Counterexample, Issue, Verdict } from "../../verifier/index.js";
import { folded } from "../words.js";
import { html, type Markup, nothing } from "./markup.js";

export function issues(verdict: Verdict): Markup {
  if (verdict.issues.length === 0) return nothing;
  return html`<section><h2>Issues</h2><ul>${verdict.issues.map(issueItem)}</ul></section>`;
}

function issueItem(issue: Issue): Markup {
  return html`<li><strong class="${issue.severity}">${issue.severity}</strong> <code>${issue.code}</code>
<a href="#line-${issue.line}">line ${issue.line}, column ${issue.column}</a>
${issue.message.split("\n").map((line) => html`<p>${line}</p>`)}
${issue.counterexample === undefined ? nothing : story(issue.counterexample)}</li>`;
}

function story({ law, story, replay }: Counterexample): Markup {
  return html`<p>The smallest world found in which this happens <span class="dim">(${law})</span></p>
<ul>${folded(story).map((event) => html`<li>${event}</li>`)}</ul>
<p>Replay: <code>${replay}</code></p>`;
}
