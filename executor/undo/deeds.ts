import { type Deed, type JsonObject, type ToolSpec, toolId, undoArguments } from "../../toolspecs/index.js";
import type { Entry } from "../journal/entry.js";
import { type PastCall, pastOf } from "../run/past.js";
import { hidden } from "../secrets.js";

/** A call that is taken back, and the call that does it. */
export interface UndoStep {
  readonly call: number;
  readonly tool: ToolSpec;
  readonly by: ToolSpec;
  readonly args: JsonObject;
}

/** A call whose effect stays. */
export interface Kept {
  readonly call: number;
  /** `server/name`. */
  readonly tool: string;
  readonly why: string;
}

export interface Deeds {
  /** The last call first: what was built on is taken back before what it was built on. */
  readonly steps: readonly UndoStep[];
  /** In the order in which they were made. */
  readonly kept: readonly Kept[];
}

/** What a journal says was done and not merely read, as `tools` say it can be taken back. */
export function deedsIn(entries: readonly Entry[], tools: readonly ToolSpec[]): Deeds {
  const known = new Map(tools.map((tool) => [toolId(tool), tool]));
  const steps: UndoStep[] = [];
  const kept: Kept[] = [];
  const { calls } = pastOf(entries);
  for (const [call, past] of [...calls].sort(([one], [other]) => one - other)) {
    const tool = known.get(past.made.tool);
    if (tool?.effect === "read" || !mayHaveHappened(past)) continue;
    const step = stepOf(past, tool, known);
    if (typeof step === "string") kept.push({ call, tool: past.made.tool, why: step });
    else steps.unshift({ call, ...step });
  }
  return { steps, kept };
}

/** A call that its tool refused did nothing, as far as the tool says; one that a person denied was not made. */
function mayHaveHappened({ begun, outcome }: PastCall): boolean {
  return begun && outcome?.kind !== "err";
}

function stepOf(
  { made, outcome }: PastCall,
  tool: ToolSpec | undefined,
  known: ReadonlyMap<string, ToolSpec>,
): Omit<UndoStep, "call"> | string {
  if (outcome?.kind !== "ok") return "nobody saw its end; look there whether it happened";
  if (tool === undefined) return "no source has this tool now";
  if (tool.undo === undefined) return "nothing is known that takes it back";
  const by = known.get(tool.undo.tool);
  if (by === undefined) return `${tool.undo.tool} would take it back, and no source has it now`;
  const deed: Deed = { args: made.args, output: outcome.value };
  const args = undoArguments(tool.undo, deed);
  if (!args.ok) return `${tool.undo.tool} cannot take it back: ${args.issues.join(" ")}`;
  const secret = JSON.stringify(args.value).includes(hidden);
  if (secret) return `${tool.undo.tool} would need a secret that is not in the journal`;
  return { tool, by, args: args.value };
}
