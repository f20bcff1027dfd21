/** Programs for a type: enumerated, ranked, and judged like every plan. */
import { catalogue, failure, type Outcome, success, type ToolSpec } from "../../toolspecs/index.js";
import type { Judgement } from "../../verifier/index.js";
import { withoutBuiltins } from "../own-tools.js";
import type { PlanVerifier } from "../plan.js";
import { enumerate } from "./enumerate.js";
import { printSketch } from "./print/print.js";
import { parseQuery, type QueryIssue } from "./query/parse.js";
import { ranked } from "./rank.js";
import { methodsOf } from "./semantics/methods.js";
import type { Witness } from "./semantics/witness.js";
import type { Sketch } from "./sketch.js";

export interface Synthesis {
  /** `{ channel_name: Channel.name } -> [Profile.email]` */
  readonly query: string;
  readonly tools: readonly ToolSpec[];
  /** What is known of where values come from, beyond what schemas say. */
  readonly witnesses?: readonly Witness[] | undefined;
  /** Programs to give. Default 10. */
  readonly count?: number | undefined;
  /** Judges the programs, of which those that fail are left out; without one, they are only enumerated. */
  readonly verifier?: PlanVerifier | undefined;
  /** Milliseconds to enumerate for. Default 8000. */
  readonly timeMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A program of the type that was asked for. */
export interface Candidate {
  readonly source: string;
  /** Lower is better: size, and what it asks for that nobody mentioned. */
  readonly cost: number;
  /** Undefined where no verifier was given. */
  readonly judgement: Judgement | undefined;
  readonly sketch: Sketch;
}

const defaults = { count: 10, timeMs: 8_000, enumerated: 400, expansions: 300_000 } as const;

/** The programs over some tools that have a type, best first. A failure says what in the query is not understood. */
export async function synthesise(request: Synthesis): Promise<Outcome<readonly Candidate[], QueryIssue>> {
  const { tools, verifier, signal, count = defaults.count } = request;
  const found = sketches(request);
  if (!found.ok) return found;
  const candidates: Candidate[] = [];
  for (const { sketch, source, cost } of found.value) {
    if (candidates.length >= count || signal?.aborted) break;
    const judgement = await verifier?.verify({ goal: "", source }, toolsFor(sketch, tools));
    if (judgement?.outcome !== "rejected") candidates.push({ source, cost, judgement, sketch });
  }
  return success(candidates);
}

interface Printed {
  readonly sketch: Sketch;
  readonly source: string;
  readonly cost: number;
}

/** Every program that was found in time, best first, before it is judged. */
export function sketches(request: Synthesis): Outcome<readonly Printed[], QueryIssue> {
  const { timeMs = defaults.timeMs, signal } = request;
  const query = parseQuery(request.query);
  if (!query.ok) return query;
  const methods = methodsOf(withoutBuiltins(catalogue(request.tools)).bindings, request.witnesses);
  const end = performance.now() + timeMs;
  const stop = (): boolean => performance.now() > end || (signal?.aborted ?? false);
  const programs = enumerate(query.value, methods, { expansions: defaults.expansions, stop });
  if (!programs.ok) return failure({ at: 0, message: programs.issues.join(" ") });
  const all: Printed[] = [];
  for (const sketch of programs.value) {
    const source = printSketch(sketch, query.value);
    if (source !== undefined) all.push({ sketch, source, cost: sketch.cost });
    if (all.length >= defaults.enumerated) break;
  }
  return success(ranked(all));
}

/** A judge needs the tools of the program alone, under the names they have among all. */
function toolsFor(sketch: Sketch, tools: readonly ToolSpec[]): readonly ToolSpec[] {
  const used = new Set(sketch.calls.map(({ method }) => method.binding.spec));
  const fewer = tools.filter((tool) => used.has(tool));
  const names = new Map(
    catalogue(fewer).bindings.map(({ spec, namespace, member }) => [spec, `${namespace}.${member}`]),
  );
  const same = sketch.calls.every(
    ({ method: { binding } }) => names.get(binding.spec) === `${binding.namespace}.${binding.member}`,
  );
  return same ? fewer : tools;
}
