import type { Json } from "../toolspecs/index.js";
import { decode, encode } from "./codec.js";
import { type AnswerText, type GuestEnd, NO_ANSWER, type Program } from "./messages.js";
import type { Answer, AnsweredCall, Job, Run, ScriptedWorld } from "./run.js";

// Between what the callers of the sandbox speak (Job, Answer, Run: values) and what its threads speak (JSON text).

/** Throws a TypeError for an input that JSON cannot carry. */
export function programOf({ script, functions, clock, seed, input, probe, placed }: Job): Program {
  return {
    script,
    functions: functions.map(({ namespace, member }) => ({ namespace, member })),
    clock,
    seed,
    ...inputText(input),
    ...(probe === undefined ? {} : { probe }),
    ...(placed === undefined ? {} : { placed }),
  };
}

/** Throws a TypeError for an input that JSON cannot carry. */
export function inputText(input: Json | undefined): { readonly input?: string } {
  if (input === undefined) return {};
  const encoded = encode(input, "input");
  if (!encoded.ok) throw new TypeError(`A job cannot be run: ${encoded.problem}.`);
  return { input: encoded.text };
}

/** An answer, and how it travels. */
export interface Given {
  readonly answer: Answer;
  readonly text: AnswerText;
}

/** A value that JSON cannot carry is a failure of the tool that gave it. */
export function given(answer: Answer, tool: string): Given {
  if (!answer.ok) return { answer, text: { ok: false, text: JSON.stringify(answer.message) } };
  const encoded = encode(answer.value, "its answer");
  if (!encoded.ok) return given({ ok: false, message: `${tool} failed: ${encoded.problem}.` }, tool);
  return { answer, text: { ok: true, text: encoded.text } };
}

/** The answers of a world, as `ScriptedWorld.answers`. */
export function givenInWorld({ answers }: ScriptedWorld, job: Job): readonly (readonly Given[])[] {
  return answers.map((some, fn) => some.map((answer) => given(answer, toolName(job, fn))));
}

export const noAnswer: Answer = { ok: false, message: NO_ANSWER };

export function toolName({ functions }: Job, fn: number): string {
  const called = functions[fn];
  return called === undefined ? "a tool" : `${called.namespace}.${called.member}`;
}

export function answered(call: Omit<AnsweredCall, "answer">, answer: Answer | undefined): AnsweredCall {
  return answer === undefined ? call : { ...call, answer };
}

export function runOf({ end, logs, probe }: GuestEnd, calls: readonly AnsweredCall[]): Run {
  if (!end.ok) return { end, calls, logs, probe };
  const value = end.result === undefined ? undefined : decode(end.result);
  return { end: { ok: true, value }, calls, logs, probe };
}
