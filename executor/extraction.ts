import { isObject, type Json, type Outcome, type Schema } from "../toolspecs/index.js";
import type { Validators } from "../validation/index.js";
import type { CallTool, Reply } from "./caller.js";
import type { ModelUsage } from "./model-usage.js";
import { misfitWords, violationsOf } from "./run/output.js";

/** What is to be read out of a text. */
export interface ExtractRequest {
  readonly text: string;
  /** Of the value that is wanted. */
  readonly schema: Schema;
  /** What was wrong with the value that was read before. */
  readonly wrong?: string;
  readonly signal: AbortSignal;
}

/** The value, or a sentence that the plan may see; and what it took, whichever it is. */
export type Extracted = Outcome<Json, string> & { readonly usage?: ModelUsage };

/**
 * Reads a value out of a text that somebody else may have written. Whoever reads it is given the text and the schema, and nothing that it
 * could do harm with: no tools, no goal, no other text of the run.
 */
export type ExtractText = (request: ExtractRequest) => Promise<Extracted>;

/** More than this is not read: a text is to be cut down by the plan, which knows where to look. */
const longestText = 200_000;

/** Makes the calls of `holdshort.extract` with a function, and all others as before. */
export function withExtraction(call: CallTool, reading: Reading): CallTool {
  return (one) => {
    if (one.tool.builtin !== "extract") return call(one);
    const text = isObject(one.args) && typeof one.args.text === "string" ? one.args.text : "";
    if (text.length > longestText) {
      const message = `The text is ${text.length} characters long, and at most ${longestText} are read. Cut it down in the plan.`;
      return Promise.resolve({ kind: "failed", message });
    }
    const { schema } = one.tool.output;
    return read({ text, schema, signal: one.signal }, reading);
  };
}

export interface Reading {
  readonly extract: ExtractText;
  readonly validators: Validators;
  onUsage(usage: ModelUsage): void;
}

/** A value that does not fit is asked for once more, with what was wrong. */
async function read(request: ExtractRequest, reading: Reading): Promise<Reply> {
  const found = await reading.extract(request);
  if (found.usage !== undefined) reading.onUsage(found.usage);
  if (!found.ok) return { kind: "failed", message: found.issues.join(" ") };
  const wrong = misfit(found.value, request.schema, reading.validators);
  if (wrong === undefined) return { kind: "value", value: found.value };
  if (request.wrong !== undefined) {
    // What was wrong is in the words of the text, as it may be, and stays between whoever reads and us.
    return { kind: "failed", message: "No value that fits its schema was read out of the text, in two tries." };
  }
  return read({ ...request, wrong }, reading);
}

function misfit(value: Json, schema: Schema, validators: Validators): string | undefined {
  const violations = violationsOf(value, schema, validators);
  return violations.length === 0 ? undefined : misfitWords(violations);
}
