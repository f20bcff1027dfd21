/** JSON or YAML text as a value. YAML's parser is loaded only when JSON's gives up. */
import { failure, type Outcome, success } from "./outcome.js";
import { shorten } from "./place.js";
import { sentence } from "./sentence.js";

/** A broken JSON text longer than this is not tried as YAML, which takes far longer to say the same. */
const maxTried = 1024 * 1024;

/** The failure is one sentence or two. */
export async function parseText(raw: string): Promise<Outcome<unknown, string>> {
  const text = raw.startsWith("\uFEFF") ? raw.slice(1) : raw;
  if (text.trim() === "") return failure("The file is empty.");
  if (text.includes("\u0000")) return failure("The file is no text. Check the path.");
  const json = parseJson(text);
  if (json.ok) return json;
  const meantAsJson = startsAsJson(text);
  if (meantAsJson && text.length > maxTried) return failure(notJson(text, json.issues));
  const comment = meantAsJson ? commentIn(text) : undefined;
  // YAML would read it as a part of the word behind it, and the key there would be another one.
  if (comment !== undefined)
    return failure(
      `The file is not valid JSON: ${lineAndColumn(text, comment)}: JSON has no comments. Take this one out.`,
    );
  const yaml = await parseYaml(text);
  if (!yaml.ok) return failure(meantAsJson ? notJson(text, json.issues) : notYaml(yaml.issues));
  if (typeof yaml.value === "object" && yaml.value !== null) return yaml;
  return failure("The file holds plain text, and neither JSON nor YAML data.");
}

/** Also behind comments, which JSON has not, but people write. */
function startsAsJson(text: string): boolean {
  const skipped = /\s+|\/\/.*|\/\*[\s\S]*?\*\//y;
  let at = 0;
  while (skipped.test(text)) at = skipped.lastIndex;
  return /[[{]/.test(text.charAt(at));
}

/** Where the first comment begins. A `//` in a quoted text, or in a word such as an address, begins none. */
function commentIn(text: string): number | undefined {
  const parts = text.matchAll(/"[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\n]*'|(?<![^\s,[\]{}])\/[/*]/g);
  for (const { 0: part, index } of parts) if (part.startsWith("/")) return index;
  return undefined;
}

interface Slip {
  readonly message: string;
  /** `line 3, column 7`. */
  readonly where?: string;
}

function parseJson(text: string): Outcome<unknown, Slip> {
  try {
    const value: unknown = JSON.parse(text);
    return success(value);
  } catch (error) {
    return failure({ message: error instanceof Error ? error.message : "" });
  }
}

async function parseYaml(text: string): Promise<Outcome<unknown, Slip>> {
  const { LineCounter, parseDocument } = await import("yaml");
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: "silent" });
    const [error] = document.errors;
    if (error === undefined) return success(document.toJS());
    const { line, col } = lineCounter.linePos(error.pos[0]);
    return failure({ message: error.message, where: `line ${line}, column ${col}` });
  } catch (error) {
    // Aliases that multiply without end, or nesting that its recursion cannot follow.
    return failure({ message: error instanceof Error ? error.message : "it cannot be parsed" });
  }
}

function notYaml([slip]: readonly Slip[]): string {
  const message = /call stack/.test(slip?.message ?? "") ? "it is nested too deep" : shorten(slip?.message ?? "", 120);
  return `The file is neither JSON nor YAML: ${slip?.where === undefined ? "" : `${slip.where}: `}${sentence(message)}`;
}

function notJson(text: string, [slip]: readonly Slip[]): string {
  const message = slip?.message ?? "";
  const position = positionIn(text, message);
  const comma = lastComma(text, position);
  const words = comma === undefined ? engineWords(message) : "In JSON no comma stands before a closing bracket.";
  const at = comma ?? position;
  return `The file is not valid JSON: ${lineAndColumn(text, at)}: ${words}${linesHint(text)}`;
}

function engineWords(message: string): string {
  const words = message.replace(/(,? in JSON)? at position.*$/s, "").replace(/, (\.{3})?".*is not valid JSON$/s, "");
  return `${shorten(words, 80)}.`;
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
  const parsed = parseJson(text);
  if (parsed.ok) return true;
  const message = parsed.issues[0]?.message ?? "";
  return /end of JSON input|Unterminated/.test(message) || (toldPosition(message) ?? -1) >= text.length;
}

function toldPosition(message: string): number | undefined {
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? undefined : Number(position);
}

function lineAndColumn(text: string, position: number): string {
  const before = text.slice(0, position).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function linesHint(text: string): string {
  const first = parseJson(text.slice(0, text.indexOf("\n")));
  return first.ok ? " It looks like JSON Lines; put the lines into one array." : "";
}
