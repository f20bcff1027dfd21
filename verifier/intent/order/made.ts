import type { Json } from "../../../toolspecs/index.js";
import type { CallFlow, DataFlow } from "../../flow/values/index.js";
import type { GivenRun } from "../../laws/given-run.js";
import { siteOf } from "../../syntax.js";

export type Run = GivenRun;

/** A call that a run made, and where the program writes it. */
export interface Deed {
  readonly call: CallFlow;
  readonly args: Json | undefined;
  /** What it was answered; undefined where it was not, or failed. */
  readonly told: Json | undefined;
}

/** The calls of a run whose place is known, in the order in which they were made. */
export function madeIn({ calls, sites }: Run, data: DataFlow): readonly Deed[] {
  const bySite = new Map(data.calls.map((call) => [keyOf(siteOf(call.call)), call]));
  return calls.flatMap(({ args, answer }, index) => {
    const site = sites[index];
    const call = site && bySite.get(keyOf(site));
    return call === undefined ? [] : [{ call, args, told: answer?.ok === true ? answer.value : undefined }];
  });
}

function keyOf({ line, column }: { readonly line: number; readonly column: number }): string {
  return `${line}:${column}`;
}
