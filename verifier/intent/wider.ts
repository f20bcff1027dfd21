import { wordsIn } from "../field-names.js";
import { foldWord } from "../grounding/fold.js";
import type { Goal } from "../grounding/index.js";
import { connectives } from "../grounding/words.js";
import { type Issue, issueAt } from "../issues/index.js";
import { claimsChange } from "./deeds.js";
import type { GroundedLiteral } from "./made-up.js";
import { placeOf } from "./names.js";

/**
 * Changes made to more than the goal says, in pieces of its own words: `/` or `/srv` where it says /srv/a, `../notes.md`, "all users
 * but bob" where it says bob. Each piece is said, and the whole is not.
 */
export function findWider(literals: readonly GroundedLiteral[], goal: Goal): readonly Issue[] {
  return literals.flatMap((literal) => {
    const { value, uses } = literal;
    if (typeof value !== "string") return [];
    const changed = uses.filter(({ as, tool }) => as === "argument" && tool.effect !== "read");
    const isWide = changed.some(
      ({ tool, parameter }) =>
        isOtherPath(value, goal) || (claimsChange(tool) && !isProse(parameter) && isWidened(value, goal)),
    );
    return isWide ? [issueFor(literal, value)] : [];
  });
}

function issueFor(literal: GroundedLiteral, value: string): Issue {
  const message = `${JSON.stringify(value)} is not what the goal says, and may stand for more than that. Pass what the goal says, to the letter.`;
  return issueAt("made_up_value", placeOf(literal.node), message, "error");
}

/** A path that the goal does not say, nor a join of things that it says. `*` and `.` are paths to all there is. */
function isOtherPath(written: string, goal: Goal): boolean {
  const [value, text] = [written.toLowerCase(), goal.text.toLowerCase()];
  // No web address, and no day: 10/08/2023.
  if (/\s|:\/\/|^\d+(?:\/\d+)+$/.test(value)) return false;
  if (/^[.~*/\\]+$/.test(value)) return !isSaid(value, text);
  const steps = value
    .replace(/^\.?\//, "")
    .replace(/\/$/, "")
    .split("/");
  const climbs = steps.some((step) => /^(?:\.\.?|\*+|~)$/.test(step));
  if (steps.length < 2 && !value.startsWith("/")) return false;
  if (isSaid(value, text) || isSaid(steps.join("/"), text)) return false;
  // What the goal does not say at all is judged as a value that is made up.
  return climbs || (steps.some((step) => text.includes(step)) && !isJoined(steps, text));
}

/** Each step, or several together, as the goal says them; the last may have got its extension. */
function isJoined(steps: readonly string[], text: string): boolean {
  if (steps.length === 0) return true;
  return steps.some((_, index) => {
    const head = steps.slice(0, index + 1).join("/");
    const isLast = index + 1 === steps.length;
    const names = isLast ? [head, head.replace(/\.\w{1,5}$/, "")] : [head];
    return (
      names.some((name) => isSaid(name, text) || isSaid(`/${name}`, text)) && isJoined(steps.slice(index + 1), text)
    );
  });
}

/** By itself, and not as a piece of a longer path or name. */
function isSaid(value: string, text: string): boolean {
  if (value === "") return true;
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    const before = text.slice(0, at);
    const after = text.slice(at + value.length);
    if (!/[\p{L}\p{N}_./~*\\-]$/u.test(before) && !/^(?:[\p{L}\p{N}_/~*\\-]|\.(?=[\p{L}\p{N}./]))/u.test(after))
      return true;
  }
  return false;
}

const wideners = new Set(
  "all every everyone everybody everything any anyone anything but except and or not".split(" "),
);

/** In few words, one of which makes it more or other than the goal says. */
function isWidened(value: string, { text, words }: Goal): boolean {
  if (isSaid(value, text)) return false;
  const keys = value
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(foldWord);
  const own = keys.filter((key) => wideners.has(key));
  const isNamed = keys.some((key) => !connectives.has(key) && !wideners.has(key) && words.has(key));
  return isNamed && keys.length <= 6 && own.some((key) => !words.has(key));
}

/** What people read is worded by the plan. */
function isProse(parameter: string): boolean {
  return wordsIn(parameter).some((word) => prose.has(word));
}

const prose = new Set(
  "text message body note notes content contents subject title comment description query prompt summary reason question name label caption".split(
    " ",
  ),
);
