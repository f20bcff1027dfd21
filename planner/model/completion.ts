import type { Usage } from "../../verifier/index.js";

/** How one question to a model ended, whatever went wrong on the way. */
export type Completion = CompletionEnd & {
  /** `llmCalls` is every request sent, retries included; tokens are what the server counted, 0 where it says nothing. */
  readonly usage: Usage;
};

export type CompletionEnd =
  | { readonly kind: "text"; readonly text: string }
  /** The answer hit a length limit. */
  | { readonly kind: "truncated" }
  /** The server answered as it should, with no text. */
  | { readonly kind: "empty" }
  /** The connection broke in the middle of the answer. */
  | { readonly kind: "cut" }
  | { readonly kind: "cancelled" }
  /** Asking the same again will not help. */
  | { readonly kind: "failed"; readonly message: string };
