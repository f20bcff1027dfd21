// Which of a parameter's choices a goal says.
import type { Json } from "../../../toolspecs/index.js";
import type { Slot } from "../../search/fill/slots.js";
import { type Goal, wordsOf } from "../../search/goal/goal.js";
import type { Span } from "../../search/goal/mention.js";
import { splitText } from "../../search/words/split.js";
import { stem } from "../../search/words/stem.js";
import { stopWords } from "../../search/words/stopwords.js";
import { isVerb } from "../../search/words/verbs.js";

export interface Fitting {
  /** As the goal has them. */
  readonly words: string;
  readonly value: Json;
}

export function choicesSaid({ values = [], shape }: Slot, goal: Goal): readonly Fitting[] {
  const found = values.flatMap((value) => {
    const span = typeof value === "string" ? choiceIn(value, goal) : undefined;
    return span === undefined ? [] : [{ words: wordsOf(goal, span), value }];
  });
  if (shape.type !== "array" || found.length === 0) return found;
  return [{ words: found.map(({ words }) => words).join(", "), value: found.map(({ value }) => value) }];
}

/** Where a choice is said as such: "not paid" does not choose `paid`, nor does "open it" choose `open`. */
function choiceIn(choice: string, { tokens }: Goal): Span | undefined {
  const wanted = splitText(choice);
  if (wanted.every((word) => word.length < 2 || stopWords.has(word))) return undefined;
  const stems = wanted.map(stem).join(" ");
  const first = tokens.findIndex((token, at) => {
    const said = tokens.slice(at, at + wanted.length).map(({ text }) => splitText(text).map(stem).join(" "));
    if (said.join(" ") !== stems) return false;
    const before = tokens[at - 1];
    return !denying.has(before?.lower ?? "") && !(isVerb(token.lower) && opens(before?.text));
  });
  return first < 0 ? undefined : { first, next: first + wanted.length };
}

const denying = new Set("not non no never except without but unless isn't aren't".split(" "));

function opens(before: string | undefined): boolean {
  return before === undefined || /^[.!?:;,]$/u.test(before) || before === "and";
}
