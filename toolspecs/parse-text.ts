/** JSON or YAML text as a value. YAML's parser is loaded only when JSON's gives up. */
import { failure, type Outcome, success } from "./outcome.js";
import { lineAndColumn, parseJson } from "./parse-json.js";
import { shorten } from "./place.js";
import { repeatedKey } from "./repeated-key.js";
import { sentence } from "./sentence.js";

/** A broken JSON text longer than this is not tried as YAML, which takes far longer to say the same. */
const maxTried = 1024 * 1024;

/** The failure is one sentence or two. */
export async function parseText(raw: string): Promise<Outcome<unknown, string>> {
  const text = raw.startsWith("\uFEFF") ? raw.slice(1) : raw;
  if (text.trim() === "") return failure("The file is empty. Check the path, and that whatever writes it has done so.");
  if (text.includes("\u0000")) return failure("The file is no text. Check the path.");
  const json = parseJson(text);
  if (json.ok) {
    const twice = repeatedKey(text);
    return twice === undefined ? json : failure(repeated(text, twice));
  }
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
  return failure("The file holds plain text, and neither JSON nor YAML data. Check the path, or write the data there.");
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
  if (/^Excessive alias count/.test(slip?.message ?? "")) {
    return "The YAML is refused: its aliases (*name) repeat one another without end. Write out what they stand for.";
  }
  const message = /call stack/.test(slip?.message ?? "") ? "it is nested too deep" : shorten(slip?.message ?? "", 120);
  return `The file is neither JSON nor YAML: ${slip?.where === undefined ? "" : `${slip.where}: `}${sentence(message)}`;
}

/** As YAML has it: which of the two is meant is for whoever wrote them. */
function repeated(text: string, { key, at }: { readonly key: string; readonly at: number }): string {
  const place = lineAndColumn(text, at);
  return `The key ${JSON.stringify(shorten(key, 60))} stands twice in one object: ${place}, for the second time. Take one of them out.`;
}

function notJson(text: string, [slip]: readonly string[]): string {
  return `The file is not valid JSON: ${slip}.${linesHint(text)}`;
}

function linesHint(text: string): string {
  const first = parseJson(text.slice(0, text.indexOf("\n")));
  return first.ok ? " It looks like JSON Lines; put the lines into one array." : "";
}
