import type { Json } from "../../../toolspecs/index.js";
import type { DataFlow } from "../../flow/values/index.js";
import { type Deed, madeIn, type Run } from "../order/made.js";
import { recordsIn, type Told } from "./record.js";

/** A run in which nothing failed: what it was told, and what it called. */
export interface Case {
  readonly deeds: readonly Deed[];
  readonly told: readonly Told[];
  /** What the plan returned. */
  readonly result: Json | undefined;
}

/** More runs than these show nothing new. */
const enough = 300;

export function casesOf(runs: readonly Run[], data: DataFlow): readonly Case[] {
  // Where a tool fails, a plan may do otherwise.
  const usual = runs.filter(({ end, calls }) => end.ok && calls.every(({ answer }) => answer?.ok === true));
  return usual.slice(0, enough).map((run) => {
    const deeds = madeIn(run, data);
    const result = run.end.ok ? run.end.value : undefined;
    return {
      deeds,
      result,
      told: deeds.flatMap(({ call, told }, at) => recordsIn(told, { binding: call.binding, at })),
    };
  });
}
