import { decode } from "./codec.js";
import { echoed } from "./echo.js";
import { ANSWER } from "./messages.js";
import type { Answer, Run, ScriptedWorld } from "./run.js";
import { conduct, type Task } from "./task.js";
import { answered, type Given, givenInWorld, inputText, noAnswer, runOf } from "./translate.js";

/** Runs a program in one world after the other, on one thread, until a run does not end well. */
export function runBatch(task: Task, worlds: readonly ScriptedWorld[]): Promise<readonly Run[]> {
  const { id, job, program, limits } = task;
  const answers = worlds.map((world) => givenInWorld(world, job));
  const texts = worlds.map(({ forgets = [], echoes = [], failure, input }, index) => ({
    answers: (answers[index] ?? []).map((some) => some.map(({ text }) => text)),
    forgets,
    echoes,
    failure,
    ...inputText(input),
  }));
  const runs: Run[] = [];
  return conduct<readonly Run[]>(task, {
    first: { kind: "worlds", task: id, program, limits, worlds: texts },
    hear: (message, restart) => {
      if (message.kind === "finished") return runs;
      if (message.kind !== "world") return undefined;
      const { failure, echoes = [] } = worlds[runs.length] ?? {};
      const given = answers[runs.length] ?? [];
      const calls = message.calls.map(({ fn, args, answer, after }, id) => {
        const call = { id, fn, args: decode(args), after };
        const scripted = answer === undefined ? undefined : answerAt(answer, given[fn], failure);
        return answered(
          call,
          scripted?.ok ? { ok: true, value: echoed(scripted.value, call.args, echoes[fn] ?? []) } : scripted,
        );
      });
      runs.push(runOf(message.end, calls));
      restart();
      return undefined;
    },
    lost: (fault) => [...runs, { end: { ok: false, fault }, calls: [], logs: [], probe: [] }],
  });
}

function answerAt(index: number, given: readonly Given[] | undefined, failure: ScriptedWorld["failure"]): Answer {
  if (index === ANSWER.failure && failure !== undefined) return { ok: false, message: failure.message };
  return given?.[index]?.answer ?? noAnswer;
}
