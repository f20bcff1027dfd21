import type { Question } from "../executor/index.js";
import { visible, wantedWords } from "../report/index.js";
import { choicesOf, type Schema } from "../toolspecs/index.js";

const longestShown = 40;

/** Why a line was no answer to a question, and what one is. */
export function misunderstood(line: string, { about, tool }: Question): string {
  const said = line.trim();
  const quoted = visible(said.length > longestShown ? `${said.slice(0, longestShown)}...` : said);
  return `That was not understood. ${reason(said, quoted, about === "value" ? tool.output.schema : about)}`;
}

function reason(said: string, quoted: string, wanted: Schema | Exclude<Question["about"], "value">): string {
  if (wanted === "unknown") return "Begin with h, f or a, or with l or s; what stands behind h is JSON.";
  if (typeof wanted === "string") return "Begin with y, t or n, or with l or s.";
  if (said === "") return "Nothing was written.";
  const choices = choicesOf(wanted);
  if (choices === undefined) return `"${quoted}" is not ${visible(wantedWords(wanted))}.`;
  const range = choices.length === 1 ? "there is 1 alone" : `they go from 1 to ${choices.length}`;
  return /^\d+$/.test(said) ? `There is no choice ${quoted}: ${range}.` : `"${quoted}" is none of the choices.`;
}
