import type { Policy, Site } from "../../policy/index.js";
import type { FaultCode, Run } from "../../sandbox/index.js";
import { type Binding, failure, type Outcome, sentence, success, writtenName } from "../../toolspecs/index.js";
import type { Validate, Validators } from "../../validation/index.js";
import type { IssueCode } from "../issues/index.js";
import type { GivenRun } from "./given-run.js";
import { policyLaws } from "./policy-laws.js";
import { type UnusableSchema, unusable } from "./world.js";

/** A law that a run broke. The place is one in the script, where the engine knew it. */
export interface Broken {
  readonly code: IssueCode;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  /** Index of the tool whose call broke it. */
  readonly fn?: number;
  /** Index of that call, and the place in its arguments. */
  readonly call?: number;
  readonly path?: string;
  /** Index of a call beside which it broke, where no call of its own did. */
  readonly near?: number;
  /** Where the program writes that call, where the engine could tell. */
  readonly site?: Site;
}

/** Says which law a run broke, if any. */
export type Laws = (run: GivenRun) => Broken | undefined;

/** The laws every plan is held to, and the one that its goal makes. Where a tool failed, it may throw, or return before the rest is answered. */
export function lawsFor(
  reached: readonly Binding[],
  {
    policy,
    validators: validatorOf,
    goal = () => undefined,
  }: { readonly policy: Policy; readonly validators: Validators; readonly goal?: Laws | undefined },
): Outcome<Laws, UnusableSchema> {
  const validators: Validate[] = [];
  for (const binding of reached) {
    const validator = validatorOf(binding.spec.input);
    if (!validator.ok) return failure(unusable(writtenName(binding), "input", validator.issues));
    validators.push(validator.value);
  }
  const { calls, end } = policyLaws(policy, reached);
  return success(
    (run) => badArgument(run, reached, validators) ?? calls(run) ?? goal(run) ?? brokenByEnd(run) ?? end(run),
  );
}

function badArgument(run: Run, reached: readonly Binding[], validators: readonly Validate[]): Broken | undefined {
  for (const call of run.calls) {
    const [problem] = validators[call.fn]?.(call.args) ?? [];
    const tool = reached[call.fn];
    if (problem !== undefined && tool !== undefined) {
      const where = problem.path === "" ? "args" : `args.${problem.path}`;
      const message = `${writtenName(tool)} would refuse the call: ${where} ${problem.message}. Check the value before the call.`;
      return { code: "bad_argument", message, fn: call.fn, call: call.id, path: problem.path };
    }
  }
  return undefined;
}

const codes: { readonly [K in FaultCode]: IssueCode } = {
  syntax: "sandbox",
  threw: "throws",
  bad_value: "bad_value",
  time: "never_ends",
  steps: "never_ends",
  stuck: "never_ends",
  memory: "throws",
  stack: "throws",
  calls: "budget",
  calls_in_flight: "budget",
  unawaited_call: "floating_call",
  too_large: "too_large",
  stopped: "sandbox",
  engine: "sandbox",
};

const advice: { readonly [K in FaultCode]?: string } = {
  threw: "Tools kept their contracts here: handle this case, or return a result that says what was not possible.",
  time: "Bound the loop by what a tool returned.",
  steps: "Bound the loop by what a tool returned.",
  memory: "Keep less.",
  stack: "Use a loop.",
  calls: "Call less often, or ask for a larger budget.",
  calls_in_flight: "Work through the list in smaller groups.",
  too_large: "Return only what is needed.",
};

function brokenByEnd({ end, calls }: Run): Broken | undefined {
  if (end.ok) return undefined;
  const toolFailed = calls.some(({ answer }) => answer?.ok === false);
  if (toolFailed && (end.fault.code === "threw" || end.fault.code === "unawaited_call")) return undefined;
  const { code, message, line, column } = end.fault;
  const place = line === undefined ? nearest(code, calls) : { line, column: column ?? 1 };
  const what = code === "threw" ? `The plan throws: ${sentence(message)}` : message;
  return { code: codes[code], message: [what, advice[code]].filter(Boolean).join(" "), ...place };
}

/**
 * A call that nobody waited for is without an answer. The call that was one too many was not made; the one before it is of the same
 * loop, or stands before it.
 */
function nearest(code: FaultCode, calls: Run["calls"]): Pick<Broken, "near" | "fn"> {
  if (code === "unawaited_call") {
    const left = calls.find(({ answer }) => answer === undefined);
    return left === undefined ? {} : { near: left.id, fn: left.fn };
  }
  const last = calls.at(-1);
  if (last === undefined || (code !== "calls" && code !== "calls_in_flight")) return {};
  return { near: last.id, fn: last.fn };
}
