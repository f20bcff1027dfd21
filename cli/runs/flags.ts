import type { FileRunState, RunState } from "../../executor/index.js";
import type { EngineFlags } from "../engine.js";

export interface ShowFlags extends EngineFlags {
  readonly json?: boolean;
}

export interface ListFlags extends ShowFlags {
  readonly state?: RunState | FileRunState;
  readonly most?: number;
}

export const usualMost = 100;
