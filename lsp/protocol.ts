// What the server understands beside the Language Server Protocol. Names and plain data, shared with the clients.

/** What a client can do beyond the protocol, and wants; given as `initializationOptions`. */
export interface ClientOptions {
  /** It answers `approve`. Default: people are asked through `window/showMessageRequest`. */
  readonly approvals?: boolean;
  /** Keep `tools.d.ts` current beside each settings file. Default: true. */
  readonly types?: boolean;
}

export const methods = {
  preview: "holdshort/preview",
  verify: "holdshort/verify",
  plan: "holdshort/plan",
  run: "holdshort/run",
  reload: "holdshort/reload",
  approve: "holdshort/approve",
  judged: "holdshort/judged",
  /** `tools.d.ts` was written anew: whoever keeps types in memory reads it again. */
  typesWritten: "holdshort/typesWritten",
} as const;

/** Commands that code lenses and quick fixes name; their first argument is the address of the plan. */
export const commands = {
  preview: "holdshort.preview",
  /** Second argument: the replay string. */
  replay: "holdshort.replay",
  verify: "holdshort.verify",
  run: "holdshort.run",
} as const;

export interface PlanParams {
  readonly uri: string;
}

export interface PreviewParams extends PlanParams {
  /** Meets the failure of an earlier judgement again. */
  readonly replay?: string;
}

/** Why there is nothing to show. */
export interface Refused {
  readonly outcome: "refused";
  readonly message: string;
}

export interface Preview {
  readonly outcome: "passed" | "rejected" | "abstained";
  readonly title: string;
  /** A page that needs nothing else. */
  readonly html: string;
}

export interface Verified {
  readonly outcome: "passed" | "rejected";
  readonly summary: string;
}

export interface GoalParams {
  /** A plan, or a folder of plans. */
  readonly uri: string;
  readonly goal: string;
}

export type Planned =
  | { readonly outcome: "passed"; readonly name: string; readonly source: string; readonly folder: string }
  | {
      readonly outcome: "rejected" | "abstained";
      readonly message: string;
      readonly title: string;
      readonly html: string;
    };

export interface RunParams extends PlanParams {
  /** JSON, for a plan that takes an input. */
  readonly input?: string;
}

export type Ran =
  | { readonly outcome: "needs_input"; readonly sample: string }
  | {
      readonly outcome: "done" | "waiting" | "failed";
      readonly title: string;
      /** The report, for an output channel. */
      readonly text: string;
      /** Absolute path. */
      readonly journal: string;
    };

/** A question for a person. The answer is one of the choices, or null for "not now". */
export interface ApproveParams {
  readonly title: string;
  /** The whole call: tool, effect, each argument and where it comes from. */
  readonly detail: string;
  readonly choices: readonly string[];
}

export interface TypesParams {
  /** The files were not there before: what is open belongs to no project yet. */
  readonly first: boolean;
}

export interface JudgedParams extends PlanParams {
  readonly outcome: "passed" | "rejected";
  readonly summary: string;
}
