import type { CallReport, Entry, RunResult } from "../../executor/index.js";
import type { Effect } from "../../toolspecs/index.js";
import { hashOf } from "../../toolspecs/index.js";
import type { Evidence, VerifiedPlan } from "../../verifier/index.js";
import { outline, type Step, stepOf } from "../outline.js";
import { doubts, outcomeWords, type RunCommands, runAdvice, runState, runSummary, shapeSeen } from "../run-words.js";
import { titleWords } from "../sentences.js";
import { evidenceWords, policyWords } from "../words.js";
import { sign } from "./badge.js";
import { banner, tiles } from "./banner.js";
import { bounds } from "./bounds.js";
import { copyable } from "./copyable.js";
import { page } from "./document.js";
import { journal } from "./journal.js";
import { opening } from "./long.js";
import { html, type Markup, nothing } from "./markup.js";
import { plan as planSection } from "./plan.js";
import { type PageOptions, unknownCommand, withoutCommand } from "./render.js";
import { waves } from "./waves.js";

/** A real run, with all that its page is made of. */
export interface RunStory {
  readonly plan: VerifiedPlan;
  readonly result: RunResult;
  /** What its journal holds. */
  readonly entries: readonly Entry[];
}

/** A run as a page: how it went first, then what was called and when, then the plan it followed. */
export function runPage({ plan, result, entries }: RunStory, options: PageOptions & RunCommands): string {
  const { evidence, goal, source } = plan;
  const { verifyCommand = unknownCommand, leftOut, name } = options;
  // What was really called stands where a sample would stand in a verdict.
  const trace = result.calls.map(({ outcome: _, ...call }) => call);
  const steps = outline({ trace, evidence });
  const without = (step: number) => withoutCommand(verifyCommand, step);
  const effectOf = (tool: string) => effectIn(evidence, tool);
  const body = html`${opening({ steps, trace })}
${banner({ outcome: runState(result), summary: runSummary(result).join(" "), goal })}
${list("Why you are asked", doubts(result))}
${calls(result.calls, steps)}
${value(result)}
${shape(result)}
${journal(entries, effectOf)}
${list("Next", runAdvice(result, options))}
${tiles(steps)}
${planSection({ evidence, trace, plan: { source, hash: hashOf(source) }, issues: [], steps, without, leftOut, ran: true })}
${bounds(evidence)}
${waves(evidence, steps)}
${rests(evidence)}
</main>`;
  return page({ title: `${result.outcome}: ${titleWords(goal, name)}`, body });
}

function effectIn({ effects }: Evidence, id: string): Effect | undefined {
  return effects.find(({ tool, server }) => `${server}/${tool}` === id)?.effect;
}

function list(title: string, lines: readonly string[]): Markup {
  if (lines.length === 0) return nothing;
  const id = title.toLowerCase().replaceAll(" ", "-");
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;
}

function calls(all: readonly CallReport[], steps: readonly Step[]): Markup {
  if (all.length === 0) return nothing;
  return html`<section aria-labelledby="calls-title"><h2 id="calls-title">What was called</h2>
<table class="calls" role="table"><thead role="rowgroup"><tr role="row">${columns.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">${all.map((call) => callRow(call, steps))}</tbody></table></section>`;
}

/** The roles are said, because in a narrow window the rows are laid out as blocks, which takes them away. */
const columns = ["Call", "Tool", "Arguments", "Outcome"];

const tone: { readonly [K in CallReport["outcome"]]: string } = {
  ok: "fine",
  failed: "bad",
  denied: "bad",
  waiting: "warning",
  unknown: "bad",
  not_made: "dim",
};

function callRow(made: CallReport, steps: readonly Step[]): Markup {
  const { call, tool, server, args, outcome } = made;
  const step = steps[stepOf(steps, made)];
  const name = html`${sign(step?.effect)}\u00a0<code>${step?.name ?? `${server}.${tool}`}</code>`;
  return html`<tr role="row"><td role="cell">${call}</td><th scope="row" role="rowheader">${step === undefined ? name : html`<a href="#step-${step.number}">${name}</a>`}</th><td role="cell"><code>${JSON.stringify(args)}</code></td><td role="cell"><strong class="${tone[outcome]}">${outcomeWords({ outcome, server, tool })}</strong></td></tr>`;
}

function value(result: RunResult): Markup {
  if (result.outcome !== "done" || result.shown === null) return nothing;
  return html`<section aria-labelledby="result-title"><h2 id="result-title">Result</h2><pre class="excerpt" tabindex="0" role="group" aria-labelledby="result-title"><code>${JSON.stringify(result.shown)}</code></pre></section>`;
}

function shape(result: RunResult): Markup {
  const seen = shapeSeen(result);
  return seen === undefined
    ? nothing
    : html`<section aria-labelledby="shape-title"><h2 id="shape-title">What it looked like, as a file of shapes</h2>${copyable(seen, "file of shapes")}</section>`;
}

function rests(evidence: Evidence): Markup {
  const policy = policyWords(evidence);
  return html`<section aria-labelledby="evidence-title"><h2 id="evidence-title">What the plan was judged by</h2>
<p>The program ${evidenceWords(evidence)}</p>${policy === undefined ? nothing : html`<p>Policy: ${policy}</p>`}</section>`;
}
