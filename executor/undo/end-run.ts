import type { Outcome } from "../../toolspecs/index.js";
import { success } from "../../toolspecs/index.js";
import type { Journal, JournalIssue } from "../journal/journal.js";

/**
 * Ends a run that could still be gone on with, so that nobody does after it was taken back; whether it had not ended yet. `now` in ms since the
 * epoch.
 */
export async function endRun(
  journal: Journal,
  { message, now }: { readonly message: string; readonly now: number },
): Promise<Outcome<boolean, JournalIssue>> {
  const opened = await journal.open();
  if (!opened.ok) return opened;
  const { entries, append, close } = opened.value;
  try {
    const open = !entries.some(({ kind }) => kind === "end");
    if (open) await append({ kind: "end", end: { outcome: "failed", code: "taken_back", message }, at: now });
    return success(open);
  } finally {
    await close();
  }
}
