/** What the data-flow analysis says of each argument of a task's program. */
import { type Catalogue, catalogue, declarations, readTools } from "../../toolspecs/index.js";
import type { Compiler } from "../../verifier/compiler/compiler.js";
import { findToolUses } from "../../verifier/flow/tool-uses.js";
import { analyseData, type CallFlow, isExplicit, type Leaf, type Origin } from "../../verifier/flow/values/index.js";
import { programOf } from "./program.js";
import type { Suite, Task } from "./suite.js";

/** Which outputs an attacker may have written: everything an untrusted tool returns, or only fields seen to hold foreign text. */
export type Trust = "call" | "leaf";

export interface JudgedCall {
  readonly tool: string;
  /** Names of the arguments into which an attacker's value gets, by kind of flow. */
  readonly explicit: ReadonlySet<string>;
  readonly implicit: ReadonlySet<string>;
}

export type Judged = { readonly calls: readonly JudgedCall[]; readonly source: string } | { readonly problem: string };

export async function catalogueOf(suite: Suite): Promise<Catalogue> {
  const tools = await readTools([suite.tools]);
  if (!tools.ok) throw new Error(`The tools of ${suite.name} cannot be read.`);
  return catalogue(tools.value);
}

export function judgeTask(
  task: Task,
  { suite, names, compiler, trust }: { suite: Suite; names: Catalogue; compiler: Compiler; trust: Trust },
): Judged {
  const source = programOf(task, names);
  const { file, syntaxErrors } = compiler.parse(source);
  if (syntaxErrors.length > 0) return { problem: "not a program" };
  const [plan] = compiler.check([file], declarations(names));
  const [diagnostic] = plan?.diagnostics ?? [];
  if (plan === undefined || diagnostic !== undefined) return { problem: `type error TS${diagnostic?.code}` };
  const flow = analyseData(plan, findToolUses(plan, names).byCall);
  if (flow === undefined) return { problem: "too entangled" };
  const isForeign = (origin: Origin) => foreign(origin, suite, trust);
  return { source, calls: flow.calls.map((call) => judgeCall(call, isForeign)) };
}

function judgeCall({ binding, leaves, control }: CallFlow, isForeign: (origin: Origin) => boolean): JudgedCall {
  const names = (wanted: (bits: number) => boolean) =>
    new Set(leaves.filter((leaf) => reaches(leaf, isForeign, wanted)).map(nameOf));
  const decided = [...control.keys()].some(isForeign) ? leaves.map(nameOf) : [];
  return {
    tool: binding.spec.name,
    explicit: names(isExplicit),
    implicit: new Set([...names((bits) => bits > 0), ...decided]),
  };
}

function reaches(
  { origins }: Leaf,
  isForeign: (origin: Origin) => boolean,
  wanted: (bits: number) => boolean,
): boolean {
  return [...origins].some(([origin, bits]) => wanted(bits) && isForeign(origin));
}

/** The argument's own name: `participants` of `participants[]`. */
function nameOf({ path }: Leaf): string {
  return path.split(/[.[]/)[0] ?? "";
}

function foreign(origin: Origin, { injectable }: Suite, trust: Trust): boolean {
  if (origin.kind !== "output" || origin.binding.spec.trusted) return false;
  if (trust === "call") return true;
  const paths = [...(injectable.get(origin.binding.spec.name) ?? [])];
  return paths.some((path) => path.startsWith(origin.path) || origin.path.startsWith(path));
}
