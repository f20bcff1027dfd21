import type ts from "typescript";
import type { Site } from "../../policy/index.js";
import type { Counterexample } from "../counterexample.js";
import type { Fix } from "../repair/fix.js";
import { type IssueCode, issueTable, type Severity } from "./table.js";

/** Something wrong with a program: what, where, and what to do instead. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly message: string;
  /** 1-based place in the plan's source; 1:1 when the issue is about the whole program. */
  readonly line: number;
  readonly column: number;
  readonly counterexample?: Counterexample;
  /** Where the call is written that it is about, where that is not its own place. */
  readonly call?: Site;
  /** Where one thing alone mends it. */
  readonly fix?: Fix;
}

/** A place in a plan's source, as a 0-based offset. */
export interface Place {
  readonly file: ts.SourceFile;
  readonly start: number;
}

/** An issue of the kind's own severity, unless told otherwise. */
export function issueAt(
  code: IssueCode,
  { file, start }: Place,
  message: string,
  severity: Severity = issueTable[code].severity,
): Issue {
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return { code, severity, message, line: line + 1, column: character + 1 };
}
