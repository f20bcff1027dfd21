/**
 * Marks by which the templates of chat models begin and end turns. Many servers read them as such wherever they stand, so a tool's description
 * or a mail could end its turn and speak as the system.
 */
const turnMarks =
  /<(?=[|｜])|<(?=\/?s>)|<(?=(?:start|end)_of_turn>)|<(?=<\/?SYS>>)|\[(?=\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\])/g;

/** Text of strangers with a space in each such mark, which makes it words like any other. */
export function disarmed(text: string): string {
  return text.replace(turnMarks, "$& ");
}
