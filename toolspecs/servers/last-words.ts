/** Which of the lines that a server wrote for people tell why it ended. */
import { shorten } from "../place.js";

const most = 8;

/** What the guard says of each line on stdout that is no message, before the line. */
export const strayWords = "printed on stdout, which is for JSON-RPC alone: ";

/** What the guard says of how a server ended; what follows tells why. */
export const stoppedWords = "stopped, for it printed ";
export const exitedWords = "exited with code ";
export const endedWords = "ended by ";

/** How a server ended, by what its guard said last: `exited with code 3`. Nothing where it said nothing of that. */
export function endIn(text: string): string | undefined {
  const told = text
    .split("\n")
    .filter((line) => [stoppedWords, exitedWords, endedWords].some((words) => line.startsWith(words)));
  // The guard ends what it stopped, which is not the reason.
  return told.findLast((line) => line.startsWith(stoppedWords)) ?? told.at(-1);
}

/** In their order: those that name an error, then the latest, then what was printed where it does not belong. */
export function lastWords(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => shorten(line, 200));
  const telling = lines
    .filter((line) => !isFrame(line) && /[\p{L}\p{N}]/u.test(line))
    .map((line, at) => ({ line, at }));
  const stray = telling.filter(({ line }) => line.startsWith(strayWords));
  const said = telling.filter(({ line }) => !line.startsWith(strayWords)).reverse();
  const errors = said.filter(({ line }) => /^[\w.]*(Error|Exception)\b.*:/.test(line)).slice(0, 2);
  const chosen = [...new Set([...errors, ...said, ...stray])].slice(0, most);
  return chosen.sort((one, other) => one.at - other.at).map(({ line }) => line);
}

/** `at Module._load (node:internal/modules/cjs/loader:1038:27)`, and the same of other languages that look like it. */
function isFrame(line: string): boolean {
  return /^at .*(:\d+(:\d+)?|<anonymous>)\)?( \{)?$/.test(line);
}
