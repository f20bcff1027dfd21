import type { Verdict } from "../../verifier/index.js";
import { shape } from "../shape.js";
import { html, type Markup, nothing } from "./markup.js";
import { badge } from "./steps.js";

/** The same outline as in the text, whole. */
export function outline(verdict: Verdict): Markup {
  const lines = shape(verdict);
  if (lines.length === 0) return nothing;
  return html`<section><h2>Outline</h2><ul class="outline">${lines.map(
    ({ depth, text, effect }) =>
      html`<li class="depth-${Math.min(depth, 6)}">${text} ${effect === undefined ? nothing : badge(effect)}</li>`,
  )}</ul></section>`;
}
