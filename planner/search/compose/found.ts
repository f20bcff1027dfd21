import type { Missing } from "../../../verifier/index.js";
import type { Program } from "../program/program.js";

export interface Found {
  /** Best first. */
  readonly programs: readonly Program[];
  /** Why there is none. */
  readonly missing: readonly Missing[];
}
