import type { SourceEdit } from "./edit.js";

/** What mends an issue without a decision of anybody's: the one thing that can stand there. What comes out is judged like any other program. */
export interface Fix {
  /** What to do, as an order: "Write `customer.name`". */
  readonly title: string;
  /** None of them overlap. */
  readonly edits: readonly SourceEdit[];
}

/**
 * The text with all of these done. Of edits that overlap, or say two things of one place, the first is done; the same said twice is
 * said once.
 */
export function edited(source: string, edits: readonly SourceEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let done = 0;
  let last: SourceEdit | undefined;
  for (const edit of ordered) {
    if (edit.start < done || (last !== undefined && edit.start === last.start && edit.end === last.end)) continue;
    parts.push(source.slice(done, edit.start), edit.text);
    done = edit.end;
    last = edit;
  }
  parts.push(source.slice(done));
  return parts.join("");
}
