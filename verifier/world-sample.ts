import type { Site } from "../policy/index.js";
import type { Json } from "../toolspecs/index.js";

/** A world the program ran in. Values are cut short, as an example; the replay string meets the world as it was. */
export interface WorldSample {
  /** What it is an example of. `broken`: a law breaks in it. */
  readonly shows: "usual" | "shortest" | "longest" | "branch" | "failure" | "broken";
  readonly replay: string;
  /** What the plan was given, where it takes anything. */
  readonly input?: Json;
  /** In the order in which they were made. */
  readonly calls: readonly SampleCall[];
  /** How many further calls are left out. */
  readonly more?: number;
  readonly end: { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };
}

export interface SampleCall extends Partial<Site> {
  readonly tool: string;
  readonly server: string;
  readonly args: Json;
  /** Absent where the run ended before the tool answered. */
  readonly answer?: { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };
}
