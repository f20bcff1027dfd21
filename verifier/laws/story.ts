import type { AnsweredCall } from "../../sandbox/index.js";
import type { Binding } from "../../toolspecs/index.js";
import type { TraceEntry } from "../counterexample.js";
import type { Broken } from "./broken.js";
import type { GivenRun } from "./given-run.js";
import { show } from "./show.js";
import { nameOf } from "./world.js";

const maxEvents = 20;

/** What happened, a line per event: what each tool returned or failed with, the call that mattered, how it ended. */
export function tellStory({ calls, input }: GivenRun, reached: readonly Binding[], broken: Broken): readonly string[] {
  const before = calls.slice(0, broken.call);
  const given = input === undefined ? [] : [`the plan was given ${show(input)}`];
  const happened = [...given, ...before.map((call) => event(call, reached))];
  const events = happened.map((what, index) => `${index === 0 ? "When" : "and"} ${what},`);
  const shown =
    events.length > maxEvents
      ? [...events.slice(0, maxEvents - 1), `… and ${events.length - maxEvents} more calls,`, ...events.slice(-1)]
      : events;
  const last = broken.call === undefined ? undefined : calls[broken.call];
  const called = last === undefined ? [] : [`the plan called ${written(last, reached, broken.path)}.`];
  return [...shown, ...called, broken.message];
}

function event(call: AnsweredCall, reached: readonly Binding[]): string {
  const { answer } = call;
  if (answer === undefined) return `${written(call, reached)} was not answered yet`;
  return `${written(call, reached)} ${answer.ok ? `returned ${show(answer.value)}` : `failed (${answer.message})`}`;
}

function written({ fn, args }: AnsweredCall, reached: readonly Binding[], path = ""): string {
  return `${nameOf(reached[fn])}(${show(args, path)})`;
}

export function traceOf({ calls, sites }: GivenRun, reached: readonly Binding[]): readonly TraceEntry[] {
  return calls.flatMap(({ fn, args }, index) => {
    const spec = reached[fn]?.spec;
    return spec === undefined ? [] : [{ tool: spec.name, args, server: spec.server, ...sites[index] }];
  });
}
