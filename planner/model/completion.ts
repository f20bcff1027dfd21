import type { Usage } from "../../verifier/index.js";

/** How one question to a model ended, whatever went wrong on the way. */
export type Completion = CompletionEnd & {
  /** `llmCalls` is every request sent, retries included. Tokens are what the server counted, or else an estimate. */
  readonly usage: Usage;
  /** Whether the question went out with the form that was asked for; absent where none was, or nobody knows. */
  readonly held?: boolean;
};

export type CompletionEnd =
  | { readonly kind: "text"; readonly text: string }
  /** The answer hit a length limit. */
  | { readonly kind: "truncated" }
  /** The server answered as it should, with no text, but maybe with something else. */
  | { readonly kind: "empty"; readonly instead?: "call" | "thoughts" }
  /** The answer broke off: the connection was lost, or the server gave it up. */
  | { readonly kind: "cut" }
  | { readonly kind: "cancelled" }
  /** Asking the same again will not help. */
  | Failed;

export interface Failed {
  readonly kind: "failed";
  readonly code: FailureCode;
  readonly message: string;
  /** The cause in a few words, without the server and without advice: `ECONNREFUSED`, `429: come back later`. */
  readonly why?: string;
  /** How long the server asked to be left alone. */
  readonly retryAfterMs?: number;
}

/** Why a model gave no answer, for programs. People read the message. */
export type FailureCode =
  /** Nobody listens at the address. */
  | "model_unreachable"
  /** 401, 403. */
  | "model_key"
  /** 404. */
  | "model_unknown"
  /** 429, after all retries. */
  | "model_busy"
  /** 5xx, or an error in the middle of the stream. */
  | "model_broken"
  /** Another 4xx. */
  | "model_refuses_request"
  /** It refuses a field that tells how to serve the request, which is sent only because somebody configured it. */
  | "model_refuses_hint"
  | "model_timeout"
  /** What came back is no chat completion. */
  | "model_no_completion"
  /** One answer was longer than any is. */
  | "model_floods"
  /** The model or a filter declines the goal. */
  | "model_declines"
  /** The answer held the API key. */
  | "model_leaks_key"
  /** What runs models in this process is not there, or cannot load this one. */
  | "model_not_loaded"
  /** Of several servers each fails, and not all in the same way. */
  | "model_fleet_down";

/** Whether the form may be what the server turned down, so that the question without it is another. */
export function refusesForm(completion: Completion): boolean {
  return completion.kind === "failed" && completion.code === "model_refuses_request" && completion.held !== false;
}
