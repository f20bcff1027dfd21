import { dirname, join } from "node:path";
import { type CodeAction, CodeActionKind, type Diagnostic, type TextEdit } from "vscode-languageserver";
import { addressOf, fileOf } from "./addresses.js";
import { type IssueData, noSettings } from "./diagnostics.js";
import { lineOf } from "./places.js";
import { commands } from "./protocol.js";

interface Text {
  readonly uri: string;
  readonly source: string;
}

/** What can be done about a diagnostic without a decision of the writer's. */
export function fixesFor(text: Text, diagnostics: readonly Diagnostic[]): readonly CodeAction[] {
  return diagnostics.flatMap((diagnostic) => fixers.flatMap((fixer) => fixer(text, diagnostic) ?? []));
}

type Fixer = (text: Text, diagnostic: Diagnostic) => CodeAction | undefined;

const fixers: readonly Fixer[] = [awaitIt, takeSuggestion, replayIt, createSettings];

function awaitIt({ uri }: Text, diagnostic: Diagnostic): CodeAction | undefined {
  if (diagnostic.code !== "floating_call") return undefined;
  const { start } = diagnostic.range;
  return edit("Wait for the call", { uri, diagnostic, edits: [{ range: { start, end: start }, newText: "await " }] });
}

/** The compiler knows a name that is nearly the one that was written. */
function takeSuggestion({ uri, source }: Text, diagnostic: Diagnostic): CodeAction | undefined {
  const suggestion = /Did you mean (?:to write )?'([\p{ID_Start}$_][\p{ID_Continue}$]*)'\?/u.exec(
    textOf(diagnostic),
  )?.[1];
  const { start } = diagnostic.range;
  const written = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(lineOf(source, start.line).slice(start.character))?.[0];
  if (diagnostic.code !== "type" || suggestion === undefined || written === undefined) return undefined;
  const range = { start, end: { line: start.line, character: start.character + written.length } };
  return edit(`Change to ${suggestion}`, { uri, diagnostic, edits: [{ range, newText: suggestion }] });
}

function replayIt({ uri }: Text, diagnostic: Diagnostic): CodeAction | undefined {
  const { replay }: IssueData = diagnostic.data ?? {};
  if (replay === undefined) return undefined;
  const title = "Replay counterexample";
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title, command: commands.replay, arguments: [uri, replay] },
  };
}

function textOf({ message }: Diagnostic): string {
  return typeof message === "string" ? message : message.value;
}

const emptySettings = `${JSON.stringify({ tools: ["tools=tools.json"] }, undefined, 2)}\n`;

function createSettings({ uri }: Text, diagnostic: Diagnostic): CodeAction | undefined {
  if (diagnostic.code !== noSettings) return undefined;
  const settings = addressOf(join(dirname(fileOf(uri)), "holdshort.json"));
  const start = { line: 0, character: 0 };
  return {
    title: "Create holdshort.json",
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: {
      documentChanges: [
        { kind: "create", uri: settings, options: { ignoreIfExists: true } },
        {
          textDocument: { uri: settings, version: null },
          edits: [{ range: { start, end: start }, newText: emptySettings }],
        },
      ],
    },
  };
}

function edit(
  title: string,
  { uri, diagnostic, edits }: { readonly uri: string; readonly diagnostic: Diagnostic; readonly edits: TextEdit[] },
): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: true,
    edit: { changes: { [uri]: edits } },
  };
}
