import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { Question } from "../../planner/model/chat.js";
import type { Completion } from "../../planner/model/completion.js";
import type { Usage } from "../../verifier/index.js";

export interface Known {
  readonly answer: Completion;
  readonly seconds: number;
}

/** What a model said to questions that it would answer alike again, in a file, from one run to the next. */
export class Answers {
  private readonly known: Map<string, Known>;

  constructor(
    private readonly file: string,
    private readonly model: string,
  ) {
    this.known = existsSync(file) ? new Map(readFileSync(file, "utf8").split("\n").flatMap(entryIn)) : new Map();
  }

  get(question: Question): Known | undefined {
    const key = this.keyOf(question);
    return key === undefined ? undefined : this.known.get(key);
  }

  set(question: Question, known: Known): void {
    const key = this.keyOf(question);
    if (key === undefined || known.answer.kind !== "text") return;
    this.known.set(key, known);
    const { text, usage } = known.answer;
    const kept: Kept = { key, text, usage, seconds: known.seconds };
    appendFileSync(this.file, `${JSON.stringify(kept)}\n`);
  }

  /** Where chance has a say nothing is kept; where it has none a seed says nothing. */
  private keyOf({ messages, temperature, form, longest }: Question): string | undefined {
    if (temperature !== 0) return undefined;
    const text = JSON.stringify([this.model, messages, form?.kind, longest]);
    return createHash("sha256").update(text).digest("hex");
  }
}

/** The last line may have been cut off as the run was. */
function entryIn(line: string): (readonly [string, Known])[] {
  try {
    const { key, text, usage, seconds }: Kept = JSON.parse(line);
    return [[key, { answer: { kind: "text", text, usage }, seconds }]];
  } catch {
    return [];
  }
}

/** As this file writes it, and nobody else. */
interface Kept {
  readonly key: string;
  readonly text: string;
  readonly usage: Usage;
  readonly seconds: number;
}
