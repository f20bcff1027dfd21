import type { OutlineStep } from "./outline.js";

/**
 * Gives each call of an outline the number by which people name it, from 1 and in the order of the outline. What stands in a
 * function that is called at several places is one call, numbered where it comes first.
 */
export function numbered(outline: readonly OutlineStep[]): readonly OutlineStep[] {
  const numbers = new Map<string, number>();
  const numberOf = ({ line, column }: OutlineStep) => {
    const key = `${line}:${column}`;
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return number;
  };
  const visit = (step: OutlineStep): OutlineStep => {
    if (step.kind === "call") return { ...step, number: numberOf(step) };
    return step.steps === undefined ? step : { ...step, steps: step.steps.map(visit) };
  };
  return outline.map(visit);
}

/** The calls of a numbered outline, each once. */
export function numberedCalls(outline: readonly OutlineStep[]): readonly OutlineStep[] {
  const calls = outline.flatMap((step): readonly OutlineStep[] =>
    step.kind === "call" ? [step] : numberedCalls(step.steps ?? []),
  );
  return [...new Map(calls.map((call) => [call.number, call])).values()];
}
