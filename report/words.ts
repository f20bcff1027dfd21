import { builtinNamed, type Effect } from "../toolspecs/index.js";
import type { CallBounds, Evidence, LoopSize, Missing, Usage, Verdict } from "../verifier/index.js";
import { writtenAs } from "./outline.js";

/** The words both faces use for the values of a verdict. */

export function effectWords(effect: Effect | undefined, effectSupposed?: boolean): string {
  if (effect === undefined) return "effect unknown";
  if (effectSupposed === true) return "effect not declared";
  return { read: "reads", write: "changes", irreversible: "cannot be undone" }[effect];
}

/** The same of a tool by its name: of the builtin ones it can be said better what they do. */
export function deedWords({
  server = "",
  tool = "",
  effect,
  effectSupposed,
}: {
  readonly server?: string | undefined;
  readonly tool?: string | undefined;
  readonly effect: Effect | undefined;
  /** Nobody says what a call does, and the effect is the worst that is plausible. */
  readonly effectSupposed?: boolean | undefined;
}): string {
  const kind = effect === "read" ? builtinNamed({ server, tool }) : undefined;
  if (kind === undefined) return effectWords(effect, effectSupposed);
  return { ask: "asks a person", extract: "read out of a text by a model without tools" }[kind];
}

/** The sign that tells effects apart without colour. */
export function effectShape(effect: Effect | undefined): string {
  if (effect === undefined) return "?";
  return { read: "\u25cb", write: "\u25b2", irreversible: "\u25a0" }[effect];
}

export function boundsWords(bounds: CallBounds | undefined): string {
  if (bounds === undefined) return "call count unknown";
  const { min, max, bound, loops } = bounds;
  if (max === null && bound !== undefined) return sizeWords(min, bound, loops ?? []);
  if (max === null) return min === 0 ? "any number of times" : `at least ${times(min)}`;
  if (min === max) return min === 0 ? "never" : times(min);
  return `${min} to ${max} times`;
}

/** How often a step is called; where its tool has several steps and they cannot be told apart, they are counted together. */
export function stepBoundsWords({
  bounds,
  spread,
  alone,
}: {
  readonly bounds: CallBounds | undefined;
  readonly spread: boolean;
  readonly alone?: CallBounds;
}): string {
  if (alone !== undefined) return boundsWords(alone);
  return spread && bounds !== undefined ? `${boundsWords(bounds)} in all its steps` : boundsWords(bounds);
}

/** `at most |issues| calls (loop at 4:3)` */
function sizeWords(min: number, bound: string, loops: readonly LoopSize[]): string {
  const places = loops.map(({ line, column }) => `${line}:${column}`);
  const where = places.length === 0 ? "" : ` (${places.length === 1 ? "loop" : "loops"} at ${places.join(", ")})`;
  return `${min === 0 ? "" : `at least ${times(min)}, `}at most ${bound} calls${where}`;
}

/** What the arguments beside the steps are. */
export function sampleWords({
  trace,
  evidence,
}: {
  readonly trace: readonly unknown[];
  readonly evidence: Evidence;
}): string {
  if (trace.length > 0) return "in one sample world; what tools return is made up";
  return evidence.worlds === 0 ? "as it is written; it was not run in any world" : "none is called in the sample world";
}

export const notCalled = "not called in this world";

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** Lines that repeat (a call in a loop) are said once, with how often. */
export function folded(lines: readonly string[]): readonly string[] {
  const found: { readonly line: string; times: number }[] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last?.line === line) last.times += 1;
    else found.push({ line, times: 1 });
  }
  return found.map(({ line, times }) => (times === 1 ? line : `${line} (${times} times in a row)`));
}

export function evidenceWords({ worlds, faultWorlds, seed, branches, calls }: Evidence): string {
  const failing = faultWorlds === 0 ? "" : ` and ${faultWorlds} in which a tool fails`;
  const ran = worlds === 0 ? "not run in any world" : `ran in ${counted(worlds, "world")}${failing} (seed ${seed})`;
  const covered = branches.total === 0 ? "no branches" : `${branches.covered} of ${branches.total} branches covered`;
  return `${ran}, ${covered}, ${callWords(Object.values(calls))}.`;
}

