import type ts from "typescript";

/** A checked program, as far as sizes depend on it. */
export interface Program {
  readonly entry: ts.FunctionLikeDeclaration;
  readonly checker: ts.TypeChecker;
  /** Whether a call is one of a tool: its arguments are copied. */
  readonly isTool: (call: ts.CallExpression) => boolean;
}
