// Finds the program in what a model wrote. Only finds: nothing is mended here, because the verifier says better what is
// wrong with a program, and the model should learn it.

export type Extracted =
  | { readonly kind: "program"; readonly source: string }
  /** The model says that it cannot, and why. */
  | { readonly kind: "cannot"; readonly reason: string }
  | { readonly kind: "nothing" };

export function extract(completion: string): Extracted {
  const text = withoutThinking(completion.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n")).trim();
  const reason = cannotReason(text);
  // Said first, it is the answer, and code that follows is an afterthought.
  if (reason !== undefined && reason.at === 0) return { kind: "cannot", reason: reason.text };
  const blocks = fencedBlocks(text);
  // Models correct themselves further down, so the last block with a plan counts.
  const plan = blocks.findLast((block) => planHead.test(block)) ?? bareProgram(text);
  if (plan !== undefined) return program(plan);
  if (reason !== undefined) return { kind: "cannot", reason: reason.text };
  const code = blocks.findLast((block) => codeWord.test(block));
  return code === undefined ? { kind: "nothing" } : program(code);
}

const planHead = /\bexport\s+default\b/;
const codeWord = /\b(?:await|async|function|const|let|return)\b/;

function program(code: string): Extracted {
  return { kind: "program", source: `${code.trim()}\n` };
}

/** Reasoning stands before the answer. Its opening tag is missing where the server's template wrote it. */
function withoutThinking(text: string): string {
  const closing = [...text.matchAll(/<\/(?:think|thinking|thought)>/g)].at(-1);
  const rest = closing === undefined ? text : text.slice(closing.index + closing[0].length);
  return /^\s*<(?:think|thinking|thought)>/.test(rest) ? "" : rest;
}

function cannotReason(text: string): { readonly at: number; readonly text: string } | undefined {
  const found = /^[^\w\n]{0,12}CANNOT\b[^\w\n]*/m.exec(text);
  if (found === null) return undefined;
  const [paragraph = ""] = text.slice(found.index + found[0].length).split(/\n[ \t]*\n|\n[ \t]*`{3}/);
  return { at: found.index, text: paragraph.trim() };
}

/** The contents of Markdown code fences, in order. A fence left open runs to the end. */
function fencedBlocks(text: string): string[] {
  const blocks: string[] = [];
  let fence = "";
  let lines: string[] = [];
  for (const line of text.split("\n")) {
    const [, marks = "", info = ""] = /^[ \t]*(`{3,}|~{3,})([^`]*)$/.exec(line) ?? [];
    if (fence === "") {
      fence = marks;
    } else if (marks.startsWith(fence) && info.trim() === "") {
      blocks.push(lines.join("\n"));
      fence = "";
      lines = [];
    } else {
      lines.push(line);
    }
  }
  return fence === "" ? blocks : [...blocks, lines.join("\n")];
}

/** A program with no fence around it: from its first line of code to its last closing brace; without one it has no end. */
function bareProgram(text: string): string | undefined {
  const head = text.search(/\bexport\s+default\b|^[ \t]*async\s+function\s+plan\b/m);
  if (head < 0) return undefined;
  const before = text.search(codeLine);
  const code = text.slice(before < 0 ? head : Math.min(before, head));
  const end = [...code.matchAll(/^[ \t]*\}[;)]*[ \t]*$/gm)].at(-1);
  const program = code.slice(0, end === undefined ? code.lastIndexOf("}") + 1 : end.index + end[0].length);
  return program === "" ? undefined : program;
}

/** Words of prose can look like code; only a sign that code has and prose lacks makes them a line of it. */
const codeLine = /^[ \t]*(?:export|import|type|interface|const|let|(?:async\s+)?function)\b[^\n]*[{;=]/m;
