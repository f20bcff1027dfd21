// What a server can do is found out by asking for something it would not say by itself. That a request went through tells
// nothing: many servers take a field that they do not know without a word.
import { isObject, type Schema } from "../../../toolspecs/index.js";
import type { Usage } from "../../../verifier/index.js";
import { addUsage, noUsage } from "../../usage.js";
import type { Form, Question } from "../chat.js";
import type { FailureCode } from "../completion.js";
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

/** Requests that finding out takes, at most; a model that thinks first is asked some of them again. */
export const mostProbes = 10;

/** Up to ten short requests, and but one to a server that cannot be asked now. */
export async function probe(send: Send): Promise<Probed> {
  let usage = noUsage;
  let silent = false;
  const put = async (question: Question, more: MoreFields): Promise<Posted> => {
    const posted = await send(question, more);
    usage = addUsage(usage, posted.usage);
    return posted;
  };
  const ask: Ask = async (more, isSilence = saysNothing) => {
    const posted = await put(question, more);
    const again = isAllThought(posted) ? await put({ ...question, longest: longestThought }, more) : posted;
    silent ||= isSilence(again);
    return again;
  };
  const [first, ...others] = grammarWays;
  const beginning = await ask(grammarFields(first), isNoAnswer);
  if (silent) return { abilities: undefined, usage };
  const [grammar, schema, seed, priority, logprobs] = await Promise.all([
    saysToken(beginning) ? first : grammarWay(others, ask),
    takesSchema(ask),
    takesNumber("seed", ask),
    takesNumber("priority", ask),
    ask({ logprobs: true }).then((posted) => posted.logprobs),
  ]);
  return { abilities: silent ? undefined : { grammar, schema, seed, priority, logprobs }, usage };
}

/** `isSilence`: whether the answer tells nothing, so that nothing is known of the server. */
type Ask = (more: MoreFields, isSilence?: (posted: Posted) => boolean) => Promise<Posted>;

const question: Question = {
  messages: [{ role: "user", content: "Say hello." }],
  temperature: 0,
  longest: 24,
};

/** Tokens for a model that thinks before it answers: only the answer is held to a form. */
const longestThought = 1_024;

function isAllThought(posted: Posted): boolean {
  return posted.kind === "truncated" && posted.characters === 0;
}

/** What no model answers to a greeting. */
const token = "zq7";
const oneWord: Grammar = { root: "root", rules: new Map([["root", { kind: "text", text: token }]]) };
const grammarForm: Form = { kind: "grammar", grammar: oneWord };

function grammarFields(way: GrammarWay): MoreFields {
  return formFields(grammarForm, { grammar: way, schema: false });
}

function saysToken(posted: Posted): boolean {
  return posted.kind === "text" && posted.text.trim() === token;
}

async function grammarWay(ways: readonly GrammarWay[], ask: Ask): Promise<GrammarWay | "none"> {
  for (const way of ways) if (saysToken(await ask(grammarFields(way)))) return way;
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
  return posted.kind === "text" && objectSaysToken(posted.text);
}

function objectSaysToken(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && value.answer === token;
  } catch {
    return false;
  }
}

/** A server that knows a field refuses a value of the wrong type, some by breaking; one that does not refuses both, or neither. */
async function takesNumber(field: string, ask: Ask): Promise<boolean> {
  const [wrong, right] = await Promise.all([
    ask({ [field]: "no number" }, (posted) => saysNothing(posted) && !isBroken(posted)),
    ask({ [field]: 1 }),
  ]);
  return isRefused(wrong) && !isRefused(right);
}

function isRefused(posted: Posted): boolean {
  return posted.kind === "failed";
}

function isBroken(posted: Posted): boolean {
  return posted.kind === "failed" && posted.code === "model_broken";
}

/** The first request: a server that turns it down for its key, its model or its path answers no other either. */
function isNoAnswer(posted: Posted): boolean {
  if (posted.kind !== "failed") return saysNothing(posted);
  return posted.code !== "model_refuses_request" && posted.code !== "model_refuses_hint";
}

/** Once a server has answered, it turns a request down for what it says: OpenAI forbids (403) odds of words for models that think. */
function saysNothing(posted: Posted): boolean {
  if (posted.kind === "cancelled" || posted.kind === "cut") return true;
  return posted.kind === "failed" && !refusals.has(posted.code);
}

const refusals: ReadonlySet<FailureCode> = new Set([
  "model_refuses_request",
  "model_refuses_hint",
  "model_key",
  "model_unknown",
]);
