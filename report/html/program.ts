import type { Verdict } from "../../verifier/index.js";
import { html, type Markup, nothing } from "./markup.js";

/** The program with its line numbers, which issues link to; the lines with issues are marked. */
export function program({ plan, issues }: Verdict): Markup {
  if (plan === null) return nothing;
  const marked = new Set(issues.map((issue) => issue.line));
  const lines = plan.source.trimEnd().split(/\r\n|[\n\r\u2028\u2029]/);
  const rows = lines.map((text, index) => {
    const shown = text.replaceAll("\t", "  ");
    const line = index + 1;
    return html`<span id="line-${line}"><span class="number">${line}</span>${marked.has(line) ? html`<mark>${shown}</mark>` : shown}</span>`;
  });
  return html`<section><h2>Program</h2><pre>${rows}</pre><p class="dim"><code>${plan.hash}</code></p></section>`;
}
