import { failure, success } from "../../toolspecs/index.js";
import { type Entry, parseEntry } from "./entry.js";
import type { Journal } from "./journal.js";

/** A journal that lives as long as the process: for tests, and for runs that nobody will resume. */
export function memoryJournal(): Journal & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  let taken = false;
  const name = "a journal in memory";
  return {
    name,
    lines,
    async open() {
      if (taken)
        return failure({ code: "journal_busy", place: name, message: "Another run has it. Wait for its end." });
      taken = true;
      let open = true;
      return success({
        entries: lines.flatMap((line): Entry[] => {
          const entry = parseEntry(line);
          return entry === undefined ? [] : [entry];
        }),
        async append(entry: Entry) {
          if (!open) throw new Error(`${name} is closed.`);
          lines.push(JSON.stringify(entry));
        },
        async close() {
          if (open) taken = false;
          open = false;
        },
      });
    },
  };
}
