import { mostUnfolded } from "../folds.js";
import type { Outlined, Step } from "../outline.js";
import { html, type Markup } from "./markup.js";

// On paper the script unfolds what is folded. Of a plan of hundreds of calls that would be hundreds of sheets: such a page is printed as it is
// folded, and says so.

type Told = Pick<Outlined, "trace"> & { readonly steps: readonly Step[] };

/** The start tag of what a page says. */
export function opening(told: Told): Markup {
  return isLong(told) ? html`<main class="long">` : html`<main>`;
}

function isLong({ steps, trace }: Told): boolean {
  return steps.length > mostUnfolded || trace.length > 2 * mostUnfolded;
}

/** For paper alone, and there of a long page alone: what is left out. */
export function leftOut(words: string): Markup {
  return html`<p class="paper dim">Left out on paper: ${words} Open here what is to be printed, or look at the page on a screen.</p>`;
}
