import type { Evidence } from "../../verifier/index.js";
import { type Step, stepOf } from "../outline.js";
import { orderWords } from "../words.js";
import { sign } from "./badge.js";
import { html, type Markup, nothing } from "./markup.js";

/** What can be under way at the same time, wave after wave, from left to right. Nothing where all is one wave. */
export function waves(evidence: Evidence, steps: readonly Step[]): Markup {
  const words = orderWords(evidence);
  if (words === undefined) return nothing;
  const onPath = new Set(evidence.criticalPath.map(({ line, column }) => `${line}:${column}`));
  return html`<section aria-labelledby="waves-title"><h2 id="waves-title">Waves: what waits for what</h2>
<p>${words} <span class="dim">Those of one wave can be under way at the same time; underlined: the longest chain of answers.</span></p>
<ol class="waves" tabindex="0" role="list" aria-label="Waves of calls">${evidence.waves.map(
    (wave) =>
      html`<li><ul role="list">${wave.map((call) => {
        const step = steps[stepOf(steps, call)];
        const path = onPath.has(`${call.line}:${call.column}`) ? " path" : "";
        const name = html`${sign(call.effect)} ${step?.number ?? ""} ${call.tool}${call.often ? html` <span class="dim">many</span>` : nothing}`;
        return step === undefined
          ? html`<li class="chip">${name}</li>`
          : html`<li class="chip${path} ${call.effect}" data-step="${step.number}"><a href="#step-${step.number}">${name}</a></li>`;
      })}</ul></li>`,
  )}</ol></section>`;
}
