import { isObject, type Json } from "../../../toolspecs/index.js";
import { type FormWays, type GrammarWay, grammarWays } from "./form.js";

/** What a model behind a server can do. */
export interface Abilities {
  /** The field that takes a grammar. */
  readonly grammar: GrammarWay | "none";
  /** `response_format` with a JSON schema. */
  readonly schema: boolean;
  readonly seed: boolean;
  readonly logprobs: boolean;
  /** The field `priority`, which vLLM has where it was started for it. */
  readonly priority: boolean;
}

/** Keeps what was found out from one process to the next, under a key. Both may fail without harm. */
export interface AbilityMemory {
  read(key: string): Promise<Json | undefined>;
  write(key: string, known: Json): Promise<void>;
}

export function formWays({ grammar, schema }: Abilities): FormWays {
  return { grammar: grammar === "none" ? undefined : grammar, schema };
}

/** What a file says was found out; `undefined` if it says no such thing. */
export function readAbilities(value: unknown): Abilities | undefined {
  if (!isObject(value)) return undefined;
  const { schema, seed, logprobs, priority } = value;
  const grammar = [...grammarWays, "none" as const].find((way) => way === value.grammar);
  if (grammar === undefined || typeof schema !== "boolean" || typeof seed !== "boolean") return undefined;
  if (typeof logprobs !== "boolean" || typeof priority !== "boolean") return undefined;
  return { grammar, schema, seed, logprobs, priority };
}
