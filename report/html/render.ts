import { createHash } from "node:crypto";
import type { Verdict } from "../../verifier/index.js";
import { advice, caveats, shownGoal, summary } from "../sentences.js";
import { effortWords, evidenceWords, missingPlace, policyWords } from "../words.js";
import { issues } from "./issues.js";
import { html, Markup, nothing } from "./markup.js";
import { program } from "./program.js";
import { outline } from "./shape.js";
import { steps } from "./steps.js";
import { style } from "./style.js";

/**
 * A verdict as one page to keep or send. It needs nothing else and may do nothing: no script, no request, no style but its own,
 * all held by its content security policy as well as by escaping.
 */
export function renderHtml(verdict: Verdict): string {
  const styleHash = createHash("sha256").update(style).digest("base64");
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${verdict.outcome}: ${shownGoal(verdict.goal)}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
<h1 class="${verdict.outcome}">${verdict.outcome.toUpperCase()}</h1>
<p>${summary(verdict)}</p>
${verdict.goal.trim() === "" ? nothing : html`<p>Goal: <strong>${shownGoal(verdict.goal)}</strong></p>`}
${missing(verdict)}
${steps(verdict)}
${outline(verdict)}
${issues(verdict)}
<section><h2>Evidence</h2>
${verdict.plan === null ? nothing : html`<p>The program ${evidenceWords(verdict.evidence)}</p>`}
${policy(verdict)}
${caveats(verdict).map((caveat) => html`<p class="warning">${caveat}</p>`)}
<p class="dim">Planner: ${effortWords(verdict)}</p></section>
${program(verdict)}
<section><h2>Next</h2><ul>${advice(verdict).map((sentence) => html`<li>${sentence}</li>`)}</ul></section>
</main>
</body>
</html>
`;
  return text;
}

function policy({ evidence }: Verdict): Markup {
  const words = policyWords(evidence);
  return words === undefined ? nothing : html`<p>Policy: ${words}</p>`;
}

function missing(verdict: Verdict): Markup {
  if (verdict.outcome !== "abstained") return nothing;
  const items = verdict.missing.map(
    (item) => html`<li>${item.message} <span class="dim">${missingPlace(item)}</span></li>`,
  );
  return html`<section><h2>Missing</h2><ul>${items}</ul></section>`;
}
