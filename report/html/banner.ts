import { isGrave } from "../folds.js";
import type { Step } from "../outline.js";
import { shownGoal } from "../sentences.js";
import { boundsWords, counted, effectWords } from "../words.js";
import { sign } from "./badge.js";
import { html, type Markup, nothing } from "./markup.js";

export interface Banner {
  /** Class of the page, and of its heading: a verdict or the outcome of a run. */
  readonly outcome: string;
  readonly summary: string;
  readonly goal: string;
}

const signs: Readonly<Record<string, string>> = {
  passed: "✓",
  done: "✓",
  rejected: "✕",
  failed: "✕",
  abstained: "–",
  waiting: "…",
  interrupted: "…",
};

/** The answer before everything else: one word, one sentence, the goal. */
export function banner({ outcome, summary, goal }: Banner): Markup {
  return html`<header class="banner ${outcome}">
<h1 class="${outcome}"><span class="sign" aria-hidden="true">${signs[outcome] ?? ""}</span> ${outcome.toUpperCase()}</h1>
<div><p class="summary">${summary}</p>
${goal.trim() === "" ? nothing : html`<p class="goal">Goal: <strong>${shownGoal(goal)}</strong></p>`}</div></header>`;
}

type Deed = Pick<Step, "effect" | "effectSupposed">;

const order: readonly Deed[] = [
  { effect: "irreversible" },
  { effect: "irreversible", effectSupposed: true },
  { effect: undefined },
  { effect: "write" },
  { effect: "read" },
];

/** What it can do at all, the gravest first: a tile for each kind of effect, with the tools and how often. */
export function tiles(steps: readonly Step[]): Markup {
  const shown = order.flatMap((deed) => {
    const found = steps.filter(
      ({ effect, effectSupposed }) => effect === deed.effect && effectSupposed === deed.effectSupposed,
    );
    return found.length === 0 ? [] : [tile(deed, found)];
  });
  return shown.length === 0 ? nothing : html`<ul class="tiles" role="list" aria-label="What it can do">${shown}</ul>`;
}

/** Of those that can be undone. */
const toolsShown = 4;

function tile({ effect, effectSupposed }: Deed, steps: readonly Step[]): Markup {
  const tools = [...new Map(steps.map((step) => [step.name, step]))];
  const named = isGrave({ effect }) ? tools : tools.slice(0, toolsShown);
  const more = tools.length - named.length;
  return html`<li class="tile ${effect ?? "unknown"}"><p>${sign(effect)} <strong>${capital(effectWords(effect, effectSupposed))}</strong> <span class="dim">${counted(steps.length, "step")}</span></p>
<ul>${named.map(([name, { number, bounds }]) => html`<li><a href="#step-${number}"><code>${name}</code></a> ${boundsWords(bounds)}</li>`)}${more > 0 ? html`<li class="dim">and ${counted(more, "more tool")}</li>` : nothing}</ul></li>`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
