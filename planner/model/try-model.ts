import { randomUUID } from "node:crypto";
import type { Chat } from "./chat.js";
import { chatOf } from "./chat-of.js";
import type { Completion } from "./completion.js";
import { type ModelOptions, modelSettings } from "./options.js";

export interface Tried {
  readonly answers: boolean;
  /** What went wrong and what to do, where it does not answer; else nothing. */
  readonly message?: string;
}

/**
 * Puts one short question to the model: an answer shows that the address, the key and the name are right, which no list of
 * models does. Throws `HoldshortError` for options that cannot be meant.
 */
export async function tryModel(options: ModelOptions, signal?: AbortSignal): Promise<Tried> {
  const settings = modelSettings({ timeoutMs: 30_000, maxRetries: 0, ...options });
  return tried(chatOf(settings), signal);
}

/** The same of any model. */
export async function tried(chat: Chat, signal: AbortSignal | undefined): Promise<Tried> {
  const messages = [{ role: "user", content: "Say hello." }] as const;
  // As a spare: vLLM refuses priorities only where they are not 0.
  const work = { job: randomUUID(), candidate: 1, step: "verify", isLast: true };
  const completion = await chat.ask({ messages, temperature: 0, longest: 8, work }, { signal });
  const message = problemOf(completion);
  return message === undefined ? { answers: true } : { answers: false, message };
}

/** A few words are enough; that they were cut short is what was asked for. */
function problemOf(completion: Completion): string | undefined {
  switch (completion.kind) {
    case "failed":
      return completion.message;
    case "cut":
      return "The answer was cut off on its way. Look at the server's log, or try again.";
    case "cancelled":
      return "It was stopped before it answered.";
    default:
      return undefined;
  }
}
