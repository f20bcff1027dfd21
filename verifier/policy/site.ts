import type ts from "typescript";
import type { Site } from "../../policy/index.js";

export function siteOf(file: ts.SourceFile, node: ts.Node): Site {
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { line: line + 1, column: character + 1 };
}