/** How long the plan is, in calls one after the other; nothing where none waits for another. */
export function orderWords({ waves, criticalPath }: Evidence): string | undefined {
  if (waves.length < 2) return undefined;
  const chain = criticalPath.map(({ tool }) => tool).join(", ");
  const least = criticalPath.length < 2 ? "none needs another's answer" : `the longest chain of answers is ${chain}`;
  return `${waves.length} waves of calls, one after the other; ${least}.`;
}

function callWords(all: readonly CallBounds[]): string {
  const min = all.reduce((sum, bounds) => sum + bounds.min, 0);
  const max = all.reduce<number | null>(
    (sum, bounds) => (sum === null || bounds.max === null ? null : sum + bounds.max),
    0,
  );
  if (max === null) return `${min} or more tool calls a run`;
  return min === max ? `${counted(min, "tool call")} a run` : `${min} to ${max} tool calls a run`;
}

/** What the plan was held to; nothing where there was no policy. */
export function policyWords(evidence: Evidence): string | undefined {
  const { policy } = evidence;
  if (policy === undefined) return undefined;
  const { name, hash, approvals } = policy;
  const held = `${name === undefined ? "" : `${name}, `}${hash.slice(0, "sha256:".length + 12)}`;
  const sites = approvals.map((site) => `${writtenAs(evidence, site)} (line ${site.line})`);
  return `${held}; ${sites.length === 0 ? "no call needs approval" : `a person is asked before ${sites.join(", ")}`}.`;
}

/** "3 model calls (1200 tokens in, 60 out)". */
export function modelCallWords(usage: Counts): string {
  return `${counted(usage.llmCalls, "model call")} (${tokens(usage)})`;
}

type Counts = Pick<Usage, "llmCalls" | "inputTokens" | "outputTokens" | "estimated">;

/** Who planned, and what it took. */
export function effortWords({ planner, usage, ms }: Verdict): string {
  const model =
    usage.llmCalls === 0
      ? ""
      : `, ${counted(usage.llmCalls, "model call")}${serversWords(usage)} (${tokens(usage)}${usage.usd === undefined ? "" : `, ${dollars(usage.usd)}`})`;
  if (planner === "given") return `none, the plan was handed in; ${Math.round(ms.verify)} ms to check.`;
  return `${planner}${model}; ${Math.round(ms.plan)} ms to plan, ${Math.round(ms.verify)} ms to check.`;
}

/** Which of several servers failed; that they answered needs no words. */
function serversWords({ endpoints = [] }: Usage): string {
  const failing = endpoints.flatMap(({ url, failures = 0 }) =>
    failures > 0 ? [`${url} failed ${counted(failures, "time")}`] : [],
  );
  return failing.length === 0 ? "" : `, ${failing.join(", ")}`;
}

function tokens({ inputTokens, outputTokens, estimated }: Counts): string {
  return `${estimated ? "about " : ""}${inputTokens} tokens in, ${outputTokens} out`;
}

function dollars(usd: number): string {
  return `$${usd >= 0.01 || usd === 0 ? usd.toFixed(2) : usd.toPrecision(2)}`;
}

/** Whose parameter or which tool a missing thing is about, in brackets; empty when nobody said. */
export function missingPlace({ tool, server, parameter }: Missing): string {
  if (tool === undefined) return "";
  const name = server === undefined ? tool : `${server}.${tool}`;
  return parameter === undefined ? `(${name})` : `(${parameter} of ${name})`;
}

/** What a person can do about something that is missing. */
export function missingAdvice(kind: Missing["kind"], planner: string): string {
  return {
    tool: "Add a source that has such a tool with --tools, or ask for something these tools can do.",
    value: 'Say each missing value in the goal, in quotes, for example "INV-2041".',
    choice: "Say in the goal which one you mean.",
    planner:
      planner === "search"
        ? "Say the goal in other words, or let a model write the program: name one with --model."
        : "Set the planner right, or try --planner search, which needs no model.",
  }[kind];
}
