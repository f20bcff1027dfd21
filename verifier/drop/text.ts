import ts = require("typescript");

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The program without some of its nodes; `emptied` lose their value alone. All else stays to the letter. */
export function withoutNodes(
  file: ts.SourceFile,
  removed: ReadonlySet<ts.Node>,
  emptied: ReadonlySet<ts.ReturnStatement>,
): string {
  const cuts = [
    ...[...removed].map((node) => cutOf(node, file)),
    ...[...emptied].map((node): Cut => ({ start: node.getStart(file), end: node.end, text: "return;" })),
  ].sort((one, other) => one.start - other.start || other.end - one.end);
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text } of cuts) {
    if (end <= done) continue;
    parts.push(file.text.slice(done, Math.max(done, start)), text);
    done = end;
  }
  return [...parts, file.text.slice(done)].join("");
}

function cutOf(node: ts.Node, file: ts.SourceFile): Cut {
  const { text } = file;
  let start = node.getStart(file);
  let { end } = node;
  if (!ts.isStatement(node)) {
    const comma = /^\s*,[^\S\n]*/.exec(text.slice(end))?.[0].length;
    if (comma !== undefined) return { start, end: end + comma, text: "" };
    // The last of a list takes the comma before it along.
    start -= /,\s*$/.exec(text.slice(0, start))?.[0].length ?? 0;
    return { start, end, text: "" };
  }
  const isBody = !ts.isBlock(node.parent) && !ts.isSourceFile(node.parent) && !ts.isCaseOrDefaultClause(node.parent);
  if (isBody) return { start, end, text: "{}" };
  const before = /[^\S\n]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const after = /^[^\S\n]*(?:\/\/[^\n]*)?\r?\n?/.exec(text.slice(end))?.[0].length ?? 0;
  const fillsLine = start - before === 0 || text[start - before - 1] === "\n";
  if (fillsLine) {
    start -= before;
    end += after;
  }
  return { start, end, text: "" };
}
