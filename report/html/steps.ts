import { isObject, type Json } from "../../toolspecs/index.js";
import type { Provenance, Source } from "../../verifier/index.js";
import { type Fold, folds, foldWords } from "../folds.js";
import { type LeftOut, neededWords } from "../needs.js";
import { callsOf, groundingWords, leavesOf, nameOf, originWords, writtenWords } from "../origins.js";
import type { Outlined, Step } from "../outline.js";
import { siteWords, stayWords } from "../step-words.js";
import { counted, notCalled, sampleWords, stepBoundsWords } from "../words.js";
import { badge } from "./badge.js";
import { copyable } from "./copyable.js";
import { leftOut } from "./long.js";
import { html, type Markup, nothing } from "./markup.js";

export interface StepsShown extends Outlined {
  /** How a plan without the step of that number is had, as a command. */
  readonly without: (step: number) => string;
  readonly leftOut?: LeftOut | undefined;
  /** The calls are those of a real run, not of a sample world. */
  readonly ran?: boolean;
}

/** The outline of the plan, the same that the text shows, with all that is known of each step. It is the graph in words, too. */
export function steps(all: readonly Step[], shown: StepsShown): Markup {
  if (all.length === 0) return html`<p>No tool is called.</p>`;
  return html`<p class="dim">${shown.ran ? "With what was really called." : `${capital(sampleWords(shown))}.`}</p>
${leftOut("what is folded here, and of each step where its values come from and when it runs.")}
${given(shown)}
${folds(all).map((fold) => foldMarkup(fold, shown))}`;
}

function foldMarkup({ shown: open, steps }: Fold, shown: StepsShown): Markup {
  const list = html`<ol class="steps">${steps.map((step) => stepItem(step, shown))}</ol>`;
  return open ? list : html`<details class="rest"><summary>${foldWords(steps)}</summary>${list}</details>`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function given({ evidence: { input }, trace }: Outlined): Markup {
  if (input === undefined) return nothing;
  return trace.length === 0 ? nothing : html`<p>Given: <code>${JSON.stringify(input.sample)}</code></p>`;
}

function stepItem(step: Step, shown: StepsShown): Markup {
  const { number, name, calls, effect, line } = step;
  const none = shown.ran ? "not called in this run" : notCalled;
  const count = calls.length === 0 ? none : `${calls.length} calls here`;
  const [first, ...more] = calls;
  const { provenance } = shown.evidence;
  const origin = (argument: string) =>
    originWords(provenance, step, argument) || writtenWords(provenance, step, argument);
  const needed = neededWords(step, shown, shown.leftOut);
  return html`<li class="step ${effect ?? "unknown"}" id="step-${number}" data-step="${number}" tabindex="-1">
<h3><span class="number">${number}</span> <code>${name}</code></h3>
<p class="does">${badge(step)} ${stepBoundsWords(step)}${calls.length === 1 || shown.trace.length === 0 ? nothing : html` <span class="dim">(${count})</span>`}
${line === undefined ? nothing : html`<a class="place" href="#line-${line}">line ${line}</a>`}</p>
${within(step)}
${first === undefined ? nothing : argumentList(first, origin)}
${more.length === 0 ? nothing : html`<details><summary>and ${counted(more.length, "more call")} of it</summary>${more.map((args) => argumentList(args, () => ""))}</details>`}
<details class="more"><summary>Where it comes from, when it runs, ${needed === undefined ? "all but this step" : "why it is needed"}</summary>
${sources(callsOf(provenance, step))}
${facts(step, shown)}
${line === undefined ? nothing : allBut(step, shown, needed)}
</details></li>`;
}

/** A step is offered to be left out where that leaves a plan; else it is said what needs it. */
function allBut({ number }: Step, { without }: StepsShown, needed: string | undefined): Markup {
  if (needed !== undefined) return html`<p class="needed">${needed}</p>`;
  return html`<p>All but this step:</p>${copyable(without(number), `command without step ${number}`)}`;
}

const symbols = { loop: "↻", branch: "◇", parallel: "∥", try: "!", call: "" } as const;

function within({ within: around }: Step): Markup {
  if (around.length === 0) return nothing;
  return html`<p class="within">${around.map(({ kind, label }) => html`<span class="${kind}"><span aria-hidden="true">${symbols[kind]}</span> ${label}</span>`)}</p>`;
}

function argumentList(value: Json, origin: (name: string) => string): Markup {
  const named = isObject(value) ? Object.entries(value) : [["argument", value] as const];
  if (named.length === 0) return nothing;
  const from = (words: string) => (words === "" ? nothing : html` <span class="from">${words}</span>`);
  return html`<dl>${named.map(
    ([name, item]) => html`<dt>${name}</dt><dd><code>${JSON.stringify(item)}</code>${from(origin(name))}</dd>`,
  )}</dl>`;
}

function sources(calls: readonly Provenance[]): Markup {
  const names = [...new Set(calls.flatMap((call) => call.arguments.map(({ path }) => path)))];
  const rows = names.map((path) => {
    const from = calls.flatMap((call) => leavesOf(call, path)).filter((leaf) => leaf.path === path);
    return html`<dt>${path === "" ? "argument" : path}</dt><dd>${sourceList(from.flatMap((leaf) => leaf.from))}</dd>`;
  });
  const decided = calls.flatMap(({ decidedBy }) => decidedBy);
  const decides = decided.length === 0 ? nothing : html`<dt>whether it is called</dt><dd>${sourceList(decided)}</dd>`;
  return rows.length + decided.length === 0 ? nothing : html`<dl class="sources">${[...rows, decides]}</dl>`;
}

const mostSources = 6;

/** The strongest way first: what is passed on, then what is computed, then what only decides. */
function sourceList(sources: readonly Source[]): Markup {
  if (sources.length === 0) return html`<span class="dim">nothing but the program</span>`;
  const ways = [
    ["", "same"],
    ["computed from ", "computed"],
    ["depends on ", "decides"],
  ] as const;
  return html`${ways.map(([words, way]) => {
    const names = [...new Set(sources.filter((source) => source.way === way).map(sourceWords))];
    const more = names.length - mostSources;
    const shown = names.slice(0, mostSources).join(", ");
    return names.length === 0
      ? nothing
      : html`<span class="source">${words}${shown}${more > 0 ? html` <span class="dim">and ${more} more</span>` : nothing}</span>`;
  })}`;
}

function sourceWords(source: Source): string {
  const ground = groundingWords(source);
  return `${nameOf(source)}${ground === "" ? "" : ` (${ground})`}`;
}

function facts(step: Step, { evidence }: Outlined): Markup {
  const lines = [...siteWords(step, evidence), ...stayWords(step, evidence)];
  return lines.length === 0 ? nothing : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
