import type { Deeds } from "../executor/index.js";
import { type JsonObject, toolId } from "../toolspecs/index.js";
import type { Judgement } from "../verifier/index.js";
import { verdictJson } from "./json.js";

interface About {
  /** On the plan that takes it back, where there is one. */
  readonly verdict: Judgement | undefined;
  /** Where it is being taken back: the command that goes on with that. */
  readonly goOn: string | undefined;
}

/** The `--json` object of undo: what would be taken back, what is back already and what stays, with the verdict on the plan that does it. */
export function undoJson({ steps, kept, back }: Deeds, { verdict, goOn }: About): JsonObject {
  return {
    steps: steps.map(({ call, tool, by, args, tried }) => ({
      ...{ call, tool: toolId(tool), by: toolId(by), args },
      ...(tried !== undefined && { tried: { ...tried } }),
    })),
    kept: kept.map(({ call, tool, why }) => ({ call, tool, why })),
    back: back.map(({ call, tool, by }) => ({ call, tool, by })),
    ...(goOn !== undefined && { goOn }),
    verdict: verdict === undefined ? null : verdictJson(verdict),
  };
}
