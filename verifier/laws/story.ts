import type { Run } from "../../sandbox/index.js";
import { type Binding, canonicalJson, type Json } from "../../toolspecs/index.js";
import type { TraceEntry } from "../counterexample.js";
import type { Broken } from "./broken.js";

const MAX_EVENTS = 20;
const MAX_VALUE = 200;

/** What happened, a line per event: what was called, what it returned, how it ended. */
export function tellStory(run: Run, reached: readonly Binding[], broken: Broken): readonly string[] {
  const lines = run.calls.map(({ fn, args, answer }) => {
    const call = `${nameOf(reached[fn])}(${show(args)})`;
    if (answer === undefined) return `${call} was called`;
    return answer.ok ? `${call} returned ${show(answer.value)}` : `${call} failed: ${answer.message}`;
  });
  const shown =
    lines.length > MAX_EVENTS
      ? [...lines.slice(0, MAX_EVENTS), `… and ${lines.length - MAX_EVENTS} more calls`]
      : lines;
  return [...shown, broken.message];
}

export function traceOf(run: Run, reached: readonly Binding[]): readonly TraceEntry[] {
  return run.calls.flatMap(({ fn, args }) => {
    const spec = reached[fn]?.spec;
    return spec === undefined ? [] : [{ tool: spec.name, args, server: spec.server }];
  });
}

function nameOf(binding: Binding | undefined): string {
  return binding === undefined ? "a tool" : `${binding.namespace}.${binding.member}`;
}

function show(value: Json): string {
  const text = canonicalJson(value);
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text;
}
