import type { Verdict } from "../../verifier/index.js";
import type { LeftOut } from "../needs.js";
import { outline } from "../outline.js";
import { advice, caveats, type NextCommands, summary, titleWords } from "../sentences.js";
import { effortWords, evidenceWords, missingPlace, policyWords } from "../words.js";
import { banner, tiles } from "./banner.js";
import { bounds } from "./bounds.js";
import { copyable } from "./copyable.js";
import { page } from "./document.js";
import { issueList } from "./issues.js";
import { opening } from "./long.js";
import { html, type Markup, nothing } from "./markup.js";
import { plan } from "./plan.js";
import { waves } from "./waves.js";
import { worlds } from "./worlds.js";

export interface PageOptions extends NextCommands {
  /** What people call the plan or the run, its file say: the title has it where no goal is said. */
  readonly name?: string;
  /** The command that judges this plan again, for what the page gives to copy. */
  readonly verifyCommand?: string;
  /** Which steps can be left out. Default: those whose results no other step uses. */
  readonly leftOut?: LeftOut;
}

export const unknownCommand = "holdshort verify FILE.plan.ts --tools SOURCE";

/** The command that drops a step and judges what is left. */
export function withoutCommand(verifyCommand: string, step: number): string {
  return `${verifyCommand} --without ${step} -o without-${step}.plan.ts`;
}

/** A verdict as a page: the answer first, then what is wrong, then what it would do, then what that rests on. */
export function verdictPage(verdict: Verdict, options: PageOptions): string {
  const { verifyCommand = unknownCommand, leftOut, name } = options;
  const steps = outline(verdict);
  const { evidence, outcome } = verdict;
  const errors = verdict.issues.filter(({ severity }) => severity === "error");
  const warnings = verdict.issues.filter(({ severity }) => severity !== "error");
  const without = (step: number) => withoutCommand(verifyCommand, step);
  const body = html`${opening({ steps, trace: verdict.trace })}
${banner({ outcome, summary: summary(verdict), goal: verdict.goal })}
${missing(verdict)}
${verdict.plan === null ? nothing : wrong("What is wrong", { issues: errors, plan: verdict.plan, steps })}
${tiles(steps)}
${care(verdict)}
${verdict.plan === null ? nothing : plan({ ...verdict, plan: verdict.plan, steps, without, leftOut })}
${verdict.plan === null ? nothing : wrong("Warnings", { issues: warnings, plan: verdict.plan, steps })}
${worlds(evidence.samples ?? [], steps)}
${bounds(evidence)}
${waves(evidence, steps)}
${rests(verdict)}
<section aria-labelledby="next-title"><h2 id="next-title">Next</h2><ul>${advice(verdict, options).map(({ text, command }) => html`<li>${text}${command === undefined ? nothing : copyable(command, "command")}</li>`)}</ul></section>
</main>`;
  return page({ title: `${outcome}: ${titleWords(verdict.goal, name)}`, body });
}

function wrong(title: string, list: Parameters<typeof issueList>[0]): Markup {
  if (list.issues.length === 0) return nothing;
  const id = title.toLowerCase().replaceAll(" ", "-");
  return html`<section class="wrong" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${issueList(list)}</section>`;
}

/** What the evidence leaves open stands where people look first. */
function care(verdict: Verdict): Markup {
  const open = caveats(verdict);
  if (open.length === 0) return nothing;
  return html`<section class="care" aria-labelledby="care-title"><h2 id="care-title">Mind</h2><ul>${open.map((caveat) => html`<li>${caveat}</li>`)}</ul></section>`;
}

function rests(verdict: Verdict): Markup {
  const policy = policyWords(verdict.evidence);
  return html`<section aria-labelledby="evidence-title"><h2 id="evidence-title">What this rests on</h2>
${verdict.plan === null ? nothing : html`<p>The program ${evidenceWords(verdict.evidence)}</p>`}
${policy === undefined ? nothing : html`<p>Policy: ${policy}</p>`}
<p class="dim">Planner: ${effortWords(verdict)}</p></section>`;
}

function missing(verdict: Verdict): Markup {
  if (verdict.outcome !== "abstained") return nothing;
  const items = verdict.missing.map(
    (item) => html`<li>${item.message} <span class="dim">${missingPlace(item)}</span></li>`,
  );
  return html`<section aria-labelledby="missing-title"><h2 id="missing-title">Missing</h2><ul>${items}</ul></section>`;
}
