import { checkFlows, type FlowFact, type Policy } from "../../policy/index.js";
import type { Json, ToolSpec } from "../../toolspecs/index.js";
import type { Problem } from "../result.js";

/** A call that was answered. */
export interface Answered {
  readonly tool: ToolSpec;
  readonly output?: Json;
}

interface Run {
  readonly policy: Policy;
  /** Those the plan can reach. */
  readonly tools: readonly ToolSpec[];
  /** The calls before, in order. */
  readonly earlier: readonly Answered[];
  /** What is nobody else's: the goal, the program and what it was given. */
  readonly own: string;
}

/** Shorter texts are met by accident. */
const shortest = 4;

/**
 * A text that is about to reach an argument and that, of all there is, only a tool returned from which the policy lets nothing flow there. The program was judged to
 * have no such flow, so this is for what its analysis may have missed. A text that the goal, the program, its input or an allowed tool has too, also as a part
 * of a longer one or in other letters, may be theirs: nothing is said of it.
 */
export function forbiddenFlow(
  { tool, args }: { readonly tool: ToolSpec; readonly args: Json },
  run: Run,
): Problem | undefined {
  const { policy, tools, earlier, own } = run;
  const returned = earlier.flatMap((call) => textsIn(call.output, "").map((text) => ({ ...text, tool: call.tool })));
  for (const { path, value } of textsIn(args, "")) {
    if (value.length < shortest || own.includes(value.toLowerCase())) continue;
    const breachOf = (from: (typeof returned)[number]) => checkFlows(policy, [factOf(from, { tool, path })], tools)[0];
    const holders = returned.filter(({ value: other }) => other.toLowerCase().includes(value.toLowerCase()));
    const breaches = holders.map((from) => ({ from, breach: breachOf(from) }));
    if (breaches.some(({ from, breach }) => breach === undefined || mayBeChosen(from, policy))) continue;
    const found = breaches.find(({ from }) => from.value === value)?.breach;
    if (found === undefined) continue;
    const message = `${tool.server}/${tool.name} was not called. ${found.message} The plan was judged to have no such flow: repair it and verify it again.`;
    return { code: found.code, message };
  }
  return undefined;
}

interface Text {
  /** As policies write it: `customers[].email`. */
  readonly path: string;
  readonly value: string;
}

function textsIn(value: Json | undefined, path: string): readonly Text[] {
  if (typeof value === "string") return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item: Json) => textsIn(item, `${path}[]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, path === "" ? key : `${path}.${key}`));
}

function factOf(from: Text & Pick<Answered, "tool">, to: { readonly tool: ToolSpec; readonly path: string }): FlowFact {
  const { server, name, trusted } = from.tool;
  return {
    from: { server, tool: name, path: from.path, trusted },
    to: { server: to.tool.server, tool: to.tool.name, argument: to.path },
    implicit: false,
    line: 1,
    column: 1,
  };
}

/** Where the choices of enums may flow anywhere, a text that a schema lists is one. */
function mayBeChosen({ value, tool }: Text & Pick<Answered, "tool">, { flows = {} }: Policy): boolean {
  return (flows.endorse ?? []).includes("enum") && JSON.stringify(tool.output.schema).includes(JSON.stringify(value));
}
