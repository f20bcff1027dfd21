import { randomInt } from "node:crypto";
import { asJson, type Json } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";
import type { Head, TakesBack } from "./journal/entry.js";

interface Beginning {
  readonly run: string;
  readonly note: Json;
  readonly input: Json | undefined;
  readonly takesBack?: TakesBack | undefined;
  /** ms since the epoch. */
  readonly at: number;
}

/** What the journal of a new run begins with. */
export function newHead(plan: VerifiedPlan, { run, note, input, takesBack, at }: Beginning): Head {
  return {
    kind: "head",
    version: 1,
    run,
    plan: asJson(plan),
    ...(input !== undefined && { input }),
    clock: at,
    seed: randomInt(2 ** 31),
    note,
    ...(takesBack !== undefined && { takesBack }),
    at,
  };
}
