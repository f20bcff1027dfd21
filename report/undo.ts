import type { Deeds } from "../executor/index.js";
import { type JsonObject, toolId } from "../toolspecs/index.js";
import type { Judgement } from "../verifier/index.js";
import { verdictJson } from "./json.js";

/** The `--json` object of undo: what would be taken back and what stays, with the verdict on the plan that does it. */
export function undoJson({ steps, kept }: Deeds, verdict: Judgement | undefined): JsonObject {
  return {
    steps: steps.map(({ call, tool, by, args }) => ({ call, tool: toolId(tool), by: toolId(by), args })),
    kept: kept.map(({ call, tool, why }) => ({ call, tool, why })),
    verdict: verdict === undefined ? null : verdictJson(verdict),
  };
}
