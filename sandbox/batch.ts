import { decode } from "./codec.js";
import type { Run, ScriptedWorld } from "./run.js";
import { conduct, type Task } from "./task.js";
import { answered, givenInWorld, noAnswer, runOf } from "./translate.js";

/** Runs a program in one world after the other, on one thread, until a run does not end well. */
export function runBatch(task: Task, worlds: readonly ScriptedWorld[]): Promise<readonly Run[]> {
  const { id, job, program, limits } = task;
  const answers = worlds.map((world) => givenInWorld(world, job));
  const texts = answers.map((world) => world.map((some) => some.map(({ text }) => text)));
  const runs: Run[] = [];
  return conduct<readonly Run[]>(task, {
    first: { kind: "worlds", task: id, program, limits, worlds: texts },
    hear: (message, restart) => {
      if (message.kind === "finished") return runs;
      if (message.kind !== "world") return undefined;
      const world = answers[runs.length];
      const calls = message.calls.map(({ fn, args, answer }, id) => {
        const call = { id, fn, args: decode(args) };
        return answered(call, answer === undefined ? undefined : (world?.[fn]?.[answer]?.answer ?? noAnswer));
      });
      runs.push(runOf(message.end, calls));
      restart();
      return undefined;
    },
    lost: (fault) => [...runs, { end: { ok: false, fault }, calls: [], logs: [], probe: [] }],
  });
}
