import type { Call } from "./steps.js";

/** A call as it stands in the source: 1-based line and column, and the tool by its original name. */
export interface Site {
  readonly tool: string;
  readonly server: string;
  readonly line: number;
  readonly column: number;
}

export function siteOf({ node, binding: { spec } }: Call): Site {
  const { line, character } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return { tool: spec.name, server: spec.server, line: line + 1, column: character + 1 };
}
