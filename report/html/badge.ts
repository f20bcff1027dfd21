import type { Effect } from "../../toolspecs/index.js";
import { deedWords, effectShape } from "../words.js";
import { html, type Markup } from "./markup.js";

/** The sign of an effect, for where words stand beside it. */
export function sign(effect: Effect | undefined): Markup {
  return html`<span class="sign ${effect ?? "unknown"}" aria-hidden="true">${effectShape(effect)}</span>`;
}

/** What a call does, told by colour, shape and words. */
export function badge(call: Parameters<typeof deedWords>[0]): Markup {
  const { effect } = call;
  return html`<span class="badge ${effect ?? "unknown"}">${sign(effect)} ${deedWords(call)}</span>`;
}
