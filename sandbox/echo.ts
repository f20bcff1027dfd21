import { isObject, type Json } from "../toolspecs/index.js";

/** A member of the arguments that the answer repeats. Steps lead to where it stands in the answer; `[]` is every element. */
export interface Echo {
  readonly argument: string;
  readonly at: readonly string[];
}

/** The answer with what it repeats. Nothing is put where nothing of the kind stands. */
export function echoed(answer: Json, args: Json, echoes: readonly Echo[]): Json {
  if (!isObject(args)) return answer;
  return echoes.reduce((made, { argument, at }) => {
    const value = Object.hasOwn(args, argument) ? args[argument] : undefined;
    return value === undefined ? made : put(made, at, value);
  }, answer);
}

function put(target: Json, [step, ...rest]: readonly string[], value: Json): Json {
  if (step === undefined) return typeof target === typeof value && typeof value !== "object" ? value : target;
  if (step === "[]") return Array.isArray(target) ? target.map((one) => put(one, rest, value)) : target;
  if (!isObject(target) || !Object.hasOwn(target, step)) return target;
  return Object.fromEntries(
    Object.entries(target).map(([name, one]) => [name, name === step ? put(one, rest, value) : one]),
  );
}
