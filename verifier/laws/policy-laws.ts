import {
  type BreachCode,
  type CallBreach,
  checkCalls,
  checkEnd,
  type MadeCall,
  type Policy,
} from "../../policy/index.js";
import type { Run } from "../../sandbox/index.js";
import type { Binding } from "../../toolspecs/index.js";

/** A `Broken`, as far as policies go. */
interface Broken {
  readonly code: BreachCode;
  readonly message: string;
  readonly fn?: number;
}

/** What a policy, and the tools themselves, allow of a run. */
export interface PolicyLaws {
  /** Each call as it was made. */
  readonly calls: (run: Run) => Broken | undefined;
  /** What was left undone. Says nothing of a run that was cut off. */
  readonly end: (run: Run) => Broken | undefined;
}

export function policyLaws(policy: Policy, reached: readonly Binding[]): PolicyLaws {
  const asks = (policy.rules ?? []).some((rule) => "after" in rule || "atLeast" in rule);
  return {
    calls: (run) => broken(checkCalls(policy, traceOf(run, reached)), run),
    end: (run) => (!asks || cutOff(run) ? undefined : broken(checkEnd(policy, traceOf(run, reached)), run)),
  };
}

function broken([first]: readonly CallBreach[], run: Run): Broken | undefined {
  if (first === undefined) return undefined;
  const { code, message, call } = first;
  const fn = run.calls[call]?.fn;
  return { code, message, ...(fn === undefined ? {} : { fn }) };
}

/** A program that throws has had its say, in its finally blocks too; one that a limit stopped has not. */
function cutOff({ end }: Run): boolean {
  return !end.ok && end.fault.code !== "threw";
}

/** Made for every run of every world, so without copies of copies. */
function traceOf({ calls }: Run, reached: readonly Binding[]): readonly MadeCall[] {
  const trace: MadeCall[] = [];
  for (const { fn, args, answer, after = trace.length } of calls) {
    const tool = reached[fn]?.spec;
    if (tool === undefined) continue;
    trace.push(
      answer?.ok === true ? { tool, args, ok: true, output: answer.value, after } : { tool, args, ok: false, after },
    );
  }
  return trace;
}
