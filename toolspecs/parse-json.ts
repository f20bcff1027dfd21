/** JSON text as a value, and where one that is none breaks. */
import { failure, type Outcome, success } from "./outcome.js";
import { shorten } from "./place.js";

/** The failure says where it breaks, and how, without an end of sentence: `line 3, column 7: Unexpected token`. */
export function parseJson(text: string): Outcome<unknown, string> {
  const parsed = tried(text);
  return parsed.ok ? parsed : failure(slipIn(text, parsed.issues[0] ?? ""));
}

/** The failure is what the engine says. */
function tried(text: string): Outcome<unknown, string> {
  try {
    const value: unknown = JSON.parse(text);
    return success(value);
  } catch (error) {
    return failure(error instanceof Error ? error.message : "");
  }
}

function slipIn(text: string, message: string): string {
  const position = positionIn(text, message);
  const comma = lastComma(text, position);
  const words = comma === undefined ? engineWords(message) : "In JSON no comma stands before a closing bracket";
  return `${lineAndColumn(text, comma ?? position)}: ${words}`;
}

function engineWords(message: string): string {
  const words = message.replace(/(,? in JSON)? at position.*$/s, "").replace(/, (\.{3})?".*is not valid JSON$/s, "");
  return shorten(words, 80);
}

/** The comma behind the last of a list, where the engine only says that it expected something else. */
function lastComma(text: string, position: number): number | undefined {
  if (!/[\]}]/.test(text.charAt(position))) return undefined;
  const before = text.slice(0, position).trimEnd();
  return before.endsWith(",") ? before.length - 1 : undefined;
}

/**
 * Not every message of the engine tells the position. A text cut off before its slip is merely unfinished, and one cut off
 * after it is wrong, so the slip is found by halving.
 */
function positionIn(text: string, message: string): number {
  const told = toldPosition(message);
  if (told !== undefined) return told;
  let [unfinished, wrong] = [0, text.length + 1];
  while (wrong - unfinished > 1) {
    const middle = Math.floor((unfinished + wrong) / 2);
    if (isUnfinished(text.slice(0, middle))) unfinished = middle;
    else wrong = middle;
  }
  return unfinished;
}

function isUnfinished(text: string): boolean {
  const parsed = tried(text);
  if (parsed.ok) return true;
  const message = parsed.issues[0] ?? "";
  return /end of JSON input|Unterminated/.test(message) || (toldPosition(message) ?? -1) >= text.length;
}

function toldPosition(message: string): number | undefined {
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? undefined : Number(position);
}

/** `line 3, column 7`. */
export function lineAndColumn(text: string, position: number): string {
  const before = text.slice(0, position).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
