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
  /** Runs that can be gone on with. */
  waiting: "holdshort/waiting",
  resume: "holdshort/resume",
  reload: "holdshort/reload",
  approve: "holdshort/approve",
  /** Whether a text is an answer to a question that is open. */
  check: "holdshort/check",
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
  /** Its argument, if it has one, is the path of a journal. */
  resume: "holdshort.resume",
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
      /** The answer, and how to go on where there is a way. */
      readonly title: string;
      /** The report, for an output channel. */
      readonly text: string;
      /** The report as a page that needs nothing else. */
      readonly html: string;
      /** Absolute path. */
      readonly journal: string;
      /** Whether the run can be gone on with. */
      readonly resumable: boolean;
    };

export interface WaitingParams {
  /** Addresses of folders that are searched, with all below them. */
  readonly folders: readonly string[];
}

export interface WaitingRuns {
  /** The one that changed last comes first. */
  readonly runs: readonly WaitingRun[];
}

export interface WaitingRun {
  /** Absolute path. */
  readonly journal: string;
  /** What the run is for. */
  readonly title: string;
  /** What it waits for. */
  readonly state: string;
  /** ms since the epoch. */
  readonly changed: number;
}

export interface ResumeParams {
  /** Absolute path. */
  readonly journal: string;
}

/** A question for a person. The answer is an `Approved`, or null for "not now". */
export interface ApproveParams {
  /** Names the question while it is open. */
  readonly id: number;
  /**
   * How it is put best: `dialog`, where the whole call has to be seen before one of a few buttons is pressed; `list`, one of any number of choices; `text`,
   * where the first choice is a text to write.
   */
  readonly form: "dialog" | "list" | "text";
  readonly title: string;
  /** What is asked, in a line. */
  readonly prompt: string;
  /** The whole call: tool, effect, each argument and where it comes from. */
  readonly detail: string;
  /** The first of a dialog or a list decides nothing: it is what a key pressed by accident chooses. */
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly title: string;
  /** The choice takes a text as well: what is to be written. */
  readonly wants?: string;
  /** What closing the dialog says. */
  readonly closes?: boolean;
}

export interface Approved {
  /** Index in `choices`. */
  readonly choice: number;
  /** Where the choice wants one. */
  readonly text?: string;
}

/** What somebody has written so far. */
export interface CheckParams extends Approved {
  readonly id: number;
}

export interface Checked {
  /** Why it is no answer, in a sentence; null where it is one. */
  readonly problem: string | null;
}

export interface TypesParams {
  /** The files were not there before: what is open belongs to no project yet. */
  readonly first: boolean;
}

export interface JudgedParams extends PlanParams {
  readonly outcome: "passed" | "rejected";
  readonly summary: string;
}
