// The words of the plan subset: what stands between white space and punctuation.
import type { Part } from "./grammar.js";
import { anyBut, chars, choice, many, optional, rule, sequence, some } from "./parts.js";
import { type Alphabet, wordsBut } from "./words.js";

const letters: Alphabet["first"] = [
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0x5f, 0x5f],
  [0x24, 0x24],
];
const alphabet: Alphabet = { first: letters, rest: [...letters, [0x30, 0x39]] };

/** Nowhere in a plan (`verifier/subset.ts`). */
const forbidden = [
  "__proto__",
  "prototype",
  "constructor",
  "__defineGetter__",
  "__defineSetter__",
  "__lookupGetter__",
  "__lookupSetter__",
  "globalThis",
];

/** No names of variables: words of the language, those that strict code reserves, and those that begin something else at the start of a statement. */
const reserved =
  "any arguments as async await break case catch class const continue debugger declare default delete do else enum eval export extends false finally for function if implements import in instanceof interface let namespace new null package private protected public return satisfies static super switch this throw true try type typeof using var void while with yield";

const hex = chars("0-9a-fA-F");
const escaped = sequence("\\", choice(chars("\\\"'`$nrt"), sequence("u", hex, hex, hex, hex)));

/** `namespaces`: names that stand for tools and for nothing else. */
export function lexicalRules(namespaces: readonly string[]): readonly (readonly [string, Part])[] {
  return [
    ["ws", sequence(many(chars(" \t")), many(optional(rule("comment")), "\n", many(chars(" \t"))))],
    // What could be a directive to the compiler is left out.
    [
      "comment",
      sequence("//", many(choice(anyBut("\n@</"), sequence("@", anyBut("\ntj@</")), sequence("/", anyBut("\n/@<"))))),
    ],
    ["sp", choice(sequence(some(chars(" \t")), many("\n", many(chars(" \t")))), some("\n", many(chars(" \t"))))],
    ["id", wordsBut([...forbidden, ...reserved.split(" "), ...namespaces], alphabet)],
    ["name", wordsBut(forbidden, alphabet)],
    [
      "string",
      choice(
        sequence('"', many(choice(anyBut('"\\\n\r'), escaped)), '"'),
        sequence("'", many(choice(anyBut("'\\\n\r"), escaped)), "'"),
      ),
    ],
    [
      "number",
      sequence(
        choice("0", sequence(chars("1-9"), many(optional("_"), chars("0-9")))),
        optional(".", some(chars("0-9"))),
      ),
    ],
    [
      "template",
      sequence(
        "`",
        many(
          choice(
            anyBut("`\\$"),
            escaped,
            sequence("$", anyBut("{`\\$")),
            sequence("${", rule("ws"), rule("expr"), rule("ws"), "}"),
          ),
        ),
        "`",
      ),
    ],
    [
      "regex",
      sequence(
        "/",
        choice(anyBut("/*\\\n[ "), sequence("\\", chars("dDsSwWbB.+*?/^$()"))),
        many(choice(anyBut("/\\\n[()*+?{}"), sequence("\\", chars("dDsSwWbB.+*?/^$()")))),
        "/",
        optional(chars("gimsu")),
      ),
    ],
  ];
}
