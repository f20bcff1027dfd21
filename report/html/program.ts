import type { Issue, PlanText } from "../../verifier/index.js";
import type { Step } from "../outline.js";
import { sign } from "./badge.js";
import { html, type Markup, nothing } from "./markup.js";

interface Program {
  readonly plan: PlanText;
  readonly issues: readonly Issue[];
  readonly steps: readonly Step[];
}

/** The program with its line numbers, which everything else links to; lines with issues and lines with calls are marked. */
export function program({ plan, issues, steps }: Program): Markup {
  const linesOf = (severity: Issue["severity"]) =>
    new Set(issues.filter((issue) => issue.severity === severity).map((issue) => issue.line));
  const [wrong, doubtful] = [linesOf("error"), linesOf("warning")];
  const rows = sourceLines(plan.source).map((text, index) => {
    const line = index + 1;
    const here = steps.filter((step) => step.line === line);
    const code = calls(text, here);
    return html`<span class="line${wrong.has(line) ? " wrong" : doubtful.has(line) ? " doubtful" : ""}" id="line-${line}"${attribute(here)}><span class="number">${line}</span><span class="signs">${here.map(({ effect }) => sign(effect))}</span>${wrong.has(line) || doubtful.has(line) ? html`<mark>${code}</mark>` : code}</span>`;
  });
  return html`<pre class="program" tabindex="0" role="region" aria-label="Program">${rows}</pre>`;
}

export function sourceLines(source: string): readonly string[] {
  return source.trimEnd().split(/\r\n|[\n\r\u2028\u2029]/);
}

function attribute(steps: readonly Step[]): Markup {
  return steps.length === 0 ? nothing : html` data-step="${steps.map(({ number }) => number).join(" ")}"`;
}

/** The line with its calls as links to their steps, in the colour of their effect. */
function calls(text: string, steps: readonly Step[]): Markup {
  const ordered = steps.toSorted((one, other) => (one.column ?? 0) - (other.column ?? 0));
  let done = 0;
  const parts: Markup[] = [];
  for (const { column = 1, number, effect } of ordered) {
    const start = column - 1;
    const name = /^[\w$]+\s*\.\s*[\w$]+/u.exec(text.slice(start))?.[0] ?? "";
    if (start < done || name === "") continue;
    parts.push(
      html`${shown(text.slice(done, start))}<a class="call ${effect ?? "unknown"}" href="#step-${number}">${name}</a>`,
    );
    done = start + name.length;
  }
  return html`${parts.map((part) => part)}${shown(text.slice(done))}`;
}

function shown(text: string): string {
  return text.replaceAll("\t", "  ");
}
