import type { ExecuteOptions } from "../executor/index.js";
import type { PlanRequest, Proposer } from "../planner/index.js";
import type { Policy } from "../policy/index.js";
import type { Json, Outcome, SourceNote, ToolSpec } from "../toolspecs/index.js";
import type { VerifiedPlan } from "../verifier/index.js";

/** Something that keeps a project from being used: what, where, and what to do. */
export interface Trouble {
  readonly code: string;
  readonly place: string;
  readonly message: string;
}

/** What the server leaves to the process it runs in: finding settings, reading tools, reaching services. */
export interface Services {
  /** The settings file that holds for a plan: the nearest one at or above its folder. Absolute paths. */
  configFor(plan: string): Promise<string | undefined>;
  open(config: string, signal: AbortSignal): Promise<Outcome<Project, Trouble>>;
  /** What a run was started with, by the note of its journal; the rest by the settings file, where there is one. */
  reopen(run: NotedRun, signal: AbortSignal): Promise<Outcome<Project, Trouble>>;
}

export interface NotedRun {
  /** Absolute path. */
  readonly journal: string;
  readonly note: Json;
  readonly config: string | undefined;
}

/** What a settings file says, made ready for use. */
export interface Project {
  /** Absolute path of the settings file. */
  readonly config: string;
  /** Files that were read for it, absolute: when one of them changes, the project is no longer what it was. */
  readonly files: readonly string[];
  readonly tools: readonly ToolSpec[];
  /** What of their sources was read in one of several ways. */
  readonly slips: readonly SourceNote[];
  readonly policy: Policy | undefined;
  /** Worlds to judge plans in, where the settings say. */
  readonly worlds: number | undefined;
  /** What a resumed run needs to find the tools again; kept in its journal. */
  readonly note: Json;
  planner(): Promise<Outcome<Planner, Trouble>>;
  /** Connects to whatever serves the tools, for as long as they are used. */
  live<T>(use: (live: Live) => Promise<T>, signal: AbortSignal): Promise<Outcome<T, Trouble>>;
}

export type Planner = Pick<PlanRequest, "width" | "budget" | "prices"> & { readonly proposer: Proposer };

/** Tools as they are now, with what it takes to call them. */
export interface Live {
  readonly tools: readonly ToolSpec[];
  callFor(
    plan: VerifiedPlan,
  ): Promise<Outcome<Pick<ExecuteOptions, "call" | "extract"> & { readonly secrets: readonly string[] }, Trouble>>;
}
