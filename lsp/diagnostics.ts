import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { visible } from "../report/index.js";
import type { SourceNote } from "../toolspecs/index.js";
import type { Fix, Issue } from "../verifier/index.js";
import { rangeAt, wholeProgram } from "./places.js";
import type { Trouble } from "./services.js";

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning } as const;
const name = "holdshort";

/** Kept with a diagnostic, and handed back when its fixes are asked for. */
export interface IssueData {
  readonly replay?: string;
  readonly fix?: Fix;
}

export function issueDiagnostic(source: string, issue: Issue): Diagnostic {
  const { counterexample, fix } = issue;
  const data: IssueData = { ...(counterexample && { replay: counterexample.replay }), ...(fix && { fix }) };
  return {
    range: rangeAt(source, issue),
    severity: severities[issue.severity],
    source: name,
    code: issue.code,
    message: lines(
      [
        issue.message,
        ...(counterexample === undefined ? [] : story(counterexample.story.filter((event) => event !== issue.message))),
      ].join("\n"),
    ),
    data,
  };
}

function story(events: readonly string[]): readonly string[] {
  return ["The smallest world found in which this happens:", ...events.map((event) => `- ${event}`)];
}

export const noSettings = "no_settings";

/** What keeps a plan from being judged at all. */
export function troubleDiagnostic(source: string, { code, place, message }: Trouble): Diagnostic {
  const said = code === noSettings ? message : `${place}: ${message}`;
  const severity = code === noSettings ? DiagnosticSeverity.Information : DiagnosticSeverity.Error;
  return { range: wholeProgram(source), severity, source: name, code, message: lines(said) };
}

/** What the sources of tools leave open, told at the settings that name them: it is no plan's fault. */
export function slipDiagnostic({ place, message }: SourceNote): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
    severity: DiagnosticSeverity.Information,
    source: name,
    code: "source_note",
    message: lines(`${place}: ${message}`),
  };
}

/** Messages quote what tools and programs say. */
function lines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}
