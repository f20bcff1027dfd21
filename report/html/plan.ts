import type { Issue, PlanText } from "../../verifier/index.js";
import { mostUnfolded } from "../folds.js";
import { flowGraph } from "../graph.js";
import type { Step } from "../outline.js";
import { sign } from "./badge.js";
import { figure } from "./graph/figure.js";
import { leftOut } from "./long.js";
import { html, type Markup, nothing } from "./markup.js";
import { program } from "./program.js";
import { type StepsShown, steps as stepList } from "./steps.js";

interface PlanShown extends StepsShown {
  readonly plan: PlanText;
  readonly issues: readonly Issue[];
  readonly steps: readonly Step[];
}

/** What it would do: the steps, and beside them the graph and the program, each leading to the others. */
export function plan(shown: PlanShown): Markup {
  const { steps, plan, issues } = shown;
  const graph = steps.length === 0 ? nothing : drawing(shown);
  return html`<section class="plan" aria-labelledby="plan-title"><h2 id="plan-title">${shown.ran ? "The plan" : "What it would do"}</h2>
<div class="columns"><div class="left">${stepList(steps, shown)}</div>
<div class="right">${graph}<h3>Program</h3>${program({ plan, issues, steps })}
<p class="dim hash"><code>${plan.hash}</code></p></div></div></section>`;
}

/** Calls beyond which a drawing helps nobody; dagre's time grows faster than they do, too. */
const mostDrawn = 300;

function drawing(shown: PlanShown): Markup {
  const { steps } = shown;
  if (steps.length > mostDrawn)
    return html`<p class="dim">The graph is folded away: with ${steps.length} calls it would help nobody. The steps and the waves have them all.</p>`;
  const crowded = steps.length > mostUnfolded;
  return html`<div class="graph-box${crowded ? " crowded" : ""}" tabindex="0" role="region" aria-label="Data flow, drawn. The steps say the same in words.">${figure(flowGraph(shown, steps))}</div>
${legend()}
${crowded ? leftOut(`the graph, because of ${steps.length} calls nobody could read it there.`) : nothing}`;
}

function legend(): Markup {
  return html`<p class="legend"><span>${sign("read")} reads</span> <span>${sign("write")} changes</span> <span>${sign("irreversible")} cannot be undone</span> <span><span class="stroke data" aria-hidden="true"></span> value passed on</span> <span><span class="stroke decides" aria-hidden="true"></span> decides</span> <span><span class="stroke order" aria-hidden="true"></span> comes before</span></p>`;
}
