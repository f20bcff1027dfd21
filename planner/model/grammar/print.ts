import type { Grammar, Part, Range } from "./grammar.js";

// The two notations differ in little: llama.cpp's takes no underscore in names, knows fewer escapes, and reads a rule to the end
// of its line. What is printed here keeps to what both understand, so there is one printer.

/** As llama.cpp reads it (`grammars/README.md` of its repository). */
export function gbnf({ root, rules }: Grammar): string {
  // Both begin with the rule of that name, and of two they take the last.
  const others = [...rules].filter(([name]) => name !== "root" || root === "root");
  const lines = others.map(([name, part]) => `${name} ::= ${printed(part, "choice")}`);
  const start = root === "root" ? [] : [`root ::= ${root}`];
  return `${[...start, ...lines].join("\n")}\n`;
}

/** As xgrammar reads it, for vLLM and SGLang. */
export function ebnf(grammar: Grammar): string {
  return gbnf(grammar);
}

/** What may stand unbracketed at a place: a whole choice, a sequence, or one thing that a repeat can follow. */
type Room = "choice" | "sequence" | "one";

function printed(part: Part, room: Room): string {
  switch (part.kind) {
    case "text":
      return part.text === "" ? '""' : `"${[...part.text].map((character) => escaped(character, '"')).join("")}"`;
    case "chars":
      return `[${part.negated ? "^" : ""}${part.ranges.map(rangeText).join("")}]`;
    case "rule":
      return part.name;
    case "sequence":
      return bracketed(part.parts.map((one) => printed(one, "sequence")).join(" "), room === "one");
    case "choice":
      return bracketed(part.parts.map((one) => printed(one, "sequence")).join(" | "), room !== "choice");
    case "repeat":
      return bracketed(`${printed(part.part, "one")}${times(part.least, part.most)}`, room === "one");
  }
}

function bracketed(text: string, needed: boolean): string {
  return needed ? `(${text})` : text;
}

function times(least: number, most: number | undefined): string {
  if (most === undefined) return least === 0 ? "*" : least === 1 ? "+" : `{${least},}`;
  if (least === 0 && most === 1) return "?";
  return `{${least},${most}}`;
}

function rangeText([from, to]: Range): string {
  const character = (code: number) => escaped(String.fromCodePoint(code), "]-^[");
  return from === to ? character(from) : `${character(from)}-${character(to)}`;
}

/** By number wherever a character could mean something to either reader. */
function escaped(character: string, special: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  if (character === "\r") return "\\r";
  if (character === "\\") return "\\\\";
  if (character === '"') return special === '"' ? '\\"' : character;
  if (code < 0x20 || code === 0x7f || special.includes(character))
    return `\\x${code.toString(16).padStart(2, "0").toUpperCase()}`;
  if (code < 0x7f) return character;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
