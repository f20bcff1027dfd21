/** "Turn off wifi, using the command netsh wlan disconnect": what is to be run is said word for word, and what comes before says what for. */
import type { Token } from "./token.js";

const naming = new Set(["command", "instruction"]);
const using = new Set("using use with through via by run execute".split(" "));
/** Words between "using" and "command": "the exact". */
const reach = 4;

/** The index of the first word of what is dictated; undefined where nothing is. */
export function dictatedAt(tokens: readonly Token[]): number | undefined {
  const at = tokens.findIndex(
    ({ lower }, index) =>
      naming.has(lower) && tokens.slice(Math.max(0, index - reach), index).some((token) => using.has(token.lower)),
  );
  if (at < 0) return undefined;
  const skips = tokens[at + 1]?.lower === "called" || tokens[at + 1]?.text === ":";
  const first = skips ? at + 2 : at + 1;
  const token = tokens[first];
  return token === undefined || (token.kind === "punctuation" && /^[.,;!?]$/u.test(token.text)) ? undefined : first;
}
