import type { SampleCall, WorldSample } from "../../verifier/index.js";
import { type Step, stepOf } from "../outline.js";
import { shellWord } from "../shell.js";
import { endWords, worldWords } from "../step-words.js";
import { counted } from "../words.js";
import { sign } from "./badge.js";
import { copyable } from "./copyable.js";
import { leftOut } from "./long.js";
import { html, type Markup, nothing } from "./markup.js";

/** A few of the worlds it ran in, one open at a time; the slider comes to life with the script. */
export function worlds(samples: readonly WorldSample[], steps: readonly Step[]): Markup {
  if (samples.length === 0) return nothing;
  const slider =
    samples.length < 2
      ? nothing
      : html`<p class="slider" hidden><label for="world">World</label> <input type="range" id="world" min="1" max="${samples.length}" value="1"> <output for="world">1 of ${samples.length}</output></p>`;
  return html`<section aria-labelledby="worlds-title"><h2 id="worlds-title">What happened in the worlds it was tried in</h2>
<p class="dim">A few of them, each for what it shows. What tools returned is made up.</p>
${leftOut("of the worlds that are folded all but what each shows.")}
${slider}
<div class="worlds">${samples.map((sample, index) => worldMarkup(sample, steps, index === 0))}</div></section>`;
}

function worldMarkup(sample: WorldSample, steps: readonly Step[], open: boolean): Markup {
  const called = new Set(sample.calls.map((call) => steps[stepOf(steps, call)]?.number ?? 0));
  return html`<details class="world ${sample.shows}" name="world" data-called="${[...called].join(" ")}"${open ? flag : nothing}><summary>${worldWords(sample, (call) => nameIn(steps, call))}</summary>
${worldTrace(sample, steps)}
<p class="dim">To meet this world again:</p>${copyable(`--replay ${shellWord(sample.replay)}`, "replay string")}</details>`;
}

const flag = html` open`;

/** What was called in a world, what came back, and how it ended. */
export function worldTrace(sample: WorldSample, steps: readonly Step[]): Markup {
  const { input, calls, more = 0, end, shows } = sample;
  return html`${input === undefined ? nothing : html`<p>The plan was given <code>${JSON.stringify(input)}</code></p>`}
<ol class="trace">${repeats(calls).map(({ call, times, isLast }) => callMarkup({ call, times, ended: shows === "broken" && isLast }, steps))}</ol>
${more === 0 ? nothing : html`<p class="dim">and ${counted(more, "more call")}</p>`}
<p class="end ${end.ok ? "fine" : "bad"}">${shows === "broken" && !end.ok ? end.message : endWords(sample)}</p>`;
}

interface Repeated {
  readonly call: SampleCall;
  readonly times: number;
  readonly isLast: boolean;
}

/** The same call with the same answer, again and again, is told once. */
function repeats(calls: readonly SampleCall[]): readonly Repeated[] {
  const found: { call: SampleCall; times: number }[] = [];
  for (const call of calls) {
    const last = found.at(-1);
    if (last !== undefined && JSON.stringify(last.call) === JSON.stringify(call)) last.times += 1;
    else found.push({ call, times: 1 });
  }
  return found.map((one, index) => ({ ...one, isLast: index === found.length - 1 }));
}

interface Told {
  readonly call: SampleCall;
  readonly times: number;
  /** The run ended with it. */
  readonly ended: boolean;
}

function callMarkup({ call, times, ended }: Told, steps: readonly Step[]): Markup {
  const { args, answer } = call;
  const step = steps[stepOf(steps, call)];
  const mark = step === undefined ? nothing : html` data-step="${step.number}"`;
  const code = html`<code>${nameIn(steps, call)}</code>`;
  const name = step === undefined ? code : html`<a href="#step-${step.number}">${code}</a>`;
  return html`<li${mark}>${sign(step?.effect)} ${name} <code class="value">${JSON.stringify(args)}</code>${times === 1 ? nothing : html` <strong>${times} times in a row</strong>`}
${ended && answer === undefined ? nothing : html`<span class="answer">${answerMarkup(answer)}</span>`}</li>`;
}

function nameIn(steps: readonly Step[], call: SampleCall): string {
  return steps[stepOf(steps, call)]?.name ?? `${call.server}.${call.tool}`;
}

function answerMarkup(answer: SampleCall["answer"]): Markup {
  if (answer === undefined) return html`<span class="dim">was not answered</span>`;
  if (!answer.ok) return html`<strong class="bad">failed:</strong> ${answer.message}`;
  return html`<span class="dim">returned</span> <code class="value">${JSON.stringify(answer.value)}</code>`;
}
