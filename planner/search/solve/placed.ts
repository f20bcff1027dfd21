/** What of the goal went into a draft. */
import type { Goal } from "../goal/goal.js";
import { overlaps, type Span } from "../goal/mention.js";
import type { Draft } from "./draft.js";

export function isPlaced(span: Span, { spans }: Pick<Draft, "spans">): boolean {
  return spans.some((placed) => overlaps(placed, span));
}

/** Items of a list of which another item is an argument: a part of what was listed is lost. `counts`: the items that are looked at. */
export function leftItems(
  { lists }: Goal,
  draft: Pick<Draft, "spans">,
  counts: (item: Goal["lists"][number]["items"][number]) => boolean = () => true,
): readonly Span[] {
  return lists.flatMap(({ items, range }) => {
    const left = range ? [] : items.filter((item) => counts(item) && !isPlaced(item, draft));
    return left.length < items.length ? left : [];
  });
}
