import { decode } from "./codec.js";
import type { Answer, AnsweredCall, Call, Run, Watch } from "./run.js";
import { conduct, type Task } from "./task.js";
import { answered, type Given, given, runOf, toolName } from "./translate.js";

/** Runs a program whose calls are answered out here. */
export async function runHosted(
  task: Task,
  answer: (call: Call) => Promise<Answer>,
  { onQuiet, signal }: Watch,
): Promise<Run> {
  const { thread, id, job, program, limits } = task;
  const calls: AnsweredCall[] = [];
  const reply = async (call: Call) => {
    const reply = await settled(answer, call, toolName(job, call.fn));
    calls[call.id] = answered(call, reply.answer);
    thread.post({ kind: "answer", task: id, id: call.id, answer: reply.text });
  };
  const run = await conduct<Run>(task, {
    signal,
    first: { kind: "run", task: id, program, limits, watched: onQuiet !== undefined },
    hear: (message) => {
      if (message.kind === "ended") {
        const unanswered = new Set(message.end.unanswered);
        const seen = calls.map(({ id, fn, args, answer }) =>
          answered({ id, fn, args }, unanswered.has(id) ? undefined : answer),
        );
        return runOf(message.end, seen);
      }
      if (message.kind === "call") {
        const { fn, args, place } = message.call;
        const call: Call = { id: calls.length, fn, args: decode(args), ...(place !== undefined && { place }) };
        calls.push(call);
        void reply(call);
      }
      if (message.kind === "quiet") onQuiet?.(message.answers);
      return undefined;
    },
    lost: (fault) => ({ end: { ok: false, fault }, calls: [...calls], logs: [], probe: [] }),
  });
  if (run.end.ok || run.end.fault.code !== "time" || signal?.aborted !== true) return run;
  return { ...run, end: { ok: false, fault: { code: "stopped", message: "The program was stopped from outside." } } };
}

/** What a tool throws is the host's business: its text may hold paths or secrets and is not passed on. */
async function settled(answer: (call: Call) => Promise<Answer>, call: Call, tool: string): Promise<Given> {
  try {
    return given(await answer(call), tool);
  } catch {
    return given({ ok: false, message: `${tool} failed.` }, tool);
  }
}
