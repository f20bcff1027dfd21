/**
 * What a plan says it is for: a comment `// Goal: …` before its first line of code. The judge holds the plan against it, as
 * against `--goal`.
 */
export function statedGoal(source: string): string {
  for (const line of source.split("\n")) {
    const text = line.trim();
    const [, goal] = /^\/\/\s*Goal:\s*(.*)$/i.exec(text) ?? [];
    if (goal !== undefined) return goal.trim();
    if (text !== "" && !text.startsWith("//")) return "";
  }
  return "";
}

export function withGoal(source: string, goal: string): string {
  return `// Goal: ${goal.replace(/\s+/g, " ").trim()}\n${source}`;
}
