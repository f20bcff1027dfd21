import type { CallBounds, Evidence } from "../../verifier/index.js";
import { writtenAs } from "../outline.js";
import { boundsWords, counted } from "../words.js";
import { badge } from "./badge.js";
import { html, type Markup, nothing } from "./markup.js";

/** How often each tool can be called in one run, and all of them together against the budget. Bars repeat what the words say, all to one scale. */
export function bounds(evidence: Evidence): Markup {
  const { calls, effects, budget, sites = [] } = evidence;
  const rows = effects.flatMap(({ tool, server, effect, effectSupposed }) => {
    const shared = `${server}/${tool}`;
    const of = Object.hasOwn(calls, shared) ? calls[shared] : Object.hasOwn(calls, tool) ? calls[tool] : undefined;
    return of === undefined
      ? []
      : [{ name: writtenAs(evidence, { tool, server }), does: { effect, effectSupposed }, of }];
  });
  if (rows.length === 0) return nothing;
  const sum = together(Object.values(calls));
  const scale = Math.max(
    1,
    ...[...rows.map(({ of }) => of), sum].map(({ min, max }) => max ?? min),
    ...sites.map(({ most }) => most),
  );
  return html`<section aria-labelledby="bounds-title"><h2 id="bounds-title">How often tools can be called</h2>
<p class="dim">In any run. Filled: at least; outlined: at most; open to the right: no number bounds it. All bars are to one scale.</p>
<table class="bounds"><thead><tr><th scope="col">Tool</th><th scope="col">Effect</th><th scope="col">Calls</th><td></td></tr></thead><tbody>${rows.map(
    ({ name, does, of }) =>
      html`<tr><th scope="row"><code>${name}</code></th><td>${badge(does)}</td><td>${boundsWords(of)}</td><td>${bar(of, scale)}</td></tr>`,
  )}${budget === undefined ? nothing : total(sum, { budget: budget.calls, scale })}</tbody></table></section>`;
}

function together(all: readonly CallBounds[]): CallBounds {
  return {
    min: all.reduce((before, { min }) => before + min, 0),
    max: all.reduce<number | null>((before, { max }) => (before === null || max === null ? null : before + max), 0),
  };
}

function total(sum: CallBounds, { budget, scale }: { readonly budget: number; readonly scale: number }): Markup {
  const most = sum.max === null ? "No number bounds them; the run is stopped at the budget" : `${sum.max} at most`;
  return html`<tr class="total"><th scope="row">All together</th><td></td><td>${most}, of ${counted(budget, "call")} in the budget</td><td>${bar(sum, scale)}</td></tr>`;
}

const width = 200;

function bar({ min, max }: CallBounds, scale: number): Markup {
  const x = (value: number) => Math.round(Math.min(1, value / scale) * (width - 14) * 10) / 10;
  const end = max === null ? width - 14 : x(max);
  const most =
    max === null
      ? html`<path class="most" d="M${width - 14} 2H0.5V12H${width - 14}"/><path class="open" d="M${width - 12} 1 ${width - 4} 7 ${width - 12} 13"/>`
      : html`<rect class="most" x="0.5" y="2" width="${Math.max(1, end)}" height="10"/>`;
  return html`<svg class="bar" width="${width}" height="14" viewBox="0 0 ${width} 14" aria-hidden="true">${most}<rect class="least" x="0.5" y="2" width="${min === 0 ? 0 : Math.max(1.5, x(min))}" height="10"/></svg>`;
}
