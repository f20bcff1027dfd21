import { isVerb } from "../words/verbs.js";
import type { Span } from "./mention.js";
import type { Token } from "./token.js";

/** Words that narrow what the deed applies to: ignoring them would do more than was asked. */
export interface Condition extends Span {
  /** An argument taken from these words honours it: "before 2027-03-01", but not "if T-12 is open". */
  readonly placeable: boolean;
}

const absolute = new Set("if unless except excluding never not these those".split(" "));
const narrowing = new Set(
  (
    "only without older newer bigger larger smaller longer shorter higher lower over under above below exceeding than " +
    "before after since until whose where when"
  ).split(" "),
);
const pairs = new Set(["more than", "less than", "at least", "at most", "no more", "other than", "as long", "up to"]);
const quantifiers = new Set("all every each everyone everybody everything any both them".split(" "));
const longest = 12;

/** Stretches of the goal that state a condition, each to the next punctuation mark or joining word. */
export function findConditions(tokens: readonly Token[]): Condition[] {
  const found: Condition[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const placeable = conditionAt(tokens, index);
    if (placeable === undefined) continue;
    let next = index + 1;
    while (next < tokens.length && next < index + longest && !closes(tokens[next])) next += 1;
    found.push({ first: index, next, placeable });
    index = next - 1;
  }
  return found;
}

/** Whether a condition opens here, and if so whether a value can honour it. */
function conditionAt(tokens: readonly Token[], index: number): boolean | undefined {
  const token = tokens[index];
  if (token?.kind !== "word") return undefined;
  if (absolute.has(token.lower)) return false;
  // "Don't close it" forbids; "don't" before anything but a verb is a way of speaking.
  if (/n['’]t$|^dont$/u.test(token.lower)) return isVerb(tokens[index + 1]?.lower ?? "") ? false : undefined;
  // A question word that opens the goal asks; it does not narrow.
  if (index === 0) return undefined;
  const pair = pairs.has(`${token.lower} ${tokens[index + 1]?.lower ?? ""}`);
  return narrowing.has(token.lower) || pair ? true : undefined;
}

function closes(token: Token | undefined): boolean {
  return token?.kind === "punctuation"
    ? /^[.;,!?]$/u.test(token.text)
    : token?.lower === "and" || token?.lower === "then";
}

/** Where the goal speaks of many. */
export function findQuantifiers(tokens: readonly Token[]): Span[] {
  return tokens.flatMap((token, index) => (quantifiers.has(token.lower) ? [{ first: index, next: index + 1 }] : []));
}
