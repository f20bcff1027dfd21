/** What is wrong with something handed in from outside. */
export interface SourceIssue {
  readonly code: SourceIssueCode;
  /** Where: a file or URL, with a path into it where one helps (`tools.json [2].parameters.properties.to`). */
  readonly place: string;
  /** What happened and what to do instead, in one or two sentences. */
  readonly message: string;
}

/** How something in a source was read that could be meant otherwise, or is only a part. Not a reason to refuse it. */
export interface SourceNote {
  /** As of a `SourceIssue`. */
  readonly place: string;
  readonly message: string;
}

export type SourceIssueCode =
  | "not_found"
  | "unreadable"
  | "too_large"
  | "not_json"
  | "unknown_kind"
  | "invalid_tool"
  | "invalid_schema"
  | "unsupported_ref"
  | "dangling_ref"
  | "duplicate_tool"
  | "unknown_tool"
  | "invalid_shapes"
  | "contradiction"
  | "no_outputs"
  | "no_tools"
  | "server_failed"
  | "invalid_policy"
  | "invalid_config"
  | "bad_argument";

/** Thrown by the thin coats (`loadTools`) over functions that return issues. */
export class HoldshortError extends Error {
  override readonly name = "HoldshortError";
  constructor(readonly issues: readonly SourceIssue[]) {
    super(issues.map((issue) => `${issue.place}: ${issue.message}`).join("\n"));
  }
}
