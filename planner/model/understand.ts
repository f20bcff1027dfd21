import { sentence } from "../../toolspecs/index.js";
import type { Missing } from "../../verifier/index.js";
import type { CompletionEnd } from "./completion.js";
import { extract } from "./extract.js";
import { oneLine } from "./redact.js";

/** What an answer leads to. */
export type Step =
  | { readonly kind: "program"; readonly source: string }
  /** `reason`: in the model's own words, where it is the model that cannot. */
  | { readonly kind: "abstain"; readonly missing: Missing; readonly reason?: string }
  | Again;

/** Ask once more. */
export interface Again {
  readonly kind: "again";
  readonly code: "model_cut" | "model_empty" | "model_truncated" | "model_no_program";
  /** Completes "The last answer …" for people. */
  readonly because: string;
  /** What the model should know of it; none where the question was not at fault. */
  readonly hint?: string;
}

const form = "Answer with one ```ts block that holds the whole program, or with one line that starts with CANNOT:";

export function understand(end: CompletionEnd, apiKey: string | undefined): Step {
  switch (end.kind) {
    case "text":
      return understandText(end.text, apiKey);
    case "truncated":
      return {
        kind: "again",
        code: "model_truncated",
        because: "was cut off at the length limit",
        hint: `Your last answer became too long. Write a shorter program, without comments. ${form}`,
      };
    case "empty":
      return noText(end.instead);
    case "cut":
      return { kind: "again", code: "model_cut", because: "broke off before its end" };
    case "cancelled":
      return abstain({
        kind: "planner",
        code: "stopped",
        message: "Planning was stopped before the model had answered.",
      });
    case "failed":
      return abstain({ kind: "planner", code: end.code, message: end.message });
  }
}

function noText(instead: "call" | "thoughts" | undefined): Step {
  const because = instead === undefined ? "was empty" : inPlace[instead];
  return { kind: "again", code: "model_empty", because, hint: `Your last answer ${because}. ${form}` };
}

const inPlace = {
  call: "called a function, where text was asked for",
  thoughts: "thought, and then said nothing",
} as const;

function understandText(text: string, apiKey: string | undefined): Step {
  const found = extract(text);
  switch (found.kind) {
    case "program":
      return found;
    case "cannot":
      return cannot(oneLine(found.reason, apiKey));
    case "nothing":
      return {
        kind: "again",
        code: "model_no_program",
        because: `held no program ("${oneLine(text, apiKey, 80)}")`,
        hint: `Your last answer held no program. ${form}`,
      };
  }
}

/** The prompt asks for `tool:` or `value:` before the reason; a model that leaves it out says which by its words. */
function cannot(reason: string): Step {
  const [, named, words = reason] = /^<?(tool|value)\b>?\s*:\s*(.*)$/i.exec(reason) ?? [];
  const isTool = named === undefined ? /\btools?\b/i.test(words) : named.toLowerCase() === "tool";
  const what = words || "it does not say what";
  const missing: Missing = isTool
    ? { kind: "tool", message: `The model finds no tool for this: ${sentence(what)}` }
    : { kind: "value", message: `The model misses a value: ${sentence(what)}` };
  return { kind: "abstain", missing, reason: sentence(what) };
}

function abstain(missing: Missing): Step {
  return { kind: "abstain", missing };
}
