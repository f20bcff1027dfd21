/** Inside a fence longer than any in the text: a tool's description cannot end it and speak as the prompt. */
export function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  return `${mark}ts\n${code.trimEnd()}\n${mark}`;
}
