/** Two texts of a change that may be given the wrong way round: `{ namespace: "web", deployment: "prod" }` for `scale "web" in "prod"`. */
import { leaves } from "../fill/context.js";
import { endIn } from "../fill/ends.js";
import type { Filled } from "../fill/fill.js";
import type { Strictness } from "../fill/strict.js";
import { isTied } from "../fill/ties.js";
import type { Goal } from "../goal/goal.js";
import type { Mention, Span } from "../goal/mention.js";
import type { Draft } from "./draft.js";

/** Texts that the words around them would rather give to each other's parameter, and quotes of which nothing says which is which. */
export function crossedTexts(goal: Goal, { reasons }: Draft): readonly Span[] {
  return reasons.flatMap(({ entry, filling }) => {
    if (!entry.acts) return [];
    const texts = filling.filled.flatMap((one) => textOf(goal, one) ?? []);
    const strict: Strictness = { isLookedUp: () => false, slots: leaves(entry.slots), words: new Set(entry.name) };
    return texts.flatMap((left, index) =>
      texts.slice(index + 1).flatMap((right) => (isCrossed(strict, goal, [left, right]) ? [left.mention] : [])),
    );
  });
}

interface Text extends Pick<Filled, "slot"> {
  readonly mention: Mention;
}

/** A text that any other parameter for texts could take as well. */
function textOf({ mentions }: Goal, { slot, candidate }: Filled): Text | undefined {
  const { type, schema } = slot.shape;
  const isPlain =
    type === "string" && slot.values === undefined && schema.pattern === undefined && schema.format === undefined;
  const [span] = candidate.spans;
  const mention = mentions.find(({ first, next }) => first === span?.first && next === span.next);
  return isPlain && mention !== undefined ? { slot, mention } : undefined;
}

function isCrossed(strict: Strictness, goal: Goal, [left, right]: readonly [Text, Text]): boolean {
  if (left.mention.kind !== right.mention.kind) return false;
  const ties = (one: Text, { mention }: Text) => Number(isTied(strict, goal, { slot: one.slot, mention }));
  const own = ties(left, left) + ties(right, right);
  const crossed = ties(left, right) + ties(right, left);
  const isOpen = own + crossed === 0 && left.mention.kind === "quoted" && !isPair(strict, [left, right]);
  return crossed > own || isOpen;
}

/** What is told in its order: "rename "a" "b"". */
function isPair({ slots }: Strictness, texts: readonly Text[]): boolean {
  const told = [...texts].sort((a, b) => a.mention.first - b.mention.first);
  return told.map(({ slot }) => endIn(slots, slot)).join() === "from,to";
}
