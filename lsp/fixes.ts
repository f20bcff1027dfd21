import { dirname, join } from "node:path";
import { type CodeAction, CodeActionKind, type Diagnostic, type TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Pointed, type SourceEdit, toInput } from "../verifier/index.js";
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

const fixers: readonly Fixer[] = [asJudged, takeSuggestion, takeFromGoal, takeFromInput, replayIt, createSettings];

/** What the judge itself says to do. */
function asJudged(text: Text, diagnostic: Diagnostic): CodeAction | undefined {
  const { fix }: IssueData = diagnostic.data ?? {};
  return fix && edit(fix.title, { uri: text.uri, diagnostic, edits: inText(text, fix.edits) });
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

/** The judge knows a value of the goal that the plan leaves out. */
function takeFromGoal({ uri }: Text, diagnostic: Diagnostic): CodeAction | undefined {
  const [, said] =
    /The goal says ("(?:[^"\\]|\\.)*"), which the plan leaves out: use that\./.exec(textOf(diagnostic)) ?? [];
  if (diagnostic.code !== "made_up_value" || said === undefined) return undefined;
  return edit(`Change to ${said}`, { uri, diagnostic, edits: [{ range: diagnostic.range, newText: said }] });
}

/** A value that only who runs the plan can know. */
function takeFromInput({ uri, source }: Text, diagnostic: Diagnostic): CodeAction | undefined {
  if (diagnostic.code !== "made_up_value") return undefined;
  const found = toInput(source, pointed(diagnostic));
  if (found === undefined) return undefined;
  const edits = inText({ uri, source }, found.edits);
  return edit(`Take it from the plan's input, as ${found.name}`, { uri, diagnostic, edits, isPreferred: false });
}

function pointed({ range: { start } }: Diagnostic): Pointed {
  return { line: start.line + 1, column: start.character + 1 };
}

function inText({ uri, source }: Text, edits: readonly SourceEdit[]): TextEdit[] {
  const document = TextDocument.create(uri, "typescript", 0, source);
  return edits.map(({ start, end, text }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    newText: text,
  }));
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

interface Edit {
  readonly diagnostic: Diagnostic;
  readonly edits: TextEdit[];
  /** Whether it is what one means nearly always. Default: true. */
  readonly isPreferred?: boolean;
}

function edit(title: string, { uri, diagnostic, edits, isPreferred = true }: Pick<Text, "uri"> & Edit): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred,
    edit: { changes: { [uri]: edits } },
  };
}
