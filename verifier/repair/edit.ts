import ts = require("typescript");

/** A piece of a program, by offsets in it, and what is to stand there. */
export interface SourceEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where an issue points: 1-based, as the judge counts. */
export interface Pointed {
  readonly line: number;
  readonly column: number;
}

/** The outermost node of a kind that begins where an issue points. */
export function nodeAt<N extends ts.Node>(
  file: ts.SourceFile,
  { line, column }: Pointed,
  is: (node: ts.Node) => node is N,
): N | undefined {
  if (line < 1 || line > file.getLineStarts().length) return undefined;
  const offset = (file.getLineStarts()[line - 1] ?? 0) + column - 1;
  const find = (node: ts.Node): N | undefined => {
    if (offset < node.pos || offset >= node.end) return undefined;
    if (is(node) && node.getStart(file) === offset) return node;
    return ts.forEachChild(node, find);
  };
  return find(file);
}

export function parsed(source: string): ts.SourceFile {
  return ts.createSourceFile("/plan.ts", source, ts.ScriptTarget.ESNext, true);
}
