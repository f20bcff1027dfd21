import { type Deed, type JsonObject, type ToolSpec, toolId, undoArguments } from "../../toolspecs/index.js";
import type { Entry } from "../journal/entry.js";
import { type PastCall, pastOf } from "../run/past.js";
import { hidden } from "../secrets.js";
import { type Tried, triedIn, type Undone, type UndoRun, undoneIn } from "./undo-runs.js";

/** A call that is taken back, and the call that does it. */
export interface UndoStep {
  readonly call: number;
  readonly tool: ToolSpec;
  readonly by: ToolSpec;
  readonly args: JsonObject;
  /** A run tried it before, and failed. */
  readonly tried?: Tried;
}

/** A call whose effect stays. */
export interface Kept {
  readonly call: number;
  /** `server/name`. */
  readonly tool: string;
  readonly why: string;
  /** Nobody knows whether it was taken back. */
  readonly unknown?: true;
}

export interface Deeds {
  /** The last call first: what was built on is taken back before what it was built on. */
  readonly steps: readonly UndoStep[];
  /** In the order in which they were made. */
  readonly kept: readonly Kept[];
  /** What was taken back before, in the order in which that was done. */
  readonly back: readonly TakenBack[];
}

/** A call whose effect is no more. */
export interface TakenBack {
  readonly call: number;
  /** `server/name`. */
  readonly tool: string;
  /** Path or id of the run that did it. */
  readonly by: string;
}

interface Since {
  /** The runs that took this one back, or began to. Default: none did. */
  readonly undos?: readonly UndoRun[];
  /** Calls that are to stay as they are. Default: none. */
  readonly keep?: ReadonlySet<number>;
}

/** What a journal says was done and not merely read, as `tools` say it can be taken back; and what of it is back already. */
export function deedsIn(
  entries: readonly Entry[],
  tools: readonly ToolSpec[],
  { undos = [], keep = new Set() }: Since = {},
): Deeds {
  const known = new Map(tools.map((tool) => [toolId(tool), tool]));
  const steps: UndoStep[] = [];
  const kept: Kept[] = [];
  const undone = undoneIn(undos);
  const failures = triedIn(undos);
  const { calls } = pastOf(entries);
  for (const [call, past] of [...calls].sort(([one], [other]) => one - other)) {
    const tool = known.get(past.made.tool);
    const before = undone.get(call);
    if (tool?.effect === "read" || !mayHaveHappened(past) || before?.outcome === "back") continue;
    const step = before === undefined ? stepOf(past, tool, known) : unseen(before);
    const failed = failures.get(call);
    if (typeof step === "string")
      kept.push({ call, tool: past.made.tool, why: step, ...(before !== undefined && { unknown: true }) });
    else if (keep.has(call)) kept.push({ call, tool: past.made.tool, why: "it is to stay" });
    else steps.unshift({ call, ...step, ...(failed !== undefined && { tried: failed }) });
  }
  const back = [...undone].flatMap(([call, { outcome, by }]) => {
    const tool = calls.get(call)?.made.tool;
    return outcome === "back" && tool !== undefined ? [{ call, tool, by }] : [];
  });
  return { steps, kept, back };
}

function unseen({ outcome, by }: Undone): string {
  if (outcome === "begun")
    return `${by} takes it back, and nobody saw the end of that; go on with that run, which asks`;
  return `${by} was taking it back, and nobody saw the end of that; look there whether it happened`;
}

/** A call that its tool refused did nothing, as far as the tool says; one that a person denied was not made. */
function mayHaveHappened({ begun, outcome }: PastCall): boolean {
  return begun && outcome?.kind !== "err";
}

function stepOf(
  { made, outcome }: PastCall,
  tool: ToolSpec | undefined,
  known: ReadonlyMap<string, ToolSpec>,
): Omit<UndoStep, "call" | "tried"> | string {
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
