import { type Effect, isObject, type Json } from "../../toolspecs/index.js";
import type { Verdict } from "../../verifier/index.js";
import { originWords } from "../origins.js";
import { outline, type Reach, type Step } from "../outline.js";
import { boundsWords, counted, effectWords, possibleWords } from "../words.js";
import { html, type Markup, nothing } from "./markup.js";

/** The outline of the plan: the same one the text shows, with every call in it. */
export function steps(verdict: Verdict): Markup {
  const { steps, possible } = outline(verdict);
  if (verdict.plan === null || steps.length + possible.length === 0) return nothing;
  return html`<section><h2>Steps</h2>
${steps.length === 0 ? nothing : html`<p class="dim">In one sample world; what tools return is made up.</p><ol>${steps.map((step) => stepItem(step, verdict))}</ol>`}
${possible.length === 0 ? nothing : html`<p>${possibleWords(steps.length === 0)}</p><ul>${possible.map(reachItem)}</ul>`}
</section>`;
}

function stepItem(step: Step, verdict: Verdict): Markup {
  const [first, ...more] = step.calls;
  const args = (value: Json) => argumentList(value, (name) => originWords(verdict.evidence.provenance, step, name));
  return html`<li>${head(step)}${args(first)}${
    more.length === 0
      ? nothing
      : html`<details><summary>and ${counted(more.length, "more call")} of it</summary>${more.map(args)}</details>`
  }</li>`;
}

function reachItem(reach: Reach): Markup {
  return html`<li>${head(reach)}</li>`;
}

const shapes: Readonly<Record<Effect, string>> = { read: "\u25cb", write: "\u25b2", irreversible: "\u25a0" };

function head({ server, tool, effect, bounds }: Reach): Markup {
  return html`<strong><code>${server}.${tool}</code></strong>
${badge(effect)} ${boundsWords(bounds)}`;
}

/** What a call does, told by colour, shape and words. */
export function badge(effect: Effect | undefined): Markup {
  const shape = effect === undefined ? "?" : shapes[effect];
  return html`<span class="badge ${effect ?? "unknown"}">${shape} ${effectWords(effect)}</span>`;
}

function argumentList(value: Json, origin: (name: string) => string): Markup {
  const named = isObject(value) ? Object.entries(value) : [["argument", value] as const];
  const from = (words: string) => (words === "" ? nothing : html` <span class="dim">${words}</span>`);
  return html`<dl>${named.map(
    ([name, item]) => html`<dt>${name}</dt><dd><code>${JSON.stringify(item)}</code>${from(origin(name))}</dd>`,
  )}</dl>`;
}
