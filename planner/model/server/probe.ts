// What a server can do is found out by asking for something it would not say by itself. That a request went through tells
// nothing: many servers take a field that they do not know without a word.
import { isObject, type Schema } from "../../../toolspecs/index.js";
import type { Usage } from "../../../verifier/index.js";
import { addUsage, noUsage } from "../../usage.js";
import type { Form, Question } from "../chat.js";
import type { Grammar } from "../grammar/grammar.js";
import type { Abilities } from "./abilities.js";
import { formFields, type GrammarWay, grammarWays, type MoreFields } from "./form.js";
import type { Posted } from "./post.js";

/** Sends one question with further fields. */
export type Send = (question: Question, more: MoreFields) => Promise<Posted>;

export interface Probed {
  /** `undefined`: the server cannot be asked now, so nothing is known. */
  readonly abilities: Abilities | undefined;
  readonly usage: Usage;
}

/** Eight to ten short requests. */
export async function probe(send: Send): Promise<Probed> {
  let usage = noUsage;
  let silent = false;
  const ask = async (more: MoreFields): Promise<Posted> => {
    const posted = await send(question, more);
    usage = addUsage(usage, posted.usage);
    silent ||= !answersAtAll(posted);
    return posted;
  };
  const [grammar, schema, seed, priority, logprobs] = await Promise.all([
    grammarWay(ask),
    takesSchema(ask),
    takesNumber("seed", ask),
    takesNumber("priority", ask),
    ask({ logprobs: true }).then((posted) => posted.logprobs),
  ]);
  return { abilities: silent ? undefined : { grammar, schema, seed, priority, logprobs }, usage };
}

type Ask = (more: MoreFields) => Promise<Posted>;

const question: Question = {
  messages: [{ role: "user", content: "Say hello." }],
  temperature: 0,
  longest: 24,
};

/** What no model answers to a greeting. */
const token = "zq7";
const oneWord: Grammar = { root: "root", rules: new Map([["root", { kind: "text", text: token }]]) };
const grammarForm: Form = { kind: "grammar", grammar: oneWord };

async function grammarWay(ask: Ask): Promise<GrammarWay | "none"> {
  for (const way of grammarWays) {
    const posted = await ask(formFields(grammarForm, { grammar: way, schema: false }));
    if (posted.kind === "text" && posted.text.trim() === token) return way;
  }
  return "none";
}

const schema: Schema = {
  type: "object",
  properties: { answer: { type: "string", enum: [token] } },
  required: ["answer"],
  additionalProperties: false,
};

async function takesSchema(ask: Ask): Promise<boolean> {
  const posted = await ask(
    formFields({ kind: "schema", name: "answer", schema }, { grammar: undefined, schema: true }),
  );
  return posted.kind === "text" && saysToken(posted.text);
}

function saysToken(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && value.answer === token;
  } catch {
    return false;
  }
}

/** A server that knows a field refuses a value of the wrong type; one that does not refuses both, or neither. */
async function takesNumber(field: string, ask: Ask): Promise<boolean> {
  const [wrong, right] = await Promise.all([ask({ [field]: "no number" }), ask({ [field]: 1 })]);
  return isRefused(wrong) && !isRefused(right);
}

function isRefused(posted: Posted): boolean {
  return posted.kind === "failed";
}

/** A request that is turned down for what it says is an answer, too. */
function answersAtAll(posted: Posted): boolean {
  if (posted.kind === "cancelled" || posted.kind === "cut") return false;
  return posted.kind !== "failed" || posted.code === "model_refuses_request";
}
