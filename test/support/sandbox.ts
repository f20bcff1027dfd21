import type { Answer, Call, Fault, GuestFunction, Job, Run } from "#dist/sandbox/index.js";
import type { Json } from "#dist/toolspecs/index.js";

/** What the programs of the tests can call. */
export const functions: readonly GuestFunction[] = [
  { namespace: "tools", member: "echo" },
  { namespace: "tools", member: "find" },
];

/** A job whose program is one async function with this body. */
export function job(body: string, some: Partial<Job> = {}): Job {
  return module(`export default async function plan(input) {\n${body}\n}`, some);
}

/** A job whose program is this module. */
export function module(script: string, some: Partial<Job> = {}): Job {
  return { script, functions, clock: Date.UTC(2026, 0, 2, 3, 4, 5, 678), seed: 1, ...some };
}

/** Answers each call with its own argument. */
export async function echo({ args }: Call): Promise<Answer> {
  return { ok: true, value: args };
}

/** What the program returned. Throws when it did not. */
export function resultOf({ end }: Run): Json | undefined {
  if (!end.ok) throw new Error(`The program did not return: ${end.fault.code}, ${end.fault.message}`);
  return end.value;
}

/** Why the program did not return. Throws when it did. */
export function faultOf({ end }: Run): Fault {
  if (end.ok) throw new Error(`The program returned ${JSON.stringify(end.value)}`);
  return end.fault;
}
