// What became of the tools of a plan since it was judged, in words. A plan runs with the very tools that it was judged with: a description is what a
// person or a model chose the tool by, so it counts like a parameter.
import { builtinNow, hashOfValue, isObject, type ToolSpec } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";

/** A sentence for each tool of the plan that is not what it was; none where all are. */
export function toolsSince({ tools }: Pick<VerifiedPlan, "tools">, now: readonly ToolSpec[]): readonly string[] {
  return tools.flatMap(({ spec }) => since(spec, now) ?? []);
}

/** Why a run is not gone on with, with the tools of now, and what to do instead; nothing where they are what the plan was judged with. */
export function whyNotResumed(plan: VerifiedPlan, now: readonly ToolSpec[]): string | undefined {
  const changes = toolsSince(plan, now);
  return changes.length === 0 ? undefined : `${changes.join(" ")} ${instead}`;
}

const instead =
  "So the run is not gone on with, and its journal stays as it is. Have the tools as they were, and resume it. Or look at what was done (holdshort runs show), judge the plan again with the tools of now (holdshort verify), and make a new run of what is left: a new run makes all its calls anew.";

function since(judged: ToolSpec, tools: readonly ToolSpec[]): string | undefined {
  const name = `${judged.server}/${judged.name}`;
  if (judged.builtin !== undefined) {
    const offered = builtinNow(judged, tools);
    if (offered === undefined)
      return `The plan calls ${judged.server}.${judged.builtin}, which is not offered now (--builtins ${judged.builtin} offers it).`;
    return changed(name, judged, offered);
  }
  const now = tools.find((tool) => tool.server === judged.server && tool.name === judged.name);
  if (now === undefined) return `The plan calls ${name}, and no source has this tool now.`;
  return changed(name, judged, now);
}

function changed(name: string, judged: ToolSpec, now: ToolSpec): string | undefined {
  const parts = Object.values(tellers).flatMap((tell) => tell(judged, now) ?? []);
  return parts.length === 0 ? undefined : `${name} changed since the plan was judged: ${listed(parts)}.`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

type Part = Exclude<keyof ToolSpec, "server" | "name" | "undo" | "examples" | "effectSupposed">;

type Tell = (judged: ToolSpec, now: ToolSpec) => string | undefined;

/** All that a plan is judged by. How a call is taken back, and examples, are not: they may come later. */
const tellers: { readonly [P in Part]: Tell } = {
  description: whole("description", "its description"),
  input: (judged, now) => (same(judged.input, now.input) ? undefined : `its parameters${parameters(judged, now)}`),
  output: outputs,
  effect: effects,
  idempotent: whole("idempotent", "whether a call may be repeated"),
  trusted: whole("trusted", "whether its output is trusted"),
  requires: whole("requires", "what has to be called before it"),
  cost: whole("cost", "what a call costs"),
  sinks: whole("sinks", "the parameters that untrusted text is kept from"),
  idempotencyKey: whole("idempotencyKey", "its parameter for idempotency keys"),
  freshFor: whole("freshFor", "how long its output stays true"),
  http: whole("http", "how it is called over HTTP"),
  builtin: whole("builtin", "who offers it"),
};

function whole(part: Part, words: string): Tell {
  return (judged, now) => (same(judged[part], now[part]) ? undefined : words);
}

function same(one: unknown, other: unknown): boolean {
  return hashOfValue({ one }) === hashOfValue({ one: other });
}

/** Those at the top, by name: ` (mode is new)`. Nothing where what differs lies elsewhere. */
function parameters({ input: before }: ToolSpec, { input: after }: ToolSpec): string {
  const [old, fresh] = [properties(before), properties(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort();
  const told = names.flatMap((name) => {
    if (!Object.hasOwn(old, name)) return `${name} is new`;
    if (!Object.hasOwn(fresh, name)) return `${name} is gone`;
    if (!same(old[name], fresh[name])) return `${name} is another`;
    const wanted = [before, after].map(({ required }) => Array.isArray(required) && required.includes(name));
    if (wanted[0] === wanted[1]) return [];
    return wanted[1] ? `${name} is required now` : `${name} is not required any more`;
  });
  return told.length === 0 ? "" : ` (${told.join(", ")})`;
}

function properties({ properties }: ToolSpec["input"]): { readonly [name: string]: unknown } {
  return isObject(properties) ? properties : {};
}

function outputs({ output: before }: ToolSpec, { output: after }: ToolSpec): string | undefined {
  if (!same(before.schema, after.schema)) return "the shape of its output";
  return same(before, after) ? undefined : "what the shape of its output rests on";
}

function effects(before: ToolSpec, after: ToolSpec): string | undefined {
  if (before.effect !== after.effect) return `its effect (it was ${before.effect}, and is ${after.effect})`;
  if (before.effectSupposed === after.effectSupposed) return undefined;
  return `its effect (${before.effect} is ${after.effectSupposed ? "only supposed" : "declared"} now)`;
}
