import { html, type Markup } from "./markup.js";

/** Text that is there to be copied; the button comes to life with the script. `what` names it for those who cannot see it. */
export function copyable(text: string, what: string): Markup {
  return html`<div class="copyable"><code>${text}</code><button type="button" class="copy" hidden aria-label="Copy the ${what}">Copy</button></div>`;
}
