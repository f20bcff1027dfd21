import type { Position, Range } from "vscode-languageserver";

// The judge counts from 1, the protocol from 0; both count UTF-16 units.

interface Site {
  readonly line: number;
  readonly column: number;
}

/** From where the judge points to the end of the name, number or sign that stands there. */
export function rangeAt(source: string, { line, column }: Site): Range {
  if (line === 1 && column === 1) return wholeProgram(source);
  const text = lineOf(source, line - 1);
  const [found = ""] =
    /^(?:[\p{ID_Start}$_][\p{ID_Continue}$.]*|"[^"]*"?|'[^']*'?|\d[\w.]*|\S)?/u.exec(text.slice(column - 1)) ?? [];
  return onLine(line - 1, column - 1, Math.max(1, found.length));
}

/** What is about the program as a whole stands where it begins. */
export function wholeProgram(source: string): Range {
  const line = source.split("\n").findIndex((text) => /^\s*export\s+default\b/.test(text));
  const text = lineOf(source, Math.max(0, line));
  return onLine(Math.max(0, line), 0, Math.max(1, text.trimEnd().length));
}

/** `namespace.member` under the cursor, with where it starts. */
export function memberAt(
  source: string,
  { line, character }: Position,
): { readonly namespace: string; readonly member: string; readonly range: Range } | undefined {
  for (const match of lineOf(source, line).matchAll(
    /([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*\.\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu,
  )) {
    const [text, namespace = "", member = ""] = match;
    if (character < match.index || character > match.index + text.length) continue;
    return { namespace, member, range: onLine(line, match.index, text.length) };
  }
  return undefined;
}

export function lineOf(source: string, line: number): string {
  return source.split("\n")[line] ?? "";
}

function onLine(line: number, start: number, length: number): Range {
  return { start: { line, character: start }, end: { line, character: start + length } };
}
