import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { isObject } from "../../toolspecs/index.js";

/** One row, asked in one way: a line of the file of results. */
export interface Entry {
  readonly model: string;
  readonly set: string;
  readonly id: string;
  readonly way: string;
  readonly accepted: boolean;
  readonly correct: boolean;
  readonly why: string;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly seconds: number;
}

/** What was measured, kept as it comes, so that a run can be broken off and taken up again. */
export class Ledger {
  readonly entries: Entry[];

  constructor(private readonly file: string) {
    this.entries = existsSync(file) ? entriesIn(readFileSync(file, "utf8")) : [];
  }

  has({ model, id, way }: Pick<Entry, "model" | "id" | "way">): boolean {
    return this.entries.some((entry) => entry.model === model && entry.id === id && entry.way === way);
  }

  add(entry: Entry): void {
    this.entries.push(entry);
    appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
  }
}

/** The last line may have been cut off as the run was. */
function entriesIn(text: string): Entry[] {
  return text.split("\n").flatMap((line) => {
    try {
      const value: unknown = JSON.parse(line);
      return isEntry(value) ? [value] : [];
    } catch {
      return [];
    }
  });
}

function isEntry(value: unknown): value is Entry {
  if (!isObject(value)) return false;
  const texts = [value.model, value.set, value.id, value.way, value.why];
  const numbers = [value.calls, value.inputTokens, value.outputTokens, value.seconds];
  return (
    texts.every((one) => typeof one === "string") &&
    numbers.every((one) => typeof one === "number") &&
    [value.accepted, value.correct].every((one) => typeof one === "boolean")
  );
}
