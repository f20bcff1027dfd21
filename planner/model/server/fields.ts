import type { Question } from "../chat.js";
import type { ModelSettings } from "../options.js";

/** The optional fields of a request. Not every server takes every one of them. */
export interface Fields {
  readonly stream_options?: { readonly include_usage: true };
  readonly temperature?: number;
  readonly seed?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
}

export function optionalFields(question: Question, settings: ModelSettings): Fields {
  const temperature = question.temperature ?? settings.temperature;
  const longest = question.longest ?? settings.maxOutputTokens;
  return {
    stream_options: { include_usage: true },
    ...(temperature === undefined ? {} : { temperature }),
    ...(question.seed === undefined ? {} : { seed: question.seed }),
    ...(longest === undefined ? {} : { max_tokens: longest }),
  };
}

/**
 * What to send instead after a server refused the request with these words: a field they name is left out, and the
 * length limit goes under its newer name, the only one that reasoning models take. `undefined`: it was no such field.
 */
export function simplerFields(fields: Fields, complaint: string): Fields | undefined {
  const isBlamed = (name: keyof Fields) => name in fields && complaint.includes(name);
  const dropped = (["stream_options", "temperature", "seed"] as const).find(isBlamed);
  if (dropped !== undefined) {
    const { [dropped]: _, ...rest } = fields;
    return rest;
  }
  const { max_tokens, ...rest } = fields;
  if (max_tokens !== undefined && isBlamed("max_tokens")) return { ...rest, max_completion_tokens: max_tokens };
  return undefined;
}
