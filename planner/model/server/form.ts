// How a request says what form the answer must have. Every server has a field of its own for it.
import type { Form } from "../chat.js";
import type { Grammar } from "../grammar/grammar.js";
import { ebnf, gbnf } from "../grammar/print.js";

/** Fields beyond those of the OpenAI API. */
export type MoreFields = Readonly<Record<string, unknown>>;

/** Which field carries a grammar: llama.cpp's server, vLLM, older vLLM, SGLang. In the order in which they are tried. */
export const grammarWays = ["grammar", "structured_outputs", "guided_grammar", "ebnf"] as const;
export type GrammarWay = (typeof grammarWays)[number];

/** What a server can hold an answer to. */
export interface FormWays {
  readonly grammar: GrammarWay | undefined;
  readonly schema: boolean;
}

/** How grammars become text. */
export interface Printers {
  gbnf(grammar: Grammar): string;
  ebnf(grammar: Grammar): string;
}

export function formFields(form: Form, ways: FormWays, print: Printers = { gbnf, ebnf }): MoreFields {
  if (form.kind === "schema") return ways.schema ? schemaField(form) : {};
  switch (ways.grammar) {
    case undefined:
      return {};
    case "grammar":
      return { grammar: print.gbnf(form.grammar) };
    case "structured_outputs":
      return { structured_outputs: { grammar: print.ebnf(form.grammar) } };
    case "guided_grammar":
      return { guided_grammar: print.ebnf(form.grammar) };
    case "ebnf":
      return { ebnf: print.ebnf(form.grammar) };
  }
}

function schemaField({ name, schema }: Extract<Form, { kind: "schema" }>): MoreFields {
  return { response_format: { type: "json_schema", json_schema: { name, schema, strict: true } } };
}
